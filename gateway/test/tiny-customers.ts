import { RapportError } from '@rapport/contracts';
import { GraphQLError } from 'graphql';
import type { startSubgraph } from './tiny-graph.ts';

type TinyPart = Parameters<typeof startSubgraph>[2];

export const ANN = 'cus_01jm0000000000000000000001';
export const BEN = 'cus_01jm0000000000000000000002';

type Ref = { id: string };

const people: Readonly<Record<string, string>> = { [ANN]: 'Ann', [BEN]: 'Ben' };
const customer = (id: string) => (people[id] ? { id, displayName: people[id] } : null);

/** A profile of two customers. */
export const profile: TinyPart = {
  schema: `
    type Query {
      customer(id: ID!): Customer
      customers: [Customer!]
      firstCustomers(first: Int = 2): [Customer!]
      profileFailure(kind: String!): String
      profileList: [String]
    }
    type Mutation { profileCount: Int }
    type Customer @key(fields: "id") { id: ID! displayName: String friend: Customer }
  `,
  resolvers: {
    Query: {
      customer: (_: unknown, { id }: Ref) => customer(id),
      customers: () => [customer(ANN), customer(BEN)],
      firstCustomers: () => [customer(ANN), customer(BEN)],
      profileFailure: (_: unknown, { kind }: { kind: string }) => {
        if (kind === 'bug') throw new Error('secret: Ann owes 5');
        const issues = [{ path: 'input.amount', message: 'must be positive' }];
        throw new GraphQLError('what was given is wrong', {
          extensions: { code: 'INVALID_INPUT', issues, traceId: 'theirs' },
        });
      },
      profileList: () => ['a'],
    },
    Mutation: { profileCount: () => 1 },
    Customer: {
      __resolveReference: ({ id }: Ref) => customer(id),
      friend: ({ id }: Ref) => customer(id === ANN ? BEN : ANN),
    },
  },
};

/** Consents of anybody. */
export const consent: TinyPart = {
  schema: `
    type Query { consentPing: String }
    type Customer @key(fields: "id") {
      id: ID! consents: [String!] preferences: String secret: String day(of: LocalDate): String
    }
  `,
  resolvers: {
    Query: { consentPing: () => 'pong' },
    Customer: {
      __resolveReference: ({ id }: Ref) => ({ id }),
      consents: () => [],
      preferences: () => 'quiet',
      day: () => 'day',
      secret: () => {
        const { code, message } = new RapportError('FORBIDDEN', 'Customer.secret is not open to agent');
        throw new GraphQLError(message, { extensions: { code, traceId: 'theirs' } });
      },
    },
  },
};
