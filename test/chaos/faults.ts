import { setTimeout as sleep } from 'node:timers/promises';
import { eventually, type TestHouse } from '@rapport/testkit';
import { holdTable } from './hold-table.ts';
import { describeFault, type Fault, isDelicate } from './schedule.ts';
import type { Streams } from './streams.ts';

/** A fault that was done, or why not, and when, ms after the load began. */
export type DoneFault = { readonly atMs: number; readonly what: string; readonly done: boolean };

/** What faults are done to. */
export type Victim = {
  readonly house: TestHouse;
  readonly streams: Streams;
  readonly log: (line: string) => void;
  /** Who was killed already, by process id: that they are dead is not known at once. */
  readonly dead: Set<number>;
};

const ALIVE_WITHIN_MS = 20_000;
const WHOLE_WITHIN_MS = 30_000;
const IN_HAND_WITHIN_MS = 3_500;
const ACKS_ARE_OUT_MS = 700;
const NEWS_TRAVELS_MS = 500;
const LOOK_EVERY_MS = 20;

/** Nobody dies twice: where it is just being started again, its next life is waited for. */
const signal = ({ house: { rapport }, dead }: Victim, name: string, how: NodeJS.Signals): Promise<void> =>
  eventually(
    () => {
      const pid = rapport.supervisor.status().find((process) => process.name === name)?.pid ?? null;
      if (pid === null || dead.has(pid)) throw new Error(`${name} is not alive`);
      if (how !== 'SIGSTOP') dead.add(pid);
      // Its keeper is not told: to it this is a crash like any other.
      process.kill(pid, how);
    },
    { timeoutMs: ALIVE_WITHIN_MS, everyMs: LOOK_EVERY_MS },
  );

const untilWhole = ({ house: { rapport } }: Victim): Promise<void> =>
  eventually(
    () => {
      const down = rapport.supervisor.status().filter(({ phase }) => phase !== 'ready');
      if (down.length > 0) throw new Error(`${down.map(({ name }) => name).join(', ')} not ready`);
    },
    { timeoutMs: WHOLE_WITHIN_MS, everyMs: LOOK_EVERY_MS },
  );

/** The last look before the hand-over is at the local stops; messages are still queued and permitted meanwhile. */
const stall = ({ house }: Victim, forMs: number): Promise<void> =>
  holdTable(house, 'LOCK TABLE local_stop IN ACCESS EXCLUSIVE MODE', () => sleep(forMs));

const loseAcks = async (victim: Victim): Promise<void> => {
  const { house, streams } = victim;
  try {
    await holdTable(house, 'LOCK TABLE aggregate IN EXCLUSIVE MODE', async () => {
      // What is delivered now waits for its customer's lock: in hand and not yet applied.
      await eventually(
        async () => {
          const backlogs = await streams.backlogs();
          const own = backlogs.find(({ stream, durable }) => stream === 'DECISIONING' && durable === 'messaging');
          if (!own?.unacknowledged) throw new Error('no decision came to messaging');
        },
        { timeoutMs: IN_HAND_WITHIN_MS },
      );
      await signal(victim, 'nats', 'SIGSTOP');
    });
    // Now it is applied, and acknowledged to somebody who does not hear.
    await sleep(ACKS_ARE_OUT_MS);
  } finally {
    await signal(victim, 'nats', 'SIGKILL');
  }
};

const doFault = async (victim: Victim, fault: Fault): Promise<void> => {
  if (fault.kind === 'SIGNAL') return signal(victim, fault.target, fault.signal);
  // Who was killed just now is not known to be dead yet.
  await sleep(NEWS_TRAVELS_MS);
  await untilWhole(victim);
  return fault.kind === 'STALL' ? stall(victim, fault.forMs) : loseAcks(victim);
};

/**
 * Does the faults at their moments; resolves when the last is over. Crude ones come as they come, on top of each
 * other; while a delicate one is done, the others wait, and what comes later comes as much later.
 */
export const doFaults = async (where: Omit<Victim, 'dead'>, faults: readonly Fault[]): Promise<DoneFault[]> => {
  const victim: Victim = { ...where, dead: new Set() };
  const begun = performance.now();
  let waitedMs = 0;
  let delicate: Promise<unknown> = Promise.resolve();
  const attempt = async (fault: Fault): Promise<DoneFault> => {
    const what = describeFault(fault);
    const failure = await doFault(victim, fault).then(
      () => null,
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    );
    victim.log(failure === null ? what : `${what}: could not be done: ${failure}`);
    return { atMs: Math.round(performance.now() - begun), what, done: failure === null };
  };
  const done: Promise<DoneFault>[] = [];
  for (const fault of faults) {
    const dueMs = fault.atMs + waitedMs;
    await sleep(Math.max(dueMs - (performance.now() - begun), 0));
    await delicate;
    waitedMs += Math.max(performance.now() - begun - dueMs, 0);
    const work = attempt(fault);
    if (isDelicate(fault)) delicate = work;
    done.push(work);
  }
  return Promise.all(done);
};
