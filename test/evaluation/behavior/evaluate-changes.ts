import { type GeneratedCustomer, type GroundTruth, generatePopulation } from '@rapport/testkit';
import type { Measured } from '../report-quality.ts';
import { delayOf, detectionRateOf, falseAlarmsOf, intervalOver, type Watch } from './change-detection.ts';
import { belowZero, halfTheIncome, otherHours, type PlainAlarm } from './plain-alarms.ts';
import { type LivedSignals, replayLives } from './replay-lives.ts';

/** Which world: another seed is a world that nobody has tuned anything on. */
const SEED = 20_261;
const DAYS = { from: '2025-01-01', until: '2026-03-01' };
/** How many lives of each change, and how many without any: so many of the world, in its order. */
const OF_EACH = 20;
const POPULATION_MAX = 100_000;
const DAY_MS = 86_400_000;
/** A signal may learn a person for so long before its alarms are counted. */
const WARM_UP_DAYS = 100;

/** What is to be noticed: by which signal, since when it was there, and what makes a life no witness of quiet. */
type Change = {
  readonly task: string;
  readonly kind: string;
  readonly onsetOf: (truth: GroundTruth) => string | null;
  readonly unquiet: ReadonlySet<string>;
  readonly plain: PlainAlarm;
};

const CHANGES: readonly Change[] = [
  {
    task: 'stress onset',
    kind: 'FINANCIAL_STRESS',
    onsetOf: ({ stressOnsetOn }) => stressOnsetOn,
    unquiet: new Set(['STRESS', 'JOB_LOSS', 'RETIREMENT']),
    plain: belowZero,
  },
  {
    task: 'income loss',
    kind: 'INCOME_CHANGE',
    onsetOf: ({ incomeLossOn }) => incomeLossOn,
    unquiet: new Set(['JOB_LOSS', 'RETIREMENT', 'PAY_RISE', 'NEW_CHILD']),
    plain: halfTheIncome,
  },
  {
    task: 'change of rhythm',
    kind: 'RHYTHM_CHANGE',
    onsetOf: ({ rhythmChangeOn }) => rhythmChangeOn,
    unquiet: new Set(['RHYTHM_CHANGE', 'TRAVEL', 'NEW_CHILD', 'MOVE', 'STRESS', 'JOB_LOSS', 'RETIREMENT']),
    plain: otherHours,
  },
];

/** The first so many lives of the world in which each change comes, and in which none does. */
function* livesToWatch(ofEach: number, seed: number): Generator<GeneratedCustomer> {
  const left = new Map<Change | null, number>([...CHANGES, null].map((change) => [change, ofEach]));
  for (const person of generatePopulation(POPULATION_MAX, { seed, ...DAYS })) {
    const change = CHANGES.find(({ onsetOf }) => onsetOf(person.truth) !== null) ?? null;
    const wanted = left.get(change)!;
    if (wanted > 0) yield person;
    left.set(change, wanted - 1);
    if ([...left.values()].every((count) => count <= 0)) return;
  }
}

const dayOf = (date: string): number => Date.parse(date) / DAY_MS;

/** The days on which a signal rose to MEDIUM or above. */
const risesOf = ({ changes }: LivedSignals, kind: string): number[] => {
  const days: number[] = [];
  let isUp = false;
  for (const change of changes.filter((one) => one.kind === kind)) {
    const isMedium = change.level === 'MEDIUM' || change.level === 'HIGH';
    if (isMedium && !isUp) days.push(dayOf(change.day));
    isUp = isMedium;
  }
  return days;
};

const watchOf = ({ onsetOf, unquiet }: Change, { truth }: GeneratedCustomer, alarms: readonly number[]): Watch => {
  const onset = onsetOf(truth);
  const firstEvent = truth.events.find(({ kind }) => unquiet.has(kind))?.on ?? truth.until;
  return {
    customerId: truth.userId,
    onset: onset === null ? null : dayOf(onset),
    quiet: { from: dayOf(truth.from) + WARM_UP_DAYS, until: dayOf(firstEvent) },
    alarms,
  };
};

type Watched = { readonly ours: readonly Watch[]; readonly plain: readonly Watch[] };

const rowsOf = ({ task, kind }: Change, { ours, plain }: Watched, seed: number): Measured[] => {
  const row = (metric: string, measure: (of: readonly Watch[]) => number): Measured => ({
    task,
    metric: `${kind} ≥ MEDIUM: ${metric}`,
    ours: measure(ours),
    interval: intervalOver(ours, measure, seed),
    baseline: measure(plain),
    split: `${ours.length} generated customers`,
    seed,
  });
  return [
    row('noticed within 60 days', detectionRateOf),
    row('delay in days, median', (of) => delayOf(of, 0.5)),
    row('delay in days, 90th percentile', (of) => delayOf(of, 0.9)),
    row('false alarms per customer-year', falseAlarmsOf),
  ];
};

/**
 * How soon signals notice what changed in generated lives, and how often they cry wolf. Nothing is learnt here. Signals
 * that do not exist are left out.
 */
export const evaluateChanges = async (seed = SEED, ofEach = OF_EACH): Promise<Measured[]> => {
  const ours = new Map<Change, Watch[]>(CHANGES.map((change) => [change, []]));
  const plain = new Map<Change, Watch[]>(CHANGES.map((change) => [change, []]));
  let kinds: readonly string[] = [];
  for await (const { person, lived } of replayLives(livesToWatch(ofEach, seed))) {
    kinds = lived.kinds;
    for (const change of CHANGES) {
      ours.get(change)!.push(watchOf(change, person, risesOf(lived, change.kind)));
      plain.get(change)!.push(watchOf(change, person, change.plain(person)));
    }
  }
  return CHANGES.filter(({ kind }) => kinds.includes(kind)).flatMap((change) =>
    rowsOf(change, { ours: ours.get(change)!, plain: plain.get(change)! }, seed),
  );
};
