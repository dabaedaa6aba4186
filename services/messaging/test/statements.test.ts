// Reading conversations costs the same number of statements for one customer and for twenty.
import { readFileSync } from 'node:fs';
import { instantOfId, type RequestContext } from '@rapport/contracts';
import { buildGuardedSchema } from '@rapport/platform';
import { type TestStorage, testStorage, viewerOf } from '@rapport/testkit';
import { graphql } from 'graphql';
import type { Conversation } from '../src/domain/conversation.ts';
import { createLoaders } from '../src/graphql/loaders.ts';
import { resolvers } from '../src/graphql/resolvers.ts';
import { pageById } from '../src/store/page-by-id.ts';
import { createStores, storage } from '../src/store/stores.ts';
import { CONVERSATIONS, fresh, NOON } from './given-messaging.ts';

let base: TestStorage;

beforeAll(async () => {
  base = await testStorage('messaging', storage, { instant: new Date(NOON).toISOString() });
});
afterAll(() => base.close());

const givenConversations = async (customerId: string): Promise<void> => {
  const stores = createStores(base.database);
  const common = {
    customerId,
    channel: 'SMS' as const,
    contactPointId: 'cp_1',
    text: 'Hallo',
    receivedAt: new Date(NOON),
  };
  await base.transact(async (tx) => {
    for (const channel of ['SMS', 'WHATSAPP'] as const) {
      const nobody = { contactPointId: null, maskedAddress: null, ownerDueAt: null };
      const conversation: Conversation = {
        id: fresh('cnv'),
        holderId: customerId,
        channel,
        openedAt: tx.now,
        ...nobody,
      };
      await stores.conversations.insert(tx, conversation);
      for (const providerId of ['SM1', 'SM2', 'SM3']) {
        const id = fresh('msg');
        const understood = { intent: 'OTHER' as const, understoodBy: 'none', reply: null };
        const of = { id, createdAt: instantOfId(id), conversationId: conversation.id, providerId };
        await stores.messages.insertInbound(tx, { ...common, ...understood, ...of });
      }
    }
  });
};

test('twenty customers with their conversations and messages cost as many statements as one', async () => {
  const schema = buildGuardedSchema(readFileSync(new URL('../schema.graphql', import.meta.url), 'utf8'), resolvers);
  const ids = Array.from({ length: 20 }, () => fresh('cus'));
  for (const id of ids) await givenConversations(id);
  const source = CONVERSATIONS.replace('$id: ID!', '$of: [_Any!]!').replace(/\[\{ __typename.*?\}\]/, '$of');
  const ask = async (customers: string[]): Promise<void> => {
    const request: RequestContext = { viewer: viewerOf('AGENT'), reads: { note: () => {}, take: () => [] } };
    const does = { pageById, findDeadLetters: () => Promise.reject(new Error('not asked')) };
    const contextValue = { ...request, does, loaders: createLoaders(createStores(base.database)) };
    const of = customers.map((id) => ({ __typename: 'Customer', id }));
    const { data, errors } = await graphql({ schema, source, contextValue, variableValues: { of } });
    expect(errors).toBeUndefined();
    expect(JSON.stringify(data).match(/"Hallo"/g)).toHaveLength(customers.length * 6);
  };
  const statementsFor = (customers: string[]) => base.statementsOf(() => ask(customers));
  expect([await statementsFor(ids.slice(0, 1)), await statementsFor(ids)]).toEqual([2, 2]);
});

test('a list goes on where the page before ended', async () => {
  const id = fresh('cus');
  await givenConversations(id);
  const { conversations } = createStores(base.database);
  const all = await conversations.partsOf([{ of: id, limit: 10, afterId: null }]);
  const rest = await conversations.partsOf([{ of: id, limit: 10, afterId: all[0]![0]!.id }]);
  expect(rest[0]!.map((conversation) => conversation.id)).toEqual([all[0]![1]!.id]);
});
