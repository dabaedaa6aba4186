import { createHash } from 'node:crypto';
import { canonicalJson, type IngestCall, issuesOf, type TrackingCall, trackingCall } from '@rapport/contracts';
import { checkPublished, isPublished } from './check-published.ts';
import { checkTime } from './check-time.ts';
import { correctClock } from './correct-clock.ts';
import { findUnstorable } from './find-unstorable.ts';
import { type Flaw, flaw } from './flaw.ts';
import { identifyCaller, traitsOf } from './identify-caller.ts';
import { checkPlan } from './plan/check-plan.ts';
import type { TrackingPlan } from './plan/tracking-plan.ts';

/** Segment's own limit of one event. */
export const ITEM_BYTES_MAX = 32_768;

/** Where and when an item came in, and what its source may send; null: anything. */
export type Arrival = {
  readonly source: string;
  readonly receivedAt: Date;
  readonly sentAt: Date | null;
  readonly plan: TrackingPlan | null;
};

/** A call with what of it breaks a plan that only warns, or why it is none. */
type Parsed = { readonly call: IngestCall; readonly warnings: readonly Flaw[] } | { readonly flaws: readonly Flaw[] };

/** The same call has the same id, so that one that is sent again without an id counts once. */
const contentId = (source: string, item: Record<string, unknown>): string => {
  const { sentAt: _sent, receivedAt: _received, writeKey: _key, _metadata, messageId: _id, ...said } = item;
  return `content-${createHash('sha256')
    .update(`${source}\n${canonicalJson(said)}`)
    .digest('hex')
    .slice(0, 40)}`;
};

const wholeFlaw = (item: unknown): Flaw | null => {
  const unstorable = findUnstorable(item);
  if (unstorable) return unstorable;
  if (Buffer.byteLength(JSON.stringify(item) ?? '') <= ITEM_BYTES_MAX) return null;
  return flaw('', 'TOO_LARGE', 'is larger than 32 kB: send less with each call');
};

const namedFlaw = ({ type, event }: TrackingCall): Flaw | null =>
  type === 'track' && !event ? flaw('event', 'INVALID', 'is missing: a track call names its event') : null;

/** A page or a screen may name its category beside its properties. */
const saidOf = ({ properties, category }: TrackingCall): Record<string, unknown> | null =>
  category ? { category, ...properties } : (properties ?? null);

const propertiesOf = (call: TrackingCall, now: Date): ReturnType<typeof checkPublished> | null => {
  if (call.type === 'track' && isPublished(call.event)) return checkPublished(call.event!, call.properties, now);
  if (call.type === 'group') return { properties: { groupId: call.groupId ?? null } };
  const properties = saidOf(call);
  return properties ? { properties } : null;
};

/** When it happened by the house's clock: corrected where the sender said when, and when it sent. */
const happenedAt = (call: TrackingCall, { receivedAt, sentAt }: Arrival): Date => {
  const stamped = call.timestamp ?? call.originalTimestamp;
  if (!stamped) return receivedAt;
  return correctClock(new Date(stamped), call.sentAt ? new Date(call.sentAt) : sentAt, receivedAt);
};

const planFlaws = ({ type, event, properties }: TrackingCall, { plan }: Arrival): Flaw[] =>
  plan && plan.mode !== 'OFF' ? checkPlan(plan, { type, event: event ?? null, properties: properties ?? {} }) : [];

/** Checks one item and puts it into the house's own form; unknown fields are refused in published schemas only. */
export const parseItem = (item: unknown, arrival: Arrival): Parsed => {
  const { source, receivedAt } = arrival;
  const whole = wholeFlaw(item);
  if (whole) return { flaws: [whole] };
  const parsed = trackingCall.safeParse(item);
  if (!parsed.success) {
    return { flaws: issuesOf(parsed.error).map(({ path, message }) => flaw(path, 'INVALID', message)) };
  }
  const call = parsed.data;
  const timestamp = happenedAt(call, arrival);
  const identified = identifyCaller(call);
  const properties = propertiesOf(call, receivedAt);
  const offPlan = planFlaws(call, arrival);
  const flaws = [
    namedFlaw(call),
    'flaw' in identified ? identified.flaw : null,
    checkTime('timestamp', timestamp, receivedAt),
    ...(properties && 'flaws' in properties ? properties.flaws : []),
    ...(arrival.plan?.mode === 'STRICT' ? offPlan : []),
  ].filter((found) => found !== null);
  if (flaws.length > 0 || 'flaw' in identified) return { flaws };
  return {
    warnings: offPlan,
    call: {
      messageId: call.messageId ?? contentId(source, item as Record<string, unknown>),
      type: call.type,
      identifiers: identified.identifiers,
      timestamp: timestamp.toISOString(),
      event: (call.type === 'track' ? call.event : call.name) ?? undefined,
      properties: properties && 'properties' in properties ? properties.properties : undefined,
      traits: traitsOf(call) ?? undefined,
      context: call.context ?? undefined,
    },
  };
};
