import { composeSupergraph } from '../../src/compose.ts';

/** What the real graph has little of: interfaces, unions, names that collide, what clients do not see, requirements. */
export const MANIFOLD = composeSupergraph([
  {
    name: 'profile',
    schema: `
      type Query { products(first: Int = 3): [Product!] anything: [Anything] holder: Holder! count: Int! ratio: Float }
      interface Product { id: ID! label: String! holder: Holder }
      type Card implements Product @key(fields: "id") { id: ID! label: String! holder: Holder limit: Int! kind: Kind }
      type Loan implements Product @key(fields: "id") { id: ID! label: String! holder: Holder! limit: [String!]! }
      type Secret implements Product @inaccessible { id: ID! label: String! holder: Holder }
      union Anything = Card | Loan | Holder
      enum Kind { DEBIT CREDIT HIDDEN @inaccessible }
      type Holder @key(fields: "id") { id: ID! name: String! products: [Product!]! matrix: [[Int!]]! score: Int }
    `,
  },
  {
    name: 'consent',
    schema: `
      type Query { consented: [Holder!]! card(id: ID!): Card }
      type Card @key(fields: "id") { id: ID! allowed: Boolean! reasons: [String!] twin: Card }
      type Loan @key(fields: "id") { id: ID! allowed: Boolean reasons: [String]! }
      type Holder @key(fields: "id") {
        id: ID! score: Int @external rank: Int @requires(fields: "score") friends: [Holder]! card: Card!
      }
    `,
  },
]);
