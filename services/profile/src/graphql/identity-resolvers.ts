import { orderOf } from '../domain/identity-rules.ts';
import type { Context } from './context.ts';
import type { ChangeIdentityRulesInput, MergeCustomersInput, Resolvers, UnmergeCustomersInput } from './generated.ts';
import { isReason, MERGE_REFUSALS, NO_REASON, RULES_REFUSALS, refused, UNMERGE_REFUSALS } from './refusals.ts';
import { masked, visibleOf } from './who-sees.ts';

const CONSENT_NOTE =
  'The denial of either wins: what one of them withdrew or blocked stays so, and is theirs again after an un-merge.';

/** A refusal of a change of rules, with the path of the input that it concerns. */
const rulesError = (code: keyof typeof RULES_REFUSALS, path: string) => ({
  ...RULES_REFUSALS[code],
  field: `${path}.${RULES_REFUSALS[code].field}`,
});

const merge = async (_: unknown, { input }: { input: MergeCustomersInput }, { does, viewer }: Context) => {
  if (!isReason(input.reason)) return refused(NO_REASON);
  return does.once({ viewer, mutation: 'profileMergeCustomers', input }, async (tx) => {
    const done = await does.mergeCustomers(tx, viewer, input);
    if (typeof done === 'string') return { customer: null, ...refused(MERGE_REFUSALS[done]) };
    return { customer: { id: done.customerId }, userErrors: [] };
  });
};

const unmerge = async (_: unknown, { input }: { input: UnmergeCustomersInput }, { does, viewer }: Context) => {
  if (!isReason(input.reason)) return refused(NO_REASON);
  return does.once({ viewer, mutation: 'profileUnmergeCustomers', input }, async (tx) => {
    const done = await does.unmergeCustomers(tx, viewer, input);
    if (typeof done === 'string') return { customer: null, formerCustomer: null, ...refused(UNMERGE_REFUSALS[done]) };
    return { customer: { id: done.customerId }, formerCustomer: { id: done.formerId }, userErrors: [] };
  });
};

const changeRules = async (_: unknown, { input }: { input: ChangeIdentityRulesInput }, { does, viewer }: Context) => {
  if (!isReason(input.reason)) return refused(NO_REASON);
  return does.once({ viewer, mutation: 'profileChangeIdentityRules', input }, async (tx) => {
    const rules = await does.changeIdentityRules(tx, viewer, { ...input.change, reason: input.reason });
    if (typeof rules === 'string') return { rules: null, ...refused(rulesError(rules, 'input.change')) };
    return { rules, userErrors: [] };
  });
};

/** The part of the graph that says who is who, and changes it. */
export const identityQueries: NonNullable<Resolvers['Query']> = {
  profileIdentityRules: (_, __, { does }) => does.readIdentityRules(),
  profileMergeSuggestions: async (_, page, { does, reads }) => {
    const found = await does.findMergeSuggestions(page);
    for (const { node } of found.edges) {
      for (const id of [node.survivor, node.origin]) reads.note(id, 'Query.profileMergeSuggestions');
    }
    return found;
  },
  profilePreviewMerge: async (_, { input }, { does, reads }) => {
    const preview = await does.previewMerge(input);
    if (typeof preview === 'string') return { preview: null, ...refused(MERGE_REFUSALS[preview]) };
    for (const id of [preview.survivor, preview.origin]) reads.note(id, 'Query.profilePreviewMerge');
    return { preview, userErrors: preview.refusal ? [MERGE_REFUSALS[preview.refusal]] : [] };
  },
  profilePreviewIdentityRules: async (_, { input, first, after }, { does }) => {
    const preview = await does.previewIdentityRules(input, first ?? 20, after ?? '');
    if (typeof preview === 'string') return { preview: null, ...refused(rulesError(preview, 'input')) };
    return { preview, userErrors: [] };
  },
};

export const identityMutations: NonNullable<Resolvers['Mutation']> = {
  profileMergeCustomers: merge,
  profileUnmergeCustomers: unmerge,
  profileChangeIdentityRules: changeRules,
};

export const identityTypes: Pick<Resolvers, 'IdentityRules' | 'MergeSuggestion' | 'MergePreview'> = {
  IdentityRules: {
    types: (rules) => orderOf(rules).map((type) => rules.types.find((rule) => rule.type === type)!),
  },
  MergeSuggestion: { customers: ({ survivor, origin }) => [{ id: survivor }, { id: origin }] },
  MergePreview: {
    customerId: ({ survivor }) => survivor,
    mergedId: ({ origin }) => origin,
    displayName: ({ view }) => view.displayName,
    identities: ({ view }) => view.identities.map(masked),
    traits: ({ view }, _, context) => visibleOf(view.traits, context),
    yieldingTraits: ({ view }, _, context) => visibleOf(view.yieldingTraits, context),
    accounts: ({ view, survivor }) => view.holdings.map((holding) => ({ ...holding, readerId: survivor })),
    consentNote: () => CONSENT_NOTE,
  },
};
