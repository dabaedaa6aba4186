import type { Domain, DomainEvent, Reaction, Transact, Tx } from '@rapport/contracts';
import { createLog, createTransact, type Database, freshSql, openDatabase, type Storage, sql } from '@rapport/platform';
import { testClock } from './clock.ts';
import { testDatabase } from './database.ts';
import { migrateWith } from './service.ts';

/**
 * What stands in a service's tables, each in the order of its keys, and what the service said, in order. Tables that
 * a migration filled are left out.
 */
export type Left = {
  readonly rows: Readonly<Record<string, readonly object[]>>;
  readonly said: readonly object[];
};

/** Events, the reactions that take them, and what is there before they come. */
export type Taking = {
  readonly reactions: readonly Reaction[];
  readonly events: readonly DomainEvent[];
  readonly given?: (tx: Tx) => Promise<void>;
};

/** A service's own database without the service at work on it, for stores and use cases by themselves. */
export type TestStorage = {
  readonly database: Database;
  readonly transact: Transact;
  /** How many statements some work sends. */
  statementsOf(work: () => Promise<unknown>): Promise<number>;
  /** Takes events that share a joint reaction in one call. @throws Error where they do not */
  takeTogether(tx: Tx, taking: Pick<Taking, 'reactions' | 'events'>): Promise<void>;
  /** What is left of events that are taken in one call, and one after the other; all is forgotten afterwards. */
  bothWays(taking: Taking): Promise<{ readonly together: Left; readonly oneByOne: Left }>;
  close(): Promise<void>;
};

const quiet = createLog('test', 'silent');

/** The platform's own tables that reactions write to. */
const OWN = ['aggregate', 'customer_alias', 'outbox'];

const takeTogether: TestStorage['takeTogether'] = async (tx, { reactions, events }) => {
  const found = events.map((event) => reactions.find(({ on }) => on.type === event.type)!);
  const [first] = found;
  if (!first?.joins || found.some(({ take }) => take !== first.take)) throw new Error('these are not taken together');
  await tx.lock(events.map(({ about }) => about));
  await first.take(
    tx,
    events.map((event, index) => found[index]!.read(event)),
  );
};

const takeOneByOne = async (tx: Tx, { reactions, events }: Taking): Promise<void> => {
  await tx.lock(events.map(({ about }) => about));
  for (const event of events) await takeTogether(tx, { reactions, events: [event] });
};

const saidIn = async (database: Database): Promise<object[]> => {
  const rows = await sql<{ envelope: string }>(database, 'SELECT envelope FROM outbox ORDER BY position');
  return rows.map(({ envelope }) => {
    const { type, subject, time, sequence, causationid, data } = JSON.parse(envelope) as Record<string, unknown>;
    return { type, subject, time, sequence, causationid, data };
  });
};

/** Everything that is left; then it is as if nothing had been. */
const harvest = async (database: Database, tables: readonly string[]): Promise<Left> => {
  const said = await saidIn(database);
  const rows: Record<string, object[]> = {};
  for (const name of tables) {
    const found = await sql<{ row: object }>(database, `SELECT to_jsonb(t) AS row FROM ${name} t ORDER BY t`);
    rows[name] = found.map(({ row }) => row);
  }
  await freshSql(database, [...tables, ...OWN].map((name) => `DELETE FROM ${name}`).join('; '));
  return { rows, said };
};

/**
 * Opens a fresh database of a service.
 * @param of the instant at which its clock stands; and a name of its own for a storage that is not the service's whole
 */
export const testStorage = async (
  service: Domain,
  storage: Storage,
  { instant, name = service }: { readonly instant?: string; readonly name?: string } = {},
): Promise<TestStorage> => {
  let statements = 0;
  const made = await testDatabase({ name, migrate: migrateWith(service, storage) });
  const settings = { url: made.url, poolSize: 3, name: service, onStatement: () => void (statements += 1) };
  const database = await openDatabase(settings, storage, quiet);
  const transact = createTransact({ database, service, clock: testClock(instant), hint: () => {} });
  const tables: string[] = [];
  for (const table of storage.tables.map(({ options }) => options.tableName!)) {
    // What a migration filled is no trace of events.
    if ((await sql(database, `SELECT FROM ${table} LIMIT 1`)).length === 0) tables.push(table);
  }
  let before: Promise<unknown> = Promise.resolve();
  const leftBy = async (taking: Taking, take: typeof takeTogether): Promise<Left> => {
    await transact(async (tx) => {
      await taking.given?.(tx);
      await take(tx, taking);
    });
    return harvest(database, tables);
  };
  return {
    database,
    transact,
    statementsOf: async (work) => {
      statements = 0;
      await work();
      return statements;
    },
    takeTogether,
    bothWays: (taking) => {
      // A property that runs out of time leaves its last run behind: whoever comes next waits for it.
      const found = before.then(async () => ({
        together: await leftBy(taking, takeTogether),
        oneByOne: await leftBy(taking, takeOneByOne),
      }));
      before = found.catch(() => undefined);
      return found;
    },
    close: async () => {
      await before;
      await database.dataSource.destroy();
      await made.drop();
    },
  };
};
