import { readerOf } from '../domain/account.ts';
import { DEFAULT_LOCALE, DEFAULT_TIME_ZONE } from '../domain/customer.ts';
import { byStrength } from '../domain/identifier.ts';
import { displayNameOf, textOf } from '../domain/trait.ts';
import type { Context } from './context.ts';
import { financeOfAccount, financeOfCustomer, financeTypes } from './finance-resolvers.ts';
import type { Resolvers } from './generated.ts';
import { identityMutations, identityQueries, identityTypes } from './identity-resolvers.ts';
import { ownCustomers, seesOnlyOwn } from './own-customers.ts';
import { traitMutations, traitQueries, traitTypes } from './trait-resolvers.ts';
import { isSelf, masked, visibleRejectedTraits, visibleTraits } from './who-sees.ts';

/** What a search finds is read as well: who was looked for, and by whom, belongs in the audit. */
const noteFound = ({ reads }: Context, action: string, ids: readonly string[]): void => {
  for (const id of ids) reads.note(id, action);
};

/** Each field of profile's part of the graph, and the one thing that answers it. */
export const resolvers: Resolvers = {
  ...identityTypes,
  ...financeTypes,
  ...traitTypes,
  Query: {
    ...identityQueries,
    ...traitQueries,
    customer: (_, { id }, { does, viewer }) => does.findCustomer(id, viewer.customerIds),
    customerByIdentity: async (_, { type, value }, context) => {
      const found = await context.does.findCustomerByIdentity(type, value);
      if (found) noteFound(context, 'Query.customerByIdentity', [found.id]);
      return found;
    },
    customers: async (_, { first, after, search }, context) => {
      const page = await context.does.findCustomers({ first, after }, search);
      noteFound(
        context,
        'Query.customers',
        page.edges.map(({ node }) => node.id),
      );
      return page;
    },
    me: (_, __, { does, viewer }) =>
      viewer.customerIds[0] ? does.findCustomer(viewer.customerIds[0], viewer.customerIds) : null,
    profileDeadLetters: (_, page, { does }) => does.findDeadLetters(page),
  },
  Mutation: {
    ...identityMutations,
    ...traitMutations,
    profileReplayDeadLetter: (_, { input }, { does, viewer }) => does.replayDeadLetter(viewer, input),
  },
  Customer: {
    __resolveReference: ({ id }) => ({ id }),
    displayName: async ({ id }, _, { loaders }) => displayNameOf(await loaders.traits.load(id)),
    locale: async ({ id }, _, { loaders }) => textOf(await loaders.traits.load(id), 'locale') ?? DEFAULT_LOCALE,
    timeZone: async ({ id }, _, { loaders }) => textOf(await loaders.traits.load(id), 'timeZone') ?? DEFAULT_TIME_ZONE,
    identities: async ({ id }, _, { loaders, viewer }) => {
      const identifiers = [...(await loaders.identifiers.load(id))].sort(byStrength);
      return isSelf(viewer, id) ? identifiers : identifiers.map(masked);
    },
    identityHistory: async ({ id }, page, { does, viewer }) => {
      const found = await does.findIdentityHistory(id, page);
      if (!seesOnlyOwn(viewer)) return found;
      // Who of the bank decided it, and in what words, is between the bank and its staff.
      const edges = found.edges.map(({ node, ...edge }) => ({
        ...edge,
        node: { ...node, changedBy: null, reason: null },
      }));
      return { ...found, edges };
    },
    traits: ({ id }, _, context) => visibleTraits(id, context),
    rejectedTraits: ({ id }, _, context) => visibleRejectedTraits(id, context),
    accounts: async ({ id }, _, { loaders }) =>
      (await loaders.holdings.load(id)).map((holding) => ({ ...holding, readerId: id })),
    ...financeOfCustomer,
  },
  Account: {
    __resolveReference: async ({ id }, { loaders, viewer }) => {
      const account = await loaders.accounts.load(id);
      const readerId = account && readerOf(await loaders.holders.load(id), await ownCustomers(loaders, viewer));
      return account && readerId ? { ...account, readerId } : null;
    },
    id: ({ accountId }) => accountId,
    type: ({ accountType }) => accountType,
    holders: ({ accountId }, _, { loaders }) => loaders.holders.load(accountId),
    ...financeOfAccount,
  },
  AccountHolder: {
    // A joint holder learns that there is another, not who; themselves they meet under the id that they came with.
    customer: async ({ customerId }, _, { loaders, viewer }) => {
      if (!seesOnlyOwn(viewer)) return { id: customerId };
      const self = (await ownCustomers(loaders, viewer)).find(({ current }) => current === customerId);
      return self ? { id: self.customerId } : null;
    },
  },
};
