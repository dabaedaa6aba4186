import { emptyPage } from '@rapport/contracts';
import { CONTACT_POLICY } from '../domain/policy.ts';
import type { Context } from './context.ts';
import type { ConsentInput, Resolvers } from './generated.ts';

const clockTime = (hour: number): string => `${String(hour).padStart(2, '0')}:00`;

/** Profile speaks of every customer it makes within a moment. */
const UNKNOWN = {
  code: 'NOT_FOUND',
  message: 'no such customer is known here: check the id, or try again in a moment if the customer is new',
  field: 'input.customerId',
};

const change =
  (granted: boolean, mutation: string) =>
  async (_: unknown, { input }: { input: ConsentInput }, { does, viewer }: Context) =>
    does.once({ viewer, mutation, input }, async (tx) => {
      const isDone = await does.changeConsent(tx, viewer, { ...input, granted });
      return isDone
        ? { customer: { id: input.customerId }, userErrors: [] }
        : { customer: null, userErrors: [UNKNOWN] };
    });

/** Each field of consent's part of the graph, and the one thing that answers it. */
export const resolvers: Resolvers = {
  Query: {
    consentDeadLetters: (_, page, { does }) => does.findDeadLetters(page),
    consentLedgerCheck: (_, { customerId }, { does }) => does.checkLedger(customerId),
  },
  Mutation: {
    consentGrant: change(true, 'consentGrant'),
    consentWithdraw: change(false, 'consentWithdraw'),
    consentReplayDeadLetter: (_, { input }, { does, viewer }) => does.replayDeadLetter(viewer, input),
  },
  Customer: {
    __resolveReference: ({ id }) => ({ id }),
    consents: ({ id }, _, { loaders }) => loaders.consents.load(id),
    preferences: async ({ id }, _, { loaders }) => {
      const copy = await loaders.customers.load(id);
      const { fromHour, untilHour } = CONTACT_POLICY.quiet;
      return copy && { timeZone: copy.timeZone, quietFrom: clockTime(fromHour), quietUntil: clockTime(untilHour) };
    },
    contactability: ({ id }, question, { loaders }) => loaders.contactability.load({ customerId: id, ...question }),
    dataUse: () => emptyPage(),
  },
  Consent: { channel: ({ channel }) => (channel === 'ANY' ? null : channel) },
};
