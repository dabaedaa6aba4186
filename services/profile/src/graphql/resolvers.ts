import { maskAddress, type Viewer } from '@rapport/contracts';
import { readerOf } from '../domain/account.ts';
import { DEFAULT_LOCALE, DEFAULT_TIME_ZONE } from '../domain/customer.ts';
import { byStrength } from '../domain/identifier.ts';
import { displayNameOf, textOf } from '../domain/trait.ts';
import type { Context } from './context.ts';
import type { Resolvers } from './generated.ts';

/** Whether the customer looks at themselves; everybody else recognises contact data without being able to use it. */
const isSelf = (viewer: Viewer, customerId: string): boolean =>
  viewer.roles.includes('CUSTOMER') && viewer.customerIds.includes(customerId);

const ACTS_FOR_CUSTOMERS: readonly string[] = ['CUSTOMER', 'DELEGATE'];
const seesOnlyOwn = ({ roles }: Viewer): boolean => roles.every((role) => ACTS_FOR_CUSTOMERS.includes(role));

/** What a search finds is read as well: who was looked for, and by whom, belongs in the audit. */
const noteFound = ({ reads }: Context, action: string, ids: readonly string[]): void => {
  for (const id of ids) reads.note(id, action);
};

/** Each field of profile's part of the graph, and the one thing that answers it. */
export const resolvers: Resolvers = {
  Query: {
    customer: (_, { id }, { does }) => does.findCustomer(id),
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
    me: (_, __, { does, viewer }) => (viewer.customerIds[0] ? does.findCustomer(viewer.customerIds[0]) : null),
    profileDeadLetters: (_, page, { does }) => does.findDeadLetters(page),
  },
  Mutation: {
    profileReplayDeadLetter: (_, { input }, { does, viewer }) => does.replayDeadLetter(viewer, input),
  },
  Customer: {
    __resolveReference: ({ id }) => ({ id }),
    displayName: async ({ id }, _, { loaders }) => displayNameOf(await loaders.traits.load(id)),
    locale: async ({ id }, _, { loaders }) => textOf(await loaders.traits.load(id), 'locale') ?? DEFAULT_LOCALE,
    timeZone: async ({ id }, _, { loaders }) => textOf(await loaders.traits.load(id), 'timeZone') ?? DEFAULT_TIME_ZONE,
    identities: async ({ id }, _, { loaders, viewer }) => {
      const identifiers = [...(await loaders.identifiers.load(id))].sort(byStrength);
      if (isSelf(viewer, id)) return identifiers;
      return identifiers.map((identifier) =>
        identifier.type === 'EMAIL' || identifier.type === 'PHONE'
          ? { ...identifier, value: maskAddress(identifier.type, identifier.value) }
          : identifier,
      );
    },
    traits: ({ id }, _, { loaders }) => loaders.traits.load(id),
    rejectedTraits: ({ id }, _, { loaders }) => loaders.rejectedTraits.load(id),
    accounts: async ({ id }, _, { loaders }) =>
      (await loaders.holdings.load(id)).map((holding) => ({ ...holding, readerId: id })),
    applications: ({ id }, _, { loaders }) => loaders.applications.load(id),
  },
  Account: {
    __resolveReference: async ({ id }, { loaders, viewer }) => {
      const account = await loaders.accounts.load(id);
      const readerId = account && readerOf(await loaders.holders.load(id), viewer.customerIds);
      return account && readerId ? { ...account, readerId } : null;
    },
    id: ({ accountId }) => accountId,
    type: ({ accountType }) => accountType,
    holders: ({ accountId }, _, { loaders }) => loaders.holders.load(accountId),
  },
  AccountHolder: {
    // A joint holder learns that there is another, not who.
    customer: ({ customerId }, _, { viewer }) =>
      seesOnlyOwn(viewer) && !viewer.customerIds.includes(customerId) ? null : { id: customerId },
  },
  Application: {
    id: ({ applicationId }) => applicationId,
    changedAt: ({ statedAt }) => statedAt,
    documents: async ({ customerId, applicationId }, _, { loaders }) =>
      (await loaders.documents.load(customerId)).filter((document) => document.applicationId === applicationId),
  },
  ReceivedDocument: {
    id: ({ documentId }) => documentId,
    type: ({ documentType }) => documentType,
    receivedAt: ({ statedAt }) => statedAt,
  },
  Trait: { value: ({ value }) => (typeof value === 'string' ? value : JSON.stringify(value)) },
};
