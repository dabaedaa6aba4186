import type { Tally } from './model.ts';
import type { DecisionPolicy } from './policy.ts';

/** What can become of a decision. */
export type Outcome = 'SEEN' | 'CLICKED' | 'ACCEPTED' | 'DISMISSED' | 'COMPLETED' | 'COMPLAINED';

const ACCEPTED: readonly Outcome[] = ['CLICKED', 'ACCEPTED', 'COMPLETED'];

/**
 * What a decision's outcomes teach, whatever their order and however often they came. Nothing is learnt before it was
 * seen. A complaint outweighs any acceptance: harm counts.
 */
export const tallyOf = (outcomes: readonly Outcome[], policy: DecisionPolicy): Tally => {
  if (outcomes.includes('COMPLAINED')) return { accepted: 0, refused: policy.complaintRefusals };
  if (outcomes.some((outcome) => ACCEPTED.includes(outcome))) return { accepted: 1, refused: 0 };
  return { accepted: 0, refused: outcomes.length > 0 ? 1 : 0 };
};

/** What one more outcome changes in what a decision teaches. */
export const tallyChange = (before: readonly Outcome[], outcome: Outcome, policy: DecisionPolicy): Tally => {
  const [earlier, later] = [tallyOf(before, policy), tallyOf([...before, outcome], policy)];
  return { accepted: later.accepted - earlier.accepted, refused: later.refused - earlier.refused };
};
