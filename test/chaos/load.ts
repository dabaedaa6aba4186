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
/** How long a request is tried again before it counts as lost, ms. */
const GIVE_UP_MS = 120_000;

type Outcome = 'TAKEN' | 'AGAIN' | 'REFUSED';

/** Tries until it is taken or refused, with the same ids each time, as a source does. */
const persist = async (told: Told, what: string, attempt: () => Promise<Outcome>): Promise<void> => {
  const begun = performance.now();
  for (let pauseMs = RETRY_MS_MIN; ; pauseMs = Math.min(pauseMs * 2, RETRY_MS_MAX)) {
    // A refused or broken connection, or no answer in time: nobody knows whether it was taken.
    const outcome = await attempt().catch((): Outcome => 'AGAIN');
    if (outcome === 'TAKEN') return;
    if (outcome === 'REFUSED' || performance.now() - begun > GIVE_UP_MS) {
      told.refusals.push(what);
      return;
    }
    told.retries += 1;
    await sleep(pauseMs);
  }
};

const isPassing = (status: number): boolean => status >= 500 || status === 429 || status === 408;

const sendBatch = (house: TestHouse, told: Told, calls: readonly LifeCall[]): Promise<void> => {
  for (const { messageId } of calls) told.sentIds.add(messageId);
  return persist(told, `a batch with ${calls[0]?.messageId}`, async () => {
    const { status, body } = await house.send(calls.map((call) => call.body));
    if (isPassing(status)) return 'AGAIN';
    if (status !== 200) return 'REFUSED';
    told.rejects += (body as { rejected: unknown[] }).rejected.length;
    for (const call of calls) told.accepted.set(call.messageId, call.told);
    return 'TAKEN';
  });
};

const sendStop = (house: TestHouse, told: Told, { userId, phone }: Life): Promise<void> => {
  const sid = `SM-${userId}`;
  return persist(told, `a STOP of ${userId}`, async () => {
    const { status } = await house.text({ from: phone, body: 'STOP', sid });
    if (isPassing(status)) return 'AGAIN';
    if (status !== 200) return 'REFUSED';
    told.stops.set(sid, { phone });
    return 'TAKEN';
  });
};

/** Whole lives one after another, a few calls of several of them at a time. */
const lifeStream = (house: TestHouse, told: Told, seed: number) => {
  const random = seededRandom(seed);
  const young: Life[] = [];
  const grown: { life: Life; grownAt: number }[] = [];
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
      grown.push({ life, grownAt: performance.now() });
    }
    return calls;
  };
  /** Somebody grown who has not said stop yet. */
  const someoneToStop = (): Life | null => {
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
 * A steady load: so many calls a second whatever becomes of them, in batches as a source sends them, and now and then
 * a STOP. What is not taken is sent again with the same ids until it is.
 */
export const startLoad = (house: TestHouse, told: Told, { seconds, rate, seed }: Options): Load => {
  const stream = lifeStream(house, told, seed);
  const inFlight = new Set<Promise<void>>();
  const keep = (work: Promise<void>) => {
    const kept = work.finally(() => inFlight.delete(kept));
    inFlight.add(kept);
  };
  const speak = async () => {
    const begun = performance.now();
    let sent = 0;
    let stops = 0;
    for (let spentMs = 0; spentMs < seconds * 1_000; spentMs = performance.now() - begun) {
      const due = Math.round((spentMs / 1_000) * rate) - sent;
      if (due > 0) {
        keep(sendBatch(house, told, stream.next(due)));
        sent += due;
      }
      if (spentMs / STOP_EVERY_MS > stops) {
        stops += 1;
        const life = stream.someoneToStop();
        if (life) keep(sendStop(house, told, life));
      }
      await sleep(TICK_MS);
    }
  };
  const said = speak();
  const listen = async () => {
    await said;
    while (inFlight.size > 0) await Promise.all(inFlight);
  };
  return { said, answered: listen() };
};
