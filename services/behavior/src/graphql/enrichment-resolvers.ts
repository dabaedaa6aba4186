import { RapportError } from '@rapport/contracts';
import { isCategory, primaryOf, TAXONOMY } from '../domain/enrichment/taxonomy.ts';
import type { LedgerFact } from '../domain/ledger/ledger-fact.ts';
import type { CorrectionRefusal } from '../usecases/correct-category.ts';
import type { Context } from './context.ts';
import type { CorrectCategoryInput, CorrectMerchantInput, Resolvers, UserError } from './generated.ts';

const REASON_LENGTH_MAX = 500;
const MERCHANT_LENGTH_MAX = 100;

const REFUSALS: Readonly<Record<CorrectionRefusal, UserError>> = {
  NOT_FOUND: {
    code: 'NOT_FOUND',
    message: 'the customer has no such transaction: pass accountId and transactionId as `transactions` gives them',
    field: 'input.transactionId',
  },
  UNKNOWN_CATEGORY: {
    code: 'INVALID_INPUT',
    message: 'is no detailed category of Plaid’s taxonomy: pass one such as FOOD_AND_DRINK_GROCERIES',
    field: 'input.category',
  },
  WRONG_DIRECTION: {
    code: 'WRONG_DIRECTION',
    message: 'money does not go this way in this category: INCOME and TRANSFER_IN are for money in, the others for out',
    field: 'input.category',
  },
  NO_MERCHANT: {
    code: 'INVALID_INPUT',
    message: 'names no merchant: leave alsoMerchant out, or give the merchant’s name',
    field: 'input.merchant',
  },
};

const NO_REASON: UserError = {
  code: 'INVALID_INPUT',
  message: `must have 1 to ${REASON_LENGTH_MAX} characters: it stands in the audit`,
  field: 'input.reason',
};

const isText = (text: string, lengthMax: number): boolean => text.trim() !== '' && text.length <= lengthMax;

/** A fact as it was answered first, its instants as such again where the answer is told a second time. */
const revived = (fact: LedgerFact): LedgerFact => ({
  ...fact,
  bookedAt: new Date(fact.bookedAt),
  receivedAt: new Date(fact.receivedAt),
});

const correctCategory = async (_: unknown, { input }: { input: CorrectCategoryInput }, { does, viewer }: Context) => {
  const { alsoMerchant, ...rest } = input;
  const answer = await does.once({ viewer, mutation: 'behaviorCorrectCategory', input }, async (tx) => {
    const done = await does.correctCategory(tx, viewer, { ...rest, alsoMerchant: alsoMerchant ?? false });
    if (typeof done !== 'string') return { transaction: done, userErrors: [] };
    const refusal = REFUSALS[done];
    const field = done === 'NO_MERCHANT' ? 'input.alsoMerchant' : refusal.field;
    return { transaction: null, userErrors: [{ ...refusal, field }] };
  });
  return { ...answer, transaction: answer.transaction && revived(answer.transaction) };
};

const correctMerchant = async (_: unknown, { input }: { input: CorrectMerchantInput }, { does, viewer }: Context) => {
  if (!isText(input.reason, REASON_LENGTH_MAX)) return { merchantName: null, category: null, userErrors: [NO_REASON] };
  if (!isText(input.merchantName, MERCHANT_LENGTH_MAX)) {
    const field = 'input.merchantName';
    return { merchantName: null, category: null, userErrors: [{ ...REFUSALS.NO_MERCHANT, field }] };
  }
  return does.once({ viewer, mutation: 'behaviorCorrectMerchant', input }, async (tx) => {
    const done = await does.correctMerchant(tx, viewer, { ...input, merchant: input.merchantName });
    if (typeof done !== 'string') {
      return { merchantName: done.merchantKey, category: input.category, userErrors: [] };
    }
    const field = done === 'NO_MERCHANT' ? 'input.merchantName' : REFUSALS[done].field;
    return { merchantName: null, category: null, userErrors: [{ ...REFUSALS[done], field }] };
  });
};

/** @throws RapportError where a filter names no category, primary or detailed */
export const checkCategory = (category: string | null | undefined): void => {
  if (!category || isCategory(category) || Object.hasOwn(TAXONOMY, category)) return;
  throw new RapportError(
    'INVALID_INPUT',
    'filter.category: is no category of Plaid’s taxonomy: pass a primary one such as FOOD_AND_DRINK, or a detailed one',
  );
};

/** The part of the graph that says what bookings turned out to be, and takes corrections. */
export const enrichmentMutations: Pick<
  NonNullable<Resolvers['Mutation']>,
  'behaviorCorrectCategory' | 'behaviorCorrectMerchant'
> = {
  behaviorCorrectCategory: correctCategory,
  behaviorCorrectMerchant: correctMerchant,
};

export const enrichmentFields: Pick<
  NonNullable<Resolvers['Transaction']>,
  'merchantName' | 'city' | 'category' | 'counterpart' | 'categoryExplanation'
> = {
  merchantName: ({ enrichment }) => enrichment?.merchant ?? null,
  city: ({ enrichment }) => enrichment?.city ?? null,
  category: ({ enrichment }) =>
    enrichment && {
      primary: primaryOf(enrichment.category),
      detailed: enrichment.category,
      confidence: enrichment.confidence,
      evidence: enrichment.evidence,
    },
  counterpart: ({ enrichment }) => enrichment?.counterpart ?? null,
  categoryExplanation: (fact, _, { does }) => does.explainCategory(fact),
};
