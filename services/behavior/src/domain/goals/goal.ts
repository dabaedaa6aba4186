import { Decimal } from 'decimal.js';

export const GOAL_KINDS = [
  'EMERGENCY_FUND',
  'CLEAR_OVERDRAFT',
  'HOME',
  'CAR',
  'TRAVEL',
  'EDUCATION',
  'RETIREMENT',
  'OTHER',
] as const;
export type GoalKind = (typeof GOAL_KINDS)[number];

/** ACTIVE: being saved for. ARCHIVED: given up or done with. DISMISSED: proposed, and not wanted. */
export type GoalStatus = 'ACTIVE' | 'ARCHIVED' | 'DISMISSED';

/** What a customer saves for, as they said it. */
export type Goal = {
  readonly customerId: string;
  readonly goalId: string;
  readonly kind: GoalKind;
  /** What the customer calls it. */
  readonly name: string;
  /** A positive decimal. */
  readonly target: string;
  readonly currency: string;
  /** The day by which it is wanted, `2026-12-31`; null: some day. */
  readonly targetOn: string | null;
  /** The account whose balance is what was saved; null: what the customer says. */
  readonly accountId: string | null;
  /** What the customer says was saved, where no account tells. */
  readonly saved: string | null;
  readonly status: GoalStatus;
  readonly createdAt: Date;
  readonly changedAt: Date;
};

/** What somebody says of a goal. */
export type GoalDraft = Pick<Goal, 'kind' | 'name' | 'target' | 'currency' | 'targetOn' | 'accountId' | 'saved'>;

/** Why a goal is not kept. */
export type GoalRefusal = 'NOT_FOUND' | 'NAME' | 'TARGET' | 'PAST' | 'FOREIGN_ACCOUNT' | 'SAVED' | 'TOO_MANY';

/** Goals that a customer may have at a time. */
export const GOALS_MAX = 20;
const NAME_LENGTH_MAX = 80;

type HeldCurrency = { readonly accountId: string; readonly currency: string };

/** Why a goal cannot be, or null. The account has to be the customer's, in the goal's currency. */
export const goalRefusal = (
  { name, target, targetOn, currency, accountId, saved }: GoalDraft,
  { today, held }: { readonly today: string; readonly held: readonly HeldCurrency[] },
): GoalRefusal | null => {
  if (name.trim() === '' || name.length > NAME_LENGTH_MAX || name.includes('\0')) return 'NAME';
  if (!new Decimal(target).isPositive() || new Decimal(target).isZero()) return 'TARGET';
  if (targetOn !== null && targetOn <= today) return 'PAST';
  if (saved !== null && (new Decimal(saved).isNegative() || accountId !== null)) return 'SAVED';
  const isOwn = held.some((account) => account.accountId === accountId && account.currency === currency);
  return accountId !== null && !isOwn ? 'FOREIGN_ACCOUNT' : null;
};
