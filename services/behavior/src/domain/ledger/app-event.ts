import type { IngestCall } from '@rapport/contracts';
import { isPublished } from '../ingestion/check-published.ts';
import { type AppContext, appContextOf } from './app-context.ts';

/** Something a customer did or that was done for them, beside the money on their accounts. */
export type AppEvent = AppContext & {
  readonly customerId: string;
  readonly at: Date;
  readonly source: string;
  readonly messageId: string;
  readonly type: 'track' | 'page' | 'screen';
  readonly name: string;
  /** Of published events all of it; of others only numbers and switches, for words may reach a person. */
  readonly properties: Readonly<Record<string, unknown>>;
  readonly receivedAt: Date;
};

const PROPERTIES_MAX = 50;

const harmless = (properties: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(properties)
      .filter(([, value]) => typeof value === 'number' || typeof value === 'boolean')
      .slice(0, PROPERTIES_MAX),
  );

/** What is kept of a call that is no fact of the ledger; null for calls about identity, which are profile's. */
export const appEventOf = (
  call: IngestCall & { readonly source: string; readonly receivedAt: string },
  customerId: string,
): AppEvent | null => {
  if (call.type !== 'track' && call.type !== 'page' && call.type !== 'screen') return null;
  const properties = call.properties ?? {};
  return {
    customerId,
    at: new Date(call.timestamp),
    source: call.source,
    messageId: call.messageId,
    type: call.type,
    name: call.event ?? call.type,
    properties: call.type === 'track' && isPublished(call.event) ? properties : harmless(properties),
    receivedAt: new Date(call.receivedAt),
    ...appContextOf(call),
  };
};
