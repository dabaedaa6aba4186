import { RapportError, type Transact } from '@rapport/contracts';
import { judgeDisclosure, type Word } from '../domain/judge-disclosure.ts';
import { isWanted, type PartnerEvent } from '../domain/partner-event.ts';
import type { Listener } from './open-stream.ts';
import type { Disclosure, ElapsedMs, May, Stores } from './ports.ts';

/** How long an answer of consent is good for, ms, counted from before it was asked. */
const ANSWER_MS = 1_000;

/** What a stream does next. */
export type Batch =
  | { readonly end: 'REVOKED' | 'GONE' }
  | {
      readonly end: null;
      /** To be written at once: they are disclosed, and what allowed it holds for moments. */
      readonly events: readonly PartnerEvent[];
      /** How far the log was passed. */
      readonly position: number;
      readonly next:
        | 'MORE'
        /** Nothing is there yet, or consent is silent. */
        | 'LATER'
        /** The answers grew old before they could be used: ask for fewer. */
        | 'FEWER';
    };

const nothing = (position: number, next: 'LATER' | 'FEWER'): Batch => ({ end: null, events: [], position, next });

type Ports = {
  readonly stores: Stores;
  readonly may: May;
  readonly transact: Transact;
  readonly elapsedMs: ElapsedMs;
};

/** Asks consent about each customer once. */
const askWords = async (may: May, partner: string, events: readonly PartnerEvent[]): Promise<Map<string, Word>> => {
  const customerIds = new Set(
    events.flatMap(({ name, customerId }) => (name === 'SHARING_WITHDRAWN' ? [] : [customerId])),
  );
  const ask = async (customerId: string): Promise<Word> => {
    const request = { customerId, contactPointId: null, purpose: 'PARTNER_SHARING' as const, topic: null };
    try {
      return await may({ ...request, partner, reserve: false });
    } catch (error) {
      // Silence forbids (`onSilence: FAIL_CLOSED`); anything else is a mistake.
      if (error instanceof RapportError && error.code === 'UNAVAILABLE') return null;
      throw error;
    }
  };
  return new Map(await Promise.all([...customerIds].map(async (id) => [id, await ask(id)] as const)));
};

/** What becomes of events, in order, up to the first of which nobody knows yet. */
const judgeAll = async (
  { stores, may }: Ports,
  partnerId: string,
  events: readonly PartnerEvent[],
  at: Date,
): Promise<Disclosure[]> => {
  const withdrawn = events.filter(({ name }) => name === 'SHARING_WITHDRAWN').map(({ customerId }) => customerId);
  const [words, told] = await Promise.all([
    askWords(may, partnerId, events),
    withdrawn.length > 0 ? stores.disclosures.toldOf(partnerId, withdrawn) : new Set<string>(),
  ]);
  const disclosures: Disclosure[] = [];
  for (const event of events) {
    const { customerId } = event;
    const verdict = judgeDisclosure(event, { word: words.get(customerId) ?? null, wasTold: told.has(customerId) });
    if (verdict.outcome === 'HELD') break;
    disclosures.push({ event, at, ...verdict });
  }
  return disclosures;
};

/**
 * The next events of a stream: consent is asked about each customer at this moment, and what is to leave is recorded
 * before it does. While consent is silent everything waits; what is denied is passed over, with its reason.
 */
export const shareBatch =
  (ports: Ports & { now: () => Date }) =>
  async ({ partnerId, credentialId, eventNames }: Listener, after: number, limit: number): Promise<Batch> => {
    const { stores, transact, elapsedMs, now } = ports;
    const { isRevoked, lastSequence } = await stores.credentials.standingOf(credentialId);
    if (isRevoked) return { end: 'REVOKED' };
    if (lastSequence <= after) return nothing(after, 'LATER');
    const read = await stores.log.read(partnerId, after, limit);
    // Sequences have no gaps: where one is, events behind it were too old to be kept.
    if (read.length === 0 || read.some(({ sequence }, index) => sequence !== after + 1 + index)) return { end: 'GONE' };
    const wanted = read.filter(({ name }) => isWanted(eventNames, name));
    const askedAtMs = elapsedMs();
    const disclosures = await judgeAll(ports, partnerId, wanted, now());
    const held = wanted[disclosures.length];
    const position = held ? held.sequence - 1 : read.at(-1)!.sequence;
    if (position > after) {
      await transact(async (tx) => {
        await stores.disclosures.save(tx, disclosures);
        await stores.disclosures.pass(tx, partnerId, position);
      });
    }
    const events = disclosures.filter(({ outcome }) => outcome === 'DISCLOSED').map(({ event }) => event);
    if (events.length > 0 && elapsedMs() - askedAtMs >= ANSWER_MS) return nothing(after, 'FEWER');
    return { end: null, events, position, next: held || position === lastSequence ? 'LATER' : 'MORE' };
  };
