import { experimentsOf } from '../domain/experiment.ts';
import type { Resolvers } from './generated.ts';

/** Each field of experimentation's part of the graph, and the one thing that answers it. */
export const resolvers: Resolvers = {
  Query: {
    experimentationFlags: (_, page, { does }) => does.findFlags(page),
    experimentationDeadLetters: (_, page, { does }) => does.findDeadLetters(page),
  },
  Mutation: {
    experimentationReplayDeadLetter: (_, { input }, { does, viewer }) => does.replayDeadLetter(viewer, input),
  },
  Customer: {
    __resolveReference: ({ id }) => ({ id }),
    assignments: ({ id }, _, { loaders }) => loaders.assignments.load(id),
  },
  Assignment: { value: ({ value }) => JSON.stringify(value) },
  Flag: {
    defaultValue: ({ definition }) => JSON.stringify(definition.defaultValue ?? null),
    experiments: (flag) => experimentsOf(flag),
  },
  Variation: { value: ({ value }) => JSON.stringify(value) },
};
