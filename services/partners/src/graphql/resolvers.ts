import type { Context } from './context.ts';
import type {
  PartnersIssueCredentialInput,
  PartnersRegisterInput,
  PartnersRevokeCredentialInput,
  Resolvers,
} from './generated.ts';
import { REFUSALS } from './refusals.ts';

const NAME_LENGTH_MAX = 100;

const register = async (_: unknown, { input }: { input: PartnersRegisterInput }, { does, viewer }: Context) => {
  const name = input.name.trim();
  if (name === '' || name.length > NAME_LENGTH_MAX) return { partner: null, userErrors: [REFUSALS.NAME] };
  return does.once({ viewer, mutation: 'partnersRegister', input }, async (tx) => {
    const partner = await does.registerPartner(tx, viewer, { name, eventNames: input.events });
    return { partner, userErrors: partner ? [] : [REFUSALS.NAME_TAKEN] };
  });
};

const issue = async (_: unknown, { input }: { input: PartnersIssueCredentialInput }, { does, viewer }: Context) => {
  // Outside of what is kept for a repetition: the secret is in nobody's table.
  const secret = does.makeSecret();
  let isIssued = false;
  const answer = await does.once({ viewer, mutation: 'partnersIssueCredential', input }, async (tx) => {
    const issued = await does.issueCredential(tx, viewer, { partnerId: input.partnerId, secret });
    isIssued = typeof issued !== 'string';
    return typeof issued === 'string'
      ? { credential: null, userErrors: [REFUSALS[issued]] }
      : { credential: issued, userErrors: [] };
  });
  return { ...answer, secret: isIssued ? secret : null };
};

const revoke = (_: unknown, { input }: { input: PartnersRevokeCredentialInput }, { does, viewer }: Context) =>
  does.once({ viewer, mutation: 'partnersRevokeCredential', input }, async (tx) => {
    const credential = await does.revokeCredential(tx, viewer, input.credentialId);
    return { credential, userErrors: credential ? [] : [REFUSALS.NO_CREDENTIAL] };
  });

/** Each field of partners' part of the graph, and the one thing that answers it. */
export const resolvers: Resolvers = {
  Query: {
    partners: (_, page, { does }) => does.findPartners(page),
    partnersDeadLetters: (_, page, { does }) => does.findDeadLetters(page),
  },
  Mutation: {
    partnersRegister: register,
    partnersIssueCredential: issue,
    partnersRevokeCredential: revoke,
    partnersReplayDeadLetter: (_, { input }, { does, viewer }) => does.replayDeadLetter(viewer, input),
  },
  Partner: {
    events: ({ eventNames }) => eventNames,
    credentials: ({ id }, _, { loaders }) => loaders.credentials.load(id),
    waitingCount: ({ id }, _, { loaders }) => loaders.waiting.load(id),
  },
  Customer: {
    __resolveReference: ({ id }) => ({ id }),
    sharedWith: ({ id }, _, { loaders }) => loaders.sharedWith.load(id),
  },
};
