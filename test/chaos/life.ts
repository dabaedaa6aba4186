import type { SeededRandom } from '@rapport/testkit';
import type { ToldCall } from './told.ts';

/** A call as it is sent, and what it amounts to. */
export type LifeCall = { readonly messageId: string; readonly body: object; readonly told: ToldCall };

/** Somebody whose money runs out within a few seconds, told in calls. */
export type Life = {
  readonly userId: string;
  /** Null: they are reached by e-mail. */
  readonly phone: string | null;
  readonly calls: LifeCall[];
};

export const CALLS_IN_A_LIFE = 25;
const BEGINS_WITH_CENTS = 60_000;
const SPENT_CENTS_MAX = 9_000;

/** One in so many has no telephone, only a mailbox. */
const MAILBOX_EVERY = 4;
/** One in so many has a mailbox whose server takes every e-mail and hangs up before it says so. */
const BROKEN_MAILBOX_EVERY = 24;

/** How somebody is reached, and how a source says so. */
const contactOf = (number: number, userId: string): { phone: string | null; traits: Record<string, string> } => {
  if (number % MAILBOX_EVERY === 0) {
    const name = number % BROKEN_MAILBOX_EVERY === 0 ? 'broken+' : '';
    return { phone: null, traits: { email: `${name}${userId}@home.example` } };
  }
  const phone = `+4915${String(100_000_000 + number).slice(0, 9)}`;
  return { phone, traits: { phone } };
};

const euros = (cents: number): string => (cents / 100).toFixed(2);

/** The calls that make a life: who it is, an account, money going out until there is none, a payment sent back. */
export const lifeOf = (number: number, random: SeededRandom, now: Date): Life => {
  const userId = `chaos-${random.seed}-${number}`;
  const accountId = `acct-${userId}`;
  const { phone, traits } = contactOf(number, userId);
  const timestamp = now.toISOString();
  const base = { userId, timestamp };
  const call = (
    part: string,
    body: { type: string; [field: string]: unknown },
    transaction: ToldCall['transaction'] = null,
  ): LifeCall => {
    const messageId = `${userId}-${part}`;
    return {
      messageId,
      body: { ...base, messageId, ...body },
      told: { userId, isFact: body.type === 'track', transaction },
    };
  };
  const money = (part: string, kind: 'POSTED' | 'RETURNED', cents: number, more: object): LifeCall => {
    const transactionId = `${userId}-${part}`;
    const amount = euros(cents);
    const event = kind === 'POSTED' ? 'Transaction Posted' : 'Payment Returned';
    const properties = { transactionId, accountId, amount, currency: 'EUR', ...more };
    return call(part, { type: 'track', event, properties }, { transactionId, kind, amount });
  };
  const calls = [
    call('identify', {
      type: 'identify',
      traits: { name: `Chaos ${number}`, ...traits, locale: 'de-DE', timezone: 'Europe/Berlin' },
    }),
    call('opened', {
      type: 'track',
      event: 'Account Opened',
      properties: { accountId, accountType: 'CURRENT', currency: 'EUR' },
    }),
  ];
  let cents = BEGINS_WITH_CENTS;
  for (let index = 0; calls.length < CALLS_IN_A_LIFE - 1; index += 1) {
    const spent = random.integer(2_000, SPENT_CENTS_MAX);
    cents -= spent;
    const bookedAt = new Date(now.getTime() - (CALLS_IN_A_LIFE - index) * 60_000).toISOString();
    calls.push(money(`t${index}`, 'POSTED', -spent, { bookedAt, narration: 'SUPERMARKT', balanceAfter: euros(cents) }));
  }
  calls.push(
    money('r0', 'RETURNED', -64_000, { returnedAt: timestamp, reason: 'INSUFFICIENT_FUNDS', narration: 'MIETE' }),
  );
  return { userId, phone, calls };
};
