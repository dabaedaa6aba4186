import type { LedgerFact } from '../../ledger/ledger-fact.ts';
import { type SignalCase, valueOf } from '../signal.ts';
import type { Reading } from './ingredient.ts';
import { once } from './once.ts';
import { type Sign, shows } from './sign.ts';

/** A feature by its name; whoever reads it names in the evidence what is behind it, where that can be named. */
export const feature = (name: string, isBehind?: Reading['isBehind']): Reading => ({
  name,
  unit: 'feature',
  valueOf: ({ features }) => valueOf(features, name),
  ...(isBehind ? { isBehind } : {}),
});

/** A feature that means something only where another one can be told: nobody leaves an app they never opened. */
export const featureGiven = (name: string, given: string): Reading => ({
  name,
  unit: 'feature',
  valueOf: ({ features }) => (valueOf(features, given) === null ? null : valueOf(features, name)),
});

/** One feature as a share of another; null where either cannot be told or nothing is there to share. */
export const share = (name: string, of: string, whole: string): Reading => ({
  name,
  unit: 'ratio',
  valueOf: ({ features }) => {
    const [part, all] = [valueOf(features, of), valueOf(features, whole)];
    return part === null || all === null || all <= 0 ? null : part / all;
  },
});

/**
 * How many transactions of the last 30 days bear a sign. Null while nothing was seen within 30 days: then there was
 * nothing to bear it.
 */
export const signs = (name: string, sign: Sign): Reading => {
  const isSign = shows(sign);
  const found = once((recent: SignalCase['recent']) => new Set(recent.filter(isSign)));
  return {
    name,
    unit: 'transactions',
    valueOf: ({ recent }) => (recent.length === 0 ? null : found(recent).size),
    isBehind: (fact, { recent }) => found(recent).has(fact),
  };
};

/** Whether money left the main account. */
export const isSpending = (fact: LedgerFact, { days: { main } }: SignalCase): boolean =>
  fact.kind === 'POSTED' &&
  fact.accountId === main?.accountId &&
  fact.currency === main.currency &&
  fact.amount.startsWith('-');

/** Whether money came into the main account. */
export const isIncome = (fact: LedgerFact, { days: { main } }: SignalCase): boolean =>
  fact.kind === 'POSTED' &&
  fact.accountId === main?.accountId &&
  fact.currency === main.currency &&
  !fact.amount.startsWith('-');
