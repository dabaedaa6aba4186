// What every test of the service needs: the service itself, customers that profile announced, and senders.
import { randomBytes } from 'node:crypto';
import { customerSensed, customerUpdated, identifierHash, makeId, profileResolve } from '@rapport/contracts';
import { type TestService, testService } from '@rapport/testkit';
import { start } from '../src/main.ts';
import { storage } from '../src/store/stores.ts';

// Noon in Berlin, so that no test depends on when it runs.
export const NOON = Date.UTC(2026, 2, 2, 11, 0, 0);
export const DAY_MS = 86_400_000;

/** What identifiers are hashed with. */
export const IDENTIFIER_KEY = new Uint8Array(randomBytes(32));
/** What raw calls are encrypted with. */
export const INGEST_KEY = new Uint8Array(randomBytes(32));
const base64url = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url');

/** @param environment settings that differ */
export const startBehavior = (environment: Record<string, string> = {}): Promise<TestService> =>
  testService('behavior', start, storage, {
    CLOCK_OFFSET_MS: String(NOON - Date.now()),
    INGEST_KEY: base64url(INGEST_KEY),
    IDENTIFIER_KEY: base64url(IDENTIFIER_KEY),
    WRITE_KEYS: 'core:write-key-core,app:write-key-app',
    ...environment,
  });

let counter = 0;
export const fresh = (): string => {
  counter += 1;
  return makeId('cus', new Date(NOON), new Uint8Array([0, 0, 0, 0, 0, 0, 0, 0, counter >> 8, counter & 255]));
};

export const basic = (key: string) => ({ authorization: `Basic ${Buffer.from(`${key}:`).toString('base64')}` });

export type Answer = {
  status: number;
  headers: Headers;
  body: { success: boolean; code?: string; message?: string; rejected: Record<string, unknown>[] };
};

/** Everything a test does to the service from outside. */
export const outsideOf = (behavior: () => TestService) => {
  const send = async (
    path: string,
    body: unknown,
    headers: Record<string, string> = basic('write-key-core'),
  ): Promise<Answer> => {
    const response = await fetch(`${behavior().running.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    return { status: response.status, headers: response.headers, body: (await response.json()) as Answer['body'] };
  };
  const known = new Map<string, string>();
  /** A customer whom profile announced, with a current account and a user id. */
  const givenCustomer = async (id = fresh(), role: 'OWNER' | 'JOINT' = 'OWNER', accountId = `acct-${id.slice(-8)}`) => {
    const userId = `user-${id.slice(-8)}`;
    known.set(userId, id);
    await behavior().publish(customerUpdated, {
      about: id,
      data: {
        locale: 'de-DE',
        timeZone: 'Europe/Berlin',
        accounts: [{ accountId, accountType: 'CURRENT', currency: 'EUR', role }],
        contactPoints: [],
        identifiers: [{ type: 'USER_ID', hash: identifierHash(IDENTIFIER_KEY, 'USER_ID', userId) }],
      },
    });
    return { id, userId, accountId };
  };
  const sensed = async (id: string, count: number) =>
    (await behavior().published(customerSensed, id, count)).at(-1)!.data;
  /** Profile's answer while its announcement is still on its way. */
  const profileAnswers = (customers: ReadonlyMap<string, string> = known, asked: number[] = []) =>
    behavior().answers(profileResolve, ({ sets }) => {
      asked.push(sets.length);
      return { customerIds: sets.map(({ identifiers }) => customers.get(identifiers[0]!.value) ?? fresh()) };
    });
  return { send, givenCustomer, sensed, profileAnswers };
};

/** A `Transaction Posted` call, so many days before noon. */
export const posted = (
  customer: { userId: string; accountId: string },
  transactionId: string,
  amount: string,
  daysAgo: number,
  more: { balanceAfter?: string; timestamp?: string; mcc?: string; messageId?: string } = {},
) => {
  const { timestamp, messageId, ...properties } = more;
  return {
    type: 'track',
    userId: customer.userId,
    event: 'Transaction Posted',
    ...(timestamp ? { timestamp } : {}),
    ...(messageId ? { messageId } : {}),
    properties: {
      transactionId,
      accountId: customer.accountId,
      amount,
      currency: 'EUR',
      bookedAt: new Date(NOON - daysAgo * DAY_MS - 3_600_000).toISOString(),
      narration: `BOOKING ${transactionId}`,
      ...properties,
    },
  };
};
