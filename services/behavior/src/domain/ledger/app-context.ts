import { createHash } from 'node:crypto';
import type { IngestCall } from '@rapport/contracts';

/** How a customer was with the bank: an app on a telephone or tablet, a browser, or a system that spoke for them. */
export type AppChannel = 'MOBILE' | 'WEB' | 'SERVER';

/** Where an event was made, as coarsely as features need it: no model, no address, no name of anything. */
export type AppContext = {
  readonly channel: AppChannel | null;
  /** A hash of the device's id, or of the browser's where there is no device. */
  readonly device: string | null;
  /** A hash of the sender's id of the session. */
  readonly session: string | null;
};

type Said = { readonly [key: string]: unknown };

const MOBILE = /ios|android|ipad|iphone|mobile|phone|tablet/i;
const WEB_LIBRARY = /analytics\.js|analytics-next|javascript|web|browser/i;

const part = (context: Said | undefined, name: string): Said => {
  const value = context?.[name];
  return typeof value === 'object' && value !== null ? (value as Said) : {};
};

const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';

const hash = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 16);

const channelOf = ({ type, context }: Pick<IngestCall, 'type' | 'context'>): AppChannel | null => {
  if (textOf(context?.['channel']).toLowerCase() === 'server') return 'SERVER';
  const device = textOf(part(context, 'device')['type']);
  const system = textOf(part(context, 'os')['name']);
  const agent = textOf(context?.['userAgent']);
  const isMobile = part(context, 'userAgentData')['mobile'] === true || MOBILE.test(`${device} ${system} ${agent}`);
  if (type === 'screen' || isMobile) return 'MOBILE';
  const isWeb = type === 'page' || agent !== '' || WEB_LIBRARY.test(textOf(part(context, 'library')['name']));
  return isWeb ? 'WEB' : null;
};

/** What is kept of the circumstances of a call (Segment's common fields, `context`; RudderStack's `sessionId`). */
export const appContextOf = (call: Pick<IngestCall, 'type' | 'context' | 'identifiers'>): AppContext => {
  const { identifiers, context } = call;
  const device =
    identifiers.find(({ type }) => type === 'DEVICE_ID') ?? identifiers.find(({ type }) => type === 'ANONYMOUS_ID');
  const session = textOf(context?.['sessionId']);
  return {
    channel: channelOf(call),
    device: device ? hash(`${device.type}:${device.value}`) : null,
    session: session === '' ? null : hash(session),
  };
};
