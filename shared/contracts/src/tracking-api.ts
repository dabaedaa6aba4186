import { z } from 'zod';
import { CALL_TYPES } from './ingest.ts';
import { instant, timeZone } from './values.ts';

const id = z
  .union([z.string(), z.number()], 'must be a string')
  .transform(String)
  .pipe(z.string().trim().min(1, 'must not be empty').max(256, 'must have at most 256 characters'));

const object = z.record(z.string(), z.unknown(), 'must be an object');

/** Which destinations a call is meant for: `{"All": false, "Some Tool": true}`, or settings for one of them. */
const integrations = z.record(
  z.string(),
  z.union([z.boolean(), object], 'must be true, false or an object of settings').nullish(),
  'must be an object',
);

/**
 * Where a call was made. What the house acts on is checked: the time zone, the device, further ids, traits. All else
 * that senders put here passes as it came: active, app, campaign, channel, consent, groupId, ip, library, locale,
 * network, os, page, referrer, screen, userAgent, userAgentData.
 */
const context = z.looseObject(
  {
    timezone: timeZone.nullish(),
    device: z.looseObject({ id: id.nullish(), token: id.nullish() }, 'must be an object').nullish(),
    externalIds: z
      .array(z.looseObject({ id, type: z.string('must be the kind of id').min(1).max(64) }), 'must be a list of ids')
      .max(10, 'must have at most 10 ids')
      .nullish(),
    traits: object.nullish(),
  },
  'must be an object',
);

/**
 * The fields that every call may have (Segment HTTP tracking API, and what RudderStack's SDKs make of it). Unknown ones
 * are left aside, and so are what only a sender or receiver needs: receivedAt, version, channel, writeKey, _metadata.
 */
export const trackingCall = z.looseObject(
  {
    type: z.enum(CALL_TYPES, `must be one of ${CALL_TYPES.join(', ')}`),
    messageId: z
      .string('must be a string')
      .min(1, 'must not be empty')
      .max(256, 'must have at most 256 characters')
      .nullish(),
    userId: id.nullish(),
    anonymousId: id.nullish(),
    previousId: id.nullish(),
    groupId: id.nullish(),
    event: z
      .string('must be the name of the event')
      .min(1, 'must not be empty')
      .max(256, 'must have at most 256 characters')
      .nullish(),
    name: z.string('must be a string').max(256, 'must have at most 256 characters').nullish(),
    category: z.string('must be a string').max(256, 'must have at most 256 characters').nullish(),
    properties: object.nullish(),
    traits: object.nullish(),
    context: context.nullish(),
    integrations: integrations.nullish(),
    /** When it happened. */
    timestamp: instant.nullish(),
    /** The same, as RudderStack's SDKs stamp it where the application said nothing. */
    originalTimestamp: instant.nullish(),
    /** When it was sent, by the sender's clock. */
    sentAt: instant.nullish(),
  },
  'must be an object',
);
export type TrackingCall = z.output<typeof trackingCall>;

/** How many items one request may carry. */
export const TRACKING_ITEMS_MAX = 2_500;

/** The body of `/v1/batch`: items of any shape, judged one by one, and what is said once for all of them. */
export const trackingBatch = z.looseObject({
  batch: z
    .array(z.unknown(), 'must be a list of calls')
    .min(1, 'must have at least one call')
    .max(TRACKING_ITEMS_MAX, `must have at most ${TRACKING_ITEMS_MAX} calls: send smaller batches`),
  sentAt: instant.nullish(),
  context: object.nullish(),
  integrations: object.nullish(),
});
export type TrackingBatch = z.output<typeof trackingBatch>;
