// Constant work per event: the same statements and the same rows, read and written, however many customers there are.
// `npm run bench -- scale` counts the same at a thousand and a million.
import { jest } from '@jest/globals';
import {
  idOfCopy,
  multiplyCustomers,
  statementsDuring,
  type TestService,
  viewerOf,
  wordOfCopy,
} from '@rapport/testkit';
import pg from 'pg';
import { IDENTIFIER_KEY, outsideOf, posted, startBehavior } from './behavior-setup.ts';

jest.setTimeout(180_000);

const FEW = 100;
const MANY = 2_000;
const EVENTS = 50;

let behavior: TestService;
let database: pg.Client;
const { send, givenCustomer, sensed, profileAnswers } = outsideOf(() => behavior);

beforeAll(async () => {
  behavior = await startBehavior();
  profileAnswers();
  database = new pg.Client({ connectionString: behavior.databaseUrl });
  await database.connect();
});
afterAll(async () => {
  await database.end();
  await behavior.stop();
});

const COUNTS_KEPT_MS = 1_100;
const AT_ONCE = 20;

/** Uses every connection once more, after which PostgreSQL hands in what each has counted. */
const handInCounts = async (): Promise<void> => {
  await new Promise((resolve) => setTimeout(resolve, COUNTS_KEPT_MS));
  const ask = () => behavior.graph(viewerOf('OPERATOR'), '{ behaviorRejects { edges { cursor } } }');
  await Promise.all(Array.from({ length: AT_ONCE }, ask));
};

/** Rows read and written so far, by table and its parts. What is only on its way (outbox, locks) is left out. */
const rowsSoFar = async (): Promise<Map<string, number>> => {
  const { rows } = await database.query<{ table: string; rows: number }>(
    `SELECT coalesce(p.inhparent::regclass::text, s.relname) AS table,
       sum(s.n_tup_ins + s.n_tup_upd + s.n_tup_del + coalesce(s.idx_tup_fetch, 0) + s.seq_tup_read)::integer AS rows
     FROM pg_stat_user_tables s LEFT JOIN pg_inherits p ON p.inhrelid = s.relid
     WHERE s.relname !~ '^(outbox|ingested_message|applied_state|migrations|reject|source_)' GROUP BY 1`,
  );
  return new Map(rows.map(({ table, rows: count }) => [table, count]));
};

const OWN = /transaction|day_bucket|signal_|held_account|identifier|app_event|recurring|_of_customers/;
const ASIDE = /^CREATE|^DELETE FROM ingested/;

/** What a batch of facts about so many different copies costs: statements, and rows by table. */
const costOf = async (numbers: readonly number[]) => {
  await handInCounts();
  const before = await rowsSoFar();
  const batch = numbers.map((number) => {
    const word = wordOfCopy(number);
    return posted({ userId: `user-${word}`, accountId: `acct-${word}` }, `${word}-new`, '-12.50', 3);
  });
  const sent = await statementsDuring(async () => {
    expect((await send('/v1/batch', { batch })).status).toBe(200);
    // They are recorded in one transaction: who hears of one has heard of all.
    await sensed(idOfCopy(numbers[0]!), 1);
  });
  const statements = sent.map(({ text }) => text.slice(0, 160));
  await handInCounts();
  const after = await rowsSoFar();
  return {
    statements: statements.filter((text) => OWN.test(text) && !ASIDE.test(text)),
    rows: Object.fromEntries(
      [...after]
        .map(([table, count]) => [table, count - (before.get(table) ?? 0)] as const)
        .filter(([, count]) => count > 0)
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    ),
  };
};

test('two thousand customers cost an event no statement and no row more than a hundred', async () => {
  const word = 'template';
  const template = { ...(await givenCustomer()), word };
  // As a copy is named, so that its names can be told apart from everything else.
  const own = await givenCustomer(template.id, 'OWNER', `acct-${word}`);
  const history = Array.from({ length: 10 }, (_, index) =>
    posted(own, `${word}-t${index}`, index % 3 === 0 ? '900.00' : '-80.00', 5 + index * 9, { balanceAfter: '900.00' }),
  );
  await send('/v1/batch', { batch: history });
  await sensed(own.id, 1);
  const copies = {
    templates: [{ customerId: own.id, word }],
    identifierKey: IDENTIFIER_KEY,
    userIdOf: (copy: string) => `user-${copy}`,
  };
  await multiplyCustomers(behavior.databaseUrl, { ...copies, from: 0, to: FEW });
  await costOf([0]);
  const few = await costOf(Array.from({ length: EVENTS }, (_, index) => 1 + index));
  await multiplyCustomers(behavior.databaseUrl, { ...copies, from: FEW, to: MANY });
  const many = await costOf(Array.from({ length: EVENTS }, (_, index) => FEW + index * 37));
  expect(few.statements.length).toBeGreaterThan(10);
  expect(many.statements).toEqual(few.statements);
  expect(many.rows['transaction']).toBeGreaterThanOrEqual(EVENTS);
  // Fewer may be: of a table that fits a page PostgreSQL reads neighbours along.
  const more = Object.entries(many.rows).filter(([table, count]) => count > (few.rows[table] ?? 0));
  expect({ more, few: few.rows }).toEqual({ more: [], few: few.rows });
});
