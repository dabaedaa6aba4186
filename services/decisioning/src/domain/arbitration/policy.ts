import type { ActionGroup } from '@rapport/contracts';

/** How actions are weighed against each other. Its version is recorded with every ranking. */
export type DecisionPolicy = {
  readonly version: string;
  /** Groups that a protected customer is never shown. */
  readonly suppressedWhenProtected: readonly ActionGroup[];
  /** Business levers by group, per cent, added up: 20 makes a factor of 1.2. */
  readonly leverPercent: Partial<Readonly<Record<ActionGroup, number>>>;
  /** Context weight of an action per signal that it answers, by the signal's level. */
  readonly answerWeight: Readonly<Record<'NONE' | 'LOW' | 'MEDIUM' | 'HIGH', number>>;
  /** Context weight of help when the customer wrote to the bank within so many hours. */
  readonly afterWriting: { readonly hours: number; readonly weight: number };
  /** How often the contest is drawn again to estimate each action's chance of coming first. */
  readonly drawCount: number;
  /** How many refusals a complaint counts as. */
  readonly complaintRefusals: number;
};

/** Priority = propensity × value × context weight × lever, as in the field; HELP comes first for who is protected. */
export const POLICY_1: DecisionPolicy = {
  version: 'decision-policy-1',
  suppressedWhenProtected: ['CREDIT', 'MARKETING'],
  leverPercent: { HELP: 20, SERVICE: 10 },
  answerWeight: { NONE: 1, LOW: 1.1, MEDIUM: 1.5, HIGH: 2 },
  afterWriting: { hours: 24, weight: 1.2 },
  drawCount: 400,
  complaintRefusals: 5,
};

/** The policy that decides. */
export const POLICY: DecisionPolicy = POLICY_1;

/** Every policy that ever decided: a replay needs the one of its time. */
const POLICIES: ReadonlyMap<string, DecisionPolicy> = new Map([POLICY_1].map((each) => [each.version, each]));

export const findPolicy = (version: string): DecisionPolicy | null => POLICIES.get(version) ?? null;
