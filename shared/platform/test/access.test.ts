import type { RequestContext, Viewer } from '@rapport/contracts';
import { viewerOf } from '@rapport/testkit';
import { graphql } from 'graphql';
import { buildGuardedSchema, judge } from '../index.ts';

const me = 'cus_01h455vb4pex5vsknk084sn02q';
const other = 'cus_01h455vb4pex5vsknk084sn02r';
const rule = (roles: Viewer['roles'], owner: string | null = null, scopes: string[] = []) => ({ roles, owner, scopes });

test.each([
  ['nobody without a rule', null, viewerOf('AGENT'), null, 'DENIED'],
  ['a role that is named', rule(['AGENT']), viewerOf('AGENT'), null, 'GRANTED'],
  ['a role that is not named', rule(['AGENT']), viewerOf('MARKETER'), null, 'DENIED'],
  ['a customer on their own', rule(['CUSTOMER'], 'id'), viewerOf('CUSTOMER', me), me, 'GRANTED'],
  ['a customer on somebody else', rule(['CUSTOMER'], 'id'), viewerOf('CUSTOMER', me), other, 'HIDDEN'],
  ['a customer where nobody is named', rule(['CUSTOMER'], 'id'), viewerOf('CUSTOMER', me), null, 'HIDDEN'],
  ['a delegate on whom they act for', rule(['DELEGATE'], 'id'), viewerOf('DELEGATE', other, me), me, 'GRANTED'],
  ['an agent on anybody', rule(['AGENT', 'CUSTOMER'], 'id'), viewerOf('AGENT'), other, 'GRANTED'],
  ['a partner without the scope', rule(['PARTNER'], null, ['events']), viewerOf('PARTNER'), null, 'DENIED'],
  [
    'a partner with it',
    rule(['PARTNER'], null, ['events']),
    { ...viewerOf('PARTNER'), scopes: ['events'] },
    null,
    'GRANTED',
  ],
] as const)('%s', (_who, given, viewer, owner, verdict) => {
  expect(judge(given, viewer as Viewer, owner)).toBe(verdict);
});

test('a field of a root or entity without a rule keeps the subgraph from starting', () => {
  expect(() => buildGuardedSchema('type Query { open: String }', {})).toThrow('Query.open');
  expect(() =>
    buildGuardedSchema('type Query { a: A @access(roles: [AGENT]) } type A @key(fields: "id") { id: ID! }', {}),
  ).toThrow('A.id');
});

test('a field is resolved for who may see it, refused to who may not, and noted for the audit', async () => {
  const schema = buildGuardedSchema(
    `type Query { customer(id: ID!): Customer @access(roles: [AGENT, CUSTOMER, MARKETER], owner: "$id") }
     type Customer @key(fields: "id") @access(roles: [AGENT, CUSTOMER], owner: "id") {
       id: ID!
       secret: String
       open: String @access(roles: [AGENT, CUSTOMER, MARKETER], owner: "id")
     }`,
    { Query: { customer: (_: unknown, { id }: { id: string }) => ({ id, secret: 's', open: 'o' }) } },
  );
  const ask = (viewer: Viewer) => {
    const noted: string[] = [];
    const reads = { note: (_: string, field: string) => noted.push(field), take: () => [] };
    const contextValue: RequestContext = { viewer, reads };
    const source = `{ customer(id: "${me}") { secret open } }`;
    return graphql({ schema, source, contextValue }).then((result) => ({ ...result, noted }));
  };
  expect((await ask(viewerOf('AGENT'))).noted).toEqual(['Query.customer', 'Customer.secret', 'Customer.open']);
  const marketer = await ask(viewerOf('MARKETER'));
  expect(marketer.data).toEqual({ customer: { secret: null, open: 'o' } });
  expect(marketer.errors?.[0]?.message).toContain('Customer.secret is not open to marketer');
  expect((await ask(viewerOf('CUSTOMER', other))).data).toEqual({ customer: null });
});
