// Profile at work, and the front door's part of it: raw calls on INGEST.
import { randomBytes } from 'node:crypto';
import { type IdentityType, type IngestCall, ingestSubject, makeId, profileResolve } from '@rapport/contracts';
import { sealIngest } from '@rapport/platform';
import { testService } from '@rapport/testkit';
import { start } from '../src/main.ts';
import { storage } from '../src/store/stores.ts';

/** Noon in Berlin, so that no test depends on when it runs. */
const NOON = Date.UTC(2026, 2, 2, 11, 0, 0);

/** So many minutes after noon. */
export const at = (minutes: number) => new Date(NOON + minutes * 60_000).toISOString();
export const unique = () => randomBytes(6).toString('hex');

const keyOf = (byte: number) => new Uint8Array(32).fill(byte);
const ingestKey = keyOf(1);
export const identifierKey = keyOf(2);
export const contactPointKey = keyOf(3);
const setting = (key: Uint8Array) => Buffer.from(key).toString('base64url');

export type Call = Partial<IngestCall> & Pick<IngestCall, 'type'>;

export const startProfile = async () => {
  const service = await testService('profile', start, storage, {
    CLOCK_OFFSET_MS: String(NOON - Date.now()),
    INGEST_KEY: setting(ingestKey),
    IDENTIFIER_KEY: setting(identifierKey),
    CONTACT_POINT_KEY: setting(contactPointKey),
  });
  /** Puts raw calls on INGEST as the front door does; each call is of the user unless it says otherwise. */
  const send = async (source: string, receivedAt: string, userId: string, calls: readonly Call[]) => {
    const whole = calls.map((call) => ({
      messageId: unique(),
      identifiers: [{ type: 'USER_ID' as const, value: userId }],
      timestamp: at(-10),
      ...call,
    }));
    const sealed = sealIngest(ingestKey, { source, receivedAt, calls: whole });
    const msgID = makeId('evt', new Date(NOON), new Uint8Array(randomBytes(10)));
    await service.nats.jetstream().publish(ingestSubject(source), sealed, { msgID });
  };
  return {
    ...service,
    send: (userId: string, ...calls: Call[]) => send('test', at(0), userId, calls),
    sendFrom: (source: string, userId: string, ...calls: Call[]) => send(source, at(0), userId, calls),
    sendAt: (receivedAt: string, userId: string, ...calls: Call[]) => send('test', receivedAt, userId, calls),
    resolveOne: async (value: string, type: IdentityType = 'USER_ID') =>
      (await service.ask(profileResolve)({ sets: [{ identifiers: [{ type, value }] }] })).customerIds[0]!,
  };
};
export type Profile = Awaited<ReturnType<typeof startProfile>>;
