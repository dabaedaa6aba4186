import { setTimeout as sleep } from 'node:timers/promises';
import { seededRandom, type TestHouse } from '@rapport/testkit';
import { type Life, type LifeCall, lifeOf } from './life.ts';
import type { Options } from './options.ts';
import type { Told } from './told.ts';

const TICK_MS = 100;
const CALLS_OF_ONE_LIFE_PER_TICK = 5;
const STOP_EVERY_MS = 500;
/** How old a life is before it says stop, ms: its message may be on the way out just then. */
const STOP_AFTER_MS = 1_500;
const RETRY_MS_MIN = 200;
const RETRY_MS_MAX = 2_000;

/** Whom a source speaks to, what it keeps account of, and after how long a request counts as lost, ms. */
type Source = { readonly house: TestHouse; readonly told: Told; readonly giveUpMs: number };

/** What became of one try; `why` says so in a few words. */
type Outcome = { readonly is: 'TAKEN' } | { readonly is: 'AGAIN' | 'REFUSED'; readonly why: string };

/** Tries until it is taken or refused, with the same ids each time, as a source does. */
const persist = async ({ told, giveUpMs }: Source, what: string, attempt: () => Promise<Outcome>): Promise<void> => {
  const begun = performance.now();
  for (let pauseMs = RETRY_MS_MIN; ; pauseMs = Math.min(pauseMs * 2, RETRY_MS_MAX)) {
    // A refused or broken connection, or no answer in time: nobody knows whether it was taken.
    const outcome = await attempt().catch((error: unknown): Outcome => ({ is: 'AGAIN', why: String(error) }));
    if (outcome.is === 'TAKEN') return;
    if (outcome.is === 'REFUSED' || performance.now() - begun > giveUpMs) {
      const end = outcome.is === 'REFUSED' ? 'refused' : `not taken within ${giveUpMs / 1_000} s, at last`;
      told.refusals.push(`${what}: ${end} (${outcome.why})`);
      return;
    }
    told.retries += 1;
    await sleep(pauseMs);
  }
};

const isPassing = (status: number): boolean => status >= 500 || status === 429 || status === 408;

/** What a status means to a source that has sent something; null where it was taken. */
const untaken = (status: number): Outcome | null =>
  status === 200 ? null : { is: isPassing(status) ? 'AGAIN' : 'REFUSED', why: `answered ${status}` };

const sendBatch = (source: Source, calls: readonly LifeCall[]): Promise<void> => {
  const { house, told } = source;
  for (const { messageId } of calls) told.sentIds.add(messageId);
  return persist(source, `a batch with ${calls[0]?.messageId}`, async () => {
    const { status, body } = await house.send(calls.map((call) => call.body));
    const failed = untaken(status);
    if (failed) return failed;
    told.rejects += (body as { rejected: unknown[] }).rejected.length;
    for (const call of calls) told.accepted.set(call.messageId, call.told);
    return { is: 'TAKEN' };
  });
};

const sendStop = (source: Source, { userId, phone }: Texter): Promise<void> => {
  const { house, told } = source;
  const sid = `SM-${userId}`;
  return persist(source, `a STOP of ${userId}`, async () => {
    const { status } = await house.text({ from: phone, body: 'STOP', sid });
    const failed = untaken(status);
    if (failed) return failed;
    told.stops.set(sid, { phone, answeredAt: house.rapport.now() });
    return { is: 'TAKEN' };
  });
};

/** Somebody who has a telephone to say stop with. */
type Texter = Life & { readonly phone: string };
const isTexter = (life: Life): life is Texter => life.phone !== null;

/** Whole lives one after another, a few calls of several of them at a time. */
const lifeStream = (house: TestHouse, told: Told, seed: number) => {
  const random = seededRandom(seed);
  const young: Life[] = [];
  const grown: { life: Texter; grownAt: number }[] = [];
  let born = 0;
  const next = (count: number): LifeCall[] => {
    const calls: LifeCall[] = [];
    for (let index = 0; calls.length < count; index += 1) {
      if (!young[index]) {
        const life = lifeOf((born += 1), random, house.rapport.now());
        told.userIds.add(life.userId);
        young.push({ ...life, calls: [...life.calls] });
      }
      calls.push(...young[index]!.calls.splice(0, Math.min(CALLS_OF_ONE_LIFE_PER_TICK, count - calls.length)));
    }
    for (const life of young.filter((each) => each.calls.length === 0)) {
      young.splice(young.indexOf(life), 1);
      if (isTexter(life)) grown.push({ life, grownAt: performance.now() });
    }
    return calls;
  };
  /** Somebody grown who has not said stop yet. */
  const someoneToStop = (): Texter | null => {
    const ready = grown.filter(({ grownAt }) => performance.now() - grownAt > STOP_AFTER_MS);
    if (ready.length === 0) return null;
    const chosen = random.pick(ready);
    grown.splice(grown.indexOf(chosen), 1);
    return chosen.life;
  };
  return { next, someoneToStop, born: () => born };
};

/** A load at work; `said` resolves when its time is over, `answered` when everything it sent was answered. */
export type Load = { readonly said: Promise<void>; readonly answered: Promise<void> };

/**
 * A steady load, for its time and until the faults are over: so many calls a second whatever becomes of them, in
 * batches as a source sends them, and now and then a STOP. What is not taken is sent again, with the same ids.
 */
export const startLoad = (
  house: TestHouse,
  told: Told,
  { seconds, rate, seed, giveUpMs }: Options,
  faults: Promise<unknown>,
): Load => {
  const source: Source = { house, told, giveUpMs };
  const stream = lifeStream(house, told, seed);
  const inFlight = new Set<Promise<void>>();
  const keep = (work: Promise<void>) => {
    const kept = work.finally(() => inFlight.delete(kept));
    inFlight.add(kept);
  };
  const speak = async () => {
    const begun = performance.now();
    let areFaultsOver = false;
    void faults.finally(() => {
      areFaultsOver = true;
    });
    let sent = 0;
    let stops = 0;
    for (let spentMs = 0; spentMs < seconds * 1_000 || !areFaultsOver; spentMs = performance.now() - begun) {
      const due = Math.round((spentMs / 1_000) * rate) - sent;
      if (due > 0) {
        keep(sendBatch(source, stream.next(due)));
        sent += due;
      }
      if (spentMs / STOP_EVERY_MS > stops) {
        stops += 1;
        const life = stream.someoneToStop();
        if (life) keep(sendStop(source, life));
      }
      await sleep(TICK_MS);
    }
    told.seconds = Math.round((performance.now() - begun) / 1_000);
  };
  const said = speak();
  const listen = async () => {
    await said;
    while (inFlight.size > 0) await Promise.all(inFlight);
  };
  return { said, answered: listen() };
};
