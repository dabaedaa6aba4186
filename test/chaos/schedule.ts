import { DOMAINS } from '@rapport/contracts';
import { seededRandom } from '@rapport/testkit';
import type { Options } from './options.ts';

/** What is killed without warning, with SIGKILL, each as often as the others. */
export const TARGETS = [...DOMAINS, 'gateway', 'nats'] as const;

/** PostgreSQL goes down in three ways: in good order, at once, and as when the machine takes it. */
const WAYS_DOWN = ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const;

/** Something that goes wrong, so many milliseconds after the load has begun. */
export type Fault = { readonly atMs: number } & (
  | { readonly kind: 'SIGNAL'; readonly target: string; readonly signal: NodeJS.Signals }
  /** Messaging stands still between asking for a permit and handing over, for longer than a permit holds. */
  | { readonly kind: 'STALL'; readonly forMs: number }
  /** Messaging commits what it was given, and NATS dies with the acknowledgements that were on their way to it. */
  | { readonly kind: 'LOST_ACKS' }
);

/** Whether a fault needs the house whole, so that it strikes what it is meant for. */
export const isDelicate = ({ kind }: Fault): boolean => kind !== 'SIGNAL';

/** The first of the delicate faults come while all is well. */
const DELICATE_FROM_MS = 4_000;
const CRUDE_FROM_MS = 16_000;
const STALL_MS = 2_500;

/** The faults of a run, in order: each kind is spread over the whole of it, at moments that the seed chooses. */
export const planFaults = ({ seconds, kills, restarts, stalls, seed }: Options): Fault[] => {
  const random = seededRandom(seed);
  const endMs = seconds * 1_000;
  const crudeFromMs = Math.min(CRUDE_FROM_MS, endMs / 2);
  const crude = (count: number): number[] =>
    Array.from({ length: count }, (_, index) =>
      Math.round(crudeFromMs + ((index + random.next()) * (endMs - crudeFromMs)) / count),
    );
  const delicate = (count: number, offsetMs: number): number[] =>
    Array.from({ length: count }, (_, index) =>
      Math.round(DELICATE_FROM_MS + offsetMs + (index * (endMs - DELICATE_FROM_MS)) / count),
    );
  const faults: Fault[] = [
    ...TARGETS.flatMap((target) =>
      crude(kills).map((atMs) => ({ kind: 'SIGNAL' as const, atMs, target, signal: 'SIGKILL' as const })),
    ),
    ...crude(restarts).map((atMs, index) => ({
      kind: 'SIGNAL' as const,
      atMs,
      target: 'postgres',
      signal: WAYS_DOWN[(index + seed) % WAYS_DOWN.length]!,
    })),
    ...delicate(stalls, 0).map((atMs) => ({ kind: 'STALL' as const, atMs, forMs: STALL_MS })),
    ...delicate(stalls, STALL_MS).map((atMs) => ({ kind: 'LOST_ACKS' as const, atMs })),
  ];
  return faults.sort((a, b) => a.atMs - b.atMs);
};

/** A fault in a few words. */
export const describeFault = (fault: Fault): string => {
  if (fault.kind === 'SIGNAL') return `${fault.signal} ${fault.target}`;
  return fault.kind === 'STALL' ? `messaging stands still ${fault.forMs} ms` : 'acknowledgements of messaging lost';
};
