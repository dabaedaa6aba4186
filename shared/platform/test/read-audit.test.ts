// Who reads what of whom is on record before the answer leaves, whatever else happens to the customer meanwhile.
import { makeId, type RequestContext, STATEMENT_HEADER, type Viewer } from '@rapport/contracts';
import { type TestStorage, testStorage, viewerOf } from '@rapport/testkit';
import fastify from 'fastify';
import { createLog, createMetrics, signStatement, sql, systemClock } from '../index.ts';
import { startReadAudit } from '../src/read-audit.ts';
import { createReads } from '../src/request-context.ts';
import { serveGraph } from '../src/subgraph.ts';

const KEY = new Uint8Array(32).fill(3);
const clock = systemClock();
let base: TestStorage;

beforeAll(async () => {
  base = await testStorage('consent', { tables: [], migrations: [] }, { name: 'readaudit' });
});
afterAll(() => base.close());

const freshId = () => makeId('cus', new Date(), crypto.getRandomValues(new Uint8Array(10)));
const parts = () => ({
  service: 'consent' as const,
  database: base.database,
  transact: base.transact,
  clock,
  log: createLog('test', 'silent'),
  metrics: createMetrics('test'),
});

const readOf = (viewer: Viewer, customerId: string, ...fields: string[]): RequestContext => {
  const reads = createReads();
  for (const field of fields) reads.note(customerId, field);
  return { viewer, reads };
};

const linesOf = async (customerId: string) =>
  (
    await sql<{ subject: string; action: string; reason: string | null }>(
      base.database,
      'SELECT subject, action, reason FROM audit WHERE about = $1 ORDER BY id',
      [customerId],
    )
  ).map(({ subject, action, reason }) => [subject, action, reason]);

const toldOf = async (customerId: string) =>
  (
    await sql<{ envelope: string }>(base.database, 'SELECT envelope FROM outbox WHERE aggregate_id = $1', [customerId])
  ).map(({ envelope }) => (JSON.parse(envelope) as { data: { subject: string } }).data.subject);

const agent: Viewer = { ...viewerOf('AGENT'), reason: 'call 4711' };

test('a read is on record while the customer’s events wait, and is told once they do not', async () => {
  const audit = startReadAudit(parts());
  const customerId = freshId();
  await base.transact(async (tx) => {
    await tx.lock([customerId]);
    await audit.write(readOf(agent, customerId, 'Customer.signals', 'Customer.features'));
    expect(await linesOf(customerId)).toEqual([['agent-1', 'read Customer.features Customer.signals', 'call 4711']]);
  });
  await audit.stop();
  expect(await toldOf(customerId)).toEqual(['agent-1']);
});

test('what customers read of themselves is nobody else’s business; what they read of others is', async () => {
  const audit = startReadAudit(parts());
  const [own, other] = [freshId(), freshId()];
  await audit.write(readOf(viewerOf('CUSTOMER', own), own, 'Customer.signals'));
  await audit.write(readOf({ ...viewerOf('CUSTOMER', own), customerIds: [own, other] }, other, 'Customer.signals'));
  await audit.stop();
  expect(await linesOf(own)).toEqual([]);
  expect(await linesOf(other)).toHaveLength(1);
});

test('a service stops though its last reads cannot be told, and the next one tells them', async () => {
  const away = () => Promise.reject(new Error('the database is away'));
  const audit = startReadAudit({ ...parts(), transact: away });
  const customerId = freshId();
  await audit.write(readOf(agent, customerId, 'Customer.signals'));
  await audit.stop();
  expect(await toldOf(customerId)).toEqual([]);
  await startReadAudit(parts()).stop();
  expect(await toldOf(customerId)).toEqual(['agent-1']);
});

test('several instances tell each read once, also those of one that is gone', async () => {
  const ids = Array.from({ length: 600 }, freshId);
  const gone = startReadAudit(parts());
  for (const id of ids.slice(0, 3)) await gone.write(readOf(agent, id, 'Customer.id'));
  // All at once, as a crash would leave them: more than are told in one go.
  await sql(
    base.database,
    `WITH line AS (
       INSERT INTO audit (id, recorded_at, subject, roles, action, about)
       SELECT 'aud_' || about, now(), 'agent-1', '{AGENT}', 'read Customer.id', about FROM unnest($1::text[]) about
       RETURNING id, recorded_at)
     INSERT INTO audit_untold SELECT id, recorded_at FROM line`,
    [ids.slice(3)],
  );
  const others = [startReadAudit(parts()), startReadAudit(parts())];
  await Promise.all([...others, gone].map((audit) => audit.stop()));
  const rows = await sql<{ times: number }>(
    base.database,
    'SELECT count(*)::integer AS times FROM outbox WHERE aggregate_id = ANY($1) GROUP BY aggregate_id',
    [ids],
  );
  expect(rows.map(({ times }) => times)).toEqual(ids.map(() => 1));
});

test('the answer of a graph leaves when all that it holds is on record, deep reads as well', async () => {
  const http = fastify();
  const friend = freshId();
  const graph = await serveGraph(
    http,
    { ...parts(), keys: [KEY] },
    {
      schema: `extend type Query { customer(id: ID!): Customer @access(roles: [AGENT], owner: "$id") }
        type Customer @key(fields: "id") @access(roles: [AGENT], owner: "id") {
          id: ID! name: String friend: Customer
        }`,
      resolvers: {
        Query: { customer: (_: unknown, { id }: { id: string }) => ({ id }) },
        Customer: {
          name: () => 'a name',
          friend: () => new Promise((resolve) => setTimeout(resolve, 30, { id: friend })),
        },
      },
      context: (context) => context,
    },
  );
  const id = freshId();
  const answer = await http.inject({
    method: 'POST',
    url: '/graphql',
    headers: { [STATEMENT_HEADER]: signStatement(KEY, { viewer: agent, audience: 'consent', now: clock.now() }) },
    payload: { query: `{ customer(id: "${id}") { name friend { name } } }` },
  });
  expect(answer.json()).toEqual({ data: { customer: { name: 'a name', friend: { name: 'a name' } } } });
  expect((await linesOf(id)).map(([, action]) => action)).toEqual([
    'read Customer.friend Customer.name Query.customer',
  ]);
  expect((await linesOf(friend)).map(([, action]) => action)).toEqual(['read Customer.name']);
  await graph.stop();
  await http.close();
});
