// Reading conversations costs the same number of statements for one customer and for twenty.
import { readFileSync } from 'node:fs';
import { instantOfId, type RequestContext, type Transact } from '@rapport/contracts';
import { buildGuardedSchema, createLog, createTransact, type Database, migrate, openDatabase } from '@rapport/platform';
import { testDatabase, viewerOf } from '@rapport/testkit';
import { graphql } from 'graphql';
import type { Conversation } from '../src/domain/conversation.ts';
import { createLoaders } from '../src/graphql/loaders.ts';
import { resolvers } from '../src/graphql/resolvers.ts';
import { pageById } from '../src/store/page-by-id.ts';
import { createStores, storage } from '../src/store/stores.ts';
import { CONVERSATIONS, fresh, NOON } from './given-messaging.ts';

const log = createLog('test', 'silent');
let database: Database;
let transact: Transact;
let drop: () => Promise<void>;
let statements = 0;

beforeAll(async () => {
  const open = (url: string) => openDatabase({ url, poolSize: 3, name: 'messaging' }, storage, log);
  const made = await testDatabase({
    name: 'messaging',
    migrate: async (url) => {
      const fresh = await open(url);
      await migrate(fresh, log);
      await fresh.dataSource.destroy();
    },
  });
  database = await open(made.url);
  drop = made.drop;
  transact = createTransact({ database, service: 'messaging', clock: { now: () => new Date(NOON) }, hint: () => {} });
  const { manager } = database.dataSource;
  const query = manager.query.bind(manager);
  manager.query = ((...args: Parameters<typeof query>) => {
    statements += 1;
    return query(...args);
  }) as typeof manager.query;
});
afterAll(async () => {
  await database.dataSource.destroy();
  await drop();
});

const givenConversations = async (customerId: string): Promise<void> => {
  const stores = createStores(database);
  const common = {
    customerId,
    channel: 'SMS' as const,
    contactPointId: 'cp_1',
    text: 'Hallo',
    receivedAt: new Date(NOON),
  };
  await transact(async (tx) => {
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
  const ask = async (customers: string[]) => {
    statements = 0;
    const base: RequestContext = { viewer: viewerOf('AGENT'), reads: { note: () => {}, list: () => [] } };
    const does = { pageById, findDeadLetters: () => Promise.reject(new Error('not asked')) };
    const contextValue = { ...base, does, loaders: createLoaders(createStores(database)) };
    const of = customers.map((id) => ({ __typename: 'Customer', id }));
    const { data, errors } = await graphql({ schema, source, contextValue, variableValues: { of } });
    expect(errors).toBeUndefined();
    expect(JSON.stringify(data).match(/"Hallo"/g)).toHaveLength(customers.length * 6);
    return statements;
  };
  expect([await ask(ids.slice(0, 1)), await ask(ids)]).toEqual([2, 2]);
});

test('a list goes on where the page before ended', async () => {
  const id = fresh('cus');
  await givenConversations(id);
  const { conversations } = createStores(database);
  const all = await conversations.partsOf([{ of: id, limit: 10, afterId: null }]);
  const rest = await conversations.partsOf([{ of: id, limit: 10, afterId: all[0]![0]!.id }]);
  expect(rest[0]!.map((conversation) => conversation.id)).toEqual([all[0]![1]!.id]);
});
