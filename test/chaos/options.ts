import { parseArgs } from 'node:util';
import { chooseSeed } from '@rapport/testkit';
import { isMutant, MUTANT_NAMES, type MutantName } from './mutants.ts';

/** How a run is to be. */
export type Options = {
  readonly short: boolean;
  /** How long the load lasts. */
  readonly seconds: number;
  /** Events a second. */
  readonly rate: number;
  /** How often each process is killed. */
  readonly kills: number;
  /** How often PostgreSQL is brought down. */
  readonly restarts: number;
  /** How often messaging stands still for longer than a permit holds, and how often its acknowledgements are lost. */
  readonly stalls: number;
  /** How long a request is tried again before it counts as lost, and how long we wait for rest at the end, ms. */
  readonly giveUpMs: number;
  readonly patienceMs: number;
  readonly seed: number;
  /** A guard to remove first, in a scratch copy: the run has to turn red. */
  readonly mutant: MutantName | null;
};

export const USAGE = `npm run chaos -- [--seconds 300] [--short] [--rate 200] [--kills 10] [--seed N] [--mutant NAME]
  --short   60 seconds of load, two kills of each process, one restart of PostgreSQL: within three minutes
  --mutant  removes one guard in a scratch copy: ${MUTANT_NAMES.join(', ')}`;

const FLAGS = {
  seconds: { type: 'string' },
  rate: { type: 'string' },
  kills: { type: 'string' },
  seed: { type: 'string' },
  mutant: { type: 'string' },
  short: { type: 'boolean', default: false },
} as const;

const wholeNumber = (flag: string, text: string | undefined, fallback: number, least: number, most: number): number => {
  const value = text === undefined ? fallback : Number(text);
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw new Error(`--${flag} must be a whole number from ${least} to ${most}`);
};

/** Reads the command line. @throws Error that names the flag that is wrong */
export const readOptions = (argv: readonly string[]): Options => {
  const { values } = parseArgs({ args: [...argv], options: FLAGS });
  const { mutant = null, short } = values;
  if (mutant !== null && !isMutant(mutant)) throw new Error(`--mutant must be one of ${MUTANT_NAMES.join(', ')}`);
  return {
    short,
    seconds: wholeNumber('seconds', values.seconds, short ? 60 : 300, 10, 86_400),
    rate: wholeNumber('rate', values.rate, 200, 20, 10_000),
    kills: wholeNumber('kills', values.kills, short ? 2 : 10, 0, 10_000),
    restarts: short ? 1 : 3,
    stalls: short ? 1 : 4,
    // A source does not give up soon, and what is late must not be called lost.
    giveUpMs: 120_000,
    patienceMs: short ? 240_000 : 300_000,
    seed: wholeNumber('seed', values.seed, chooseSeed(), 0, 2 ** 31),
    mutant,
  };
};
