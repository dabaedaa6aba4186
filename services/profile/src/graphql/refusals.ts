import type { RulesRefusal } from '../domain/rules-change.ts';
import type { MergeRefusal } from '../usecases/merge-customers.ts';
import type { UnmergeRefusal } from '../usecases/unmerge-customers.ts';
import type { UserError } from './generated.ts';

export const REASON_LENGTH_MAX = 500;

/** Whether somebody said why. */
export const isReason = (reason: string): boolean => reason.trim() !== '' && reason.length <= REASON_LENGTH_MAX;

/** A payload that says why nothing was done. */
export const refused = (error: UserError) => ({ userErrors: [error] });

/** What is refused before anything is asked. */
export const NO_REASON: UserError = {
  code: 'INVALID_INPUT',
  message: `must have 1 to ${REASON_LENGTH_MAX} characters: it stands in the customer's history`,
  field: 'input.reason',
};

/** Why two customers did not become one. */
export const MERGE_REFUSALS: Readonly<Record<MergeRefusal, UserError>> = {
  NOT_FOUND: {
    code: 'NOT_FOUND',
    message: 'one of the two is no customer: pass ids that `customers` returned',
    field: 'input.from',
  },
  ALREADY_ONE: { code: 'ALREADY_ONE', message: 'the two are one customer already', field: 'input.from' },
  TWO_PEOPLE: {
    code: 'TWO_PEOPLE',
    message: 'each has a user id or CRM id of their own, so they are two people: correct the source first',
    field: 'input.from',
  },
};

/** Why nothing was taken apart. */
export const UNMERGE_REFUSALS: Readonly<Record<UnmergeRefusal, UserError>> = {
  NOT_FOUND: {
    code: 'NOT_FOUND',
    message: 'there is no such customer: pass an id that `identityHistory` names',
    field: 'input.customerId',
  },
  NOT_MERGED: {
    code: 'NOT_MERGED',
    message: 'this id leads to nobody else: pass the one that was merged, as `identityHistory` names it',
    field: 'input.customerId',
  },
};

/** Why the rules were not changed. */
export const RULES_REFUSALS: Readonly<Record<RulesRefusal, UserError>> = {
  TYPE_TWICE: { code: 'INVALID_INPUT', message: 'names a type twice: name each once', field: 'types' },
  UNIQUE_TYPE: {
    code: 'UNIQUE_TYPE',
    message: 'a person has one user id and one CRM id: leave their limit at 1 and their window at EVER',
    field: 'types',
  },
  LIMIT: { code: 'INVALID_INPUT', message: 'a limit is 1 to 1,000', field: 'types' },
  PRIORITY: { code: 'INVALID_INPUT', message: 'a priority is 1 to 100', field: 'types' },
  BLOCKED_VALUES: {
    code: 'INVALID_INPUT',
    message: 'at most 100 values of at most 100 characters, none of stars alone',
    field: 'blockedValues',
  },
  MERGING_SOURCES: {
    code: 'INVALID_INPUT',
    message: 'at most 100 sources, each as its write key names it: lower-case letters, digits and dashes',
    field: 'mergingSources',
  },
};
