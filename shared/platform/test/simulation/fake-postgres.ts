import type { Database } from '../../src/database.ts';
import type { Process, World } from './world.ts';

export type FakeOutboxRow = {
  readonly position: number;
  readonly id: string;
  readonly aggregateId: string;
  readonly sequence: number;
  readonly subject: string;
  readonly envelope: string;
  sentAt: Date | null;
};

/** A row that a reaction wrote: the table has no key, so that what happens twice is seen twice. */
export type Effect = { readonly eventId: string; readonly about: string; readonly sequence: number };

/** What is committed. */
export type Tables = {
  aggregate: Map<string, number>;
  outbox: FakeOutboxRow[];
  inbox: Set<string>;
  applied: Map<string, number>;
  effect: Effect[];
};

type Parameters = readonly unknown[];
type Write = (tables: Tables) => object[];

/** How a statement of the platform acts on the tables: what it locks, and what it reads or writes. */
type Statement = {
  readonly begins: string;
  readonly locks?: (parameters: Parameters) => string[];
  readonly run: (parameters: Parameters, nextPosition: () => number) => Write;
};

const list = <T>(value: unknown): T[] => value as T[];

/** The statements of `relay.ts`, `inbox.ts` and `transact.ts`, known by how they begin. */
const STATEMENTS: readonly Statement[] = [
  {
    begins: 'SELECT position, id',
    run: () => (tables) =>
      tables.outbox
        .filter(({ sentAt }) => sentAt === null)
        .sort((a, b) => a.position - b.position)
        .map((row) => ({ ...row })),
  },
  {
    begins: 'UPDATE outbox SET sent_at',
    run:
      ([ids, at]) =>
      (tables) => {
        for (const row of tables.outbox) if (list(ids).includes(row.id)) row.sentAt ??= at as Date;
        return [];
      },
  },
  {
    begins: 'SELECT id, coalesce(alias.current',
    run:
      ([ids]) =>
      () =>
        list<string>(ids).map((id) => ({ id, current: id })),
  },
  {
    begins: 'INSERT INTO aggregate',
    locks: ([ids]) => list<string>(ids).map((id) => `aggregate ${id}`),
    run:
      ([ids]) =>
      (tables) =>
        list<string>(ids).map((id) => {
          const version = tables.aggregate.get(id) ?? 0;
          tables.aggregate.set(id, version);
          return { id, version };
        }),
  },
  {
    begins: 'UPDATE aggregate SET version',
    run:
      ([ids, versions]) =>
      (tables) => {
        for (const [index, id] of list<string>(ids).entries()) tables.aggregate.set(id, list<number>(versions)[index]!);
        return [];
      },
  },
  {
    begins: 'INSERT INTO outbox',
    run: ([ids, , aggregateIds, sequences, subjects, envelopes], nextPosition) => {
      const rows = list<string>(ids).map((id, index) => ({
        // Taken now and not at the commit, as an identity column is: a later position may be seen before an earlier.
        position: nextPosition(),
        id,
        aggregateId: list<string>(aggregateIds)[index]!,
        sequence: list<number>(sequences)[index]!,
        subject: list<string>(subjects)[index]!,
        envelope: list<string>(envelopes)[index]!,
        sentAt: null,
      }));
      return (tables) => (tables.outbox.push(...rows.map((row) => ({ ...row }))), []);
    },
  },
  {
    begins: 'INSERT INTO inbox',
    locks: ([consumer, ids]) => list<string>(ids).map((id) => `inbox ${String(consumer)} ${id}`),
    run:
      ([consumer, ids]) =>
      (tables) =>
        list<string>(ids).flatMap((id) => {
          const key = `${String(consumer)} ${id}`;
          if (tables.inbox.has(key)) return [];
          tables.inbox.add(key);
          return [{ id }];
        }),
  },
  {
    begins: 'INSERT INTO applied_state',
    locks: ([kind, ids]) => (ids as string[]).map((id) => `applied ${String(kind)} ${id}`),
    run:
      ([kind, ids, sequences]) =>
      (tables) =>
        (ids as string[]).flatMap((about, index) => {
          const key = `${String(kind)} ${about}`;
          const sequence = Number((sequences as number[])[index]);
          if ((tables.applied.get(key) ?? -1) >= sequence) return [];
          tables.applied.set(key, sequence);
          return [{ about }];
        }),
  },
  {
    begins: 'INSERT INTO effect',
    run:
      ([eventId, about, sequence]) =>
      (tables) => {
        tables.effect.push({ eventId: String(eventId), about: String(about), sequence: Number(sequence) });
        return [];
      },
  },
];

const statementOf = (text: string): Statement => {
  const found = STATEMENTS.find(({ begins }) => text.trimStart().startsWith(begins));
  if (!found) throw new Error(`the simulation does not know this statement, teach it: ${text}`);
  return found;
};

const copyOf = (tables: Tables): Tables => ({
  aggregate: new Map(tables.aggregate),
  outbox: tables.outbox.map((row) => ({ ...row })),
  inbox: new Set(tables.inbox),
  applied: new Map(tables.applied),
  effect: [...tables.effect],
});

/** A transaction: what it wrote so far and the locks it holds. */
type Session = { readonly process: Process; readonly writes: Write[] };

/** A database in memory: transactions, READ COMMITTED, row locks, positions that are taken before the commit. */
export const createPostgres = (world: World) => {
  const tables: Tables = { aggregate: new Map(), outbox: [], inbox: new Set(), applied: new Map(), effect: [] };
  const locks = new Map<string, Session>();
  let position = 0;
  const end = (session: Session): void => {
    for (const [key, holder] of locks) if (holder === session) locks.delete(key);
  };
  world.onCrash((process) => {
    for (const holder of new Set(locks.values())) if (holder.process === process) end(holder);
  });

  const query = (process: Process, session: Session | null, text: string, parameters: Parameters) => {
    const statement = statementOf(text);
    const keys = session ? (statement.locks?.(parameters) ?? []) : [];
    const isFree = (key: string): boolean => !locks.has(key) || locks.get(key) === session;
    const effect = (): object[] => {
      const write = statement.run(parameters, () => (position += 1));
      if (!session) return write(tables);
      for (const key of keys) locks.set(key, session);
      // What is committed by now, and what this transaction wrote itself.
      const seen = copyOf(tables);
      for (const earlier of session.writes) earlier(seen);
      session.writes.push(write);
      return write(seen);
    };
    return world.step(process, effect, { isEnabled: () => keys.every(isFree), mayFail: true });
  };

  /** As much of TypeORM's manager as leads to the driver: the pool's, or that of a transaction. */
  const managerOf = (process: Process, session: Session | null) => {
    const connection = {
      query: async ({ text, values }: { text: string; values: Parameters }) => ({
        rows: await query(process, session, text, values),
      }),
    };
    return {
      dataSource: { logger: { logQuery: () => {} }, driver: { master: connection } },
      ...(session ? { queryRunner: { isReleased: false, connect: async () => connection } } : {}),
    };
  };

  const transaction =
    (process: Process) =>
    async <T>(work: (manager: ReturnType<typeof managerOf>) => Promise<T>): Promise<T> => {
      const session: Session = { process, writes: [] };
      const commit = (): void => {
        for (const write of session.writes) write(tables);
        end(session);
      };
      try {
        const answer = await work(managerOf(process, session));
        await world.step(process, commit, { mayFail: true });
        return answer;
      } finally {
        end(session);
      }
    };

  return {
    tables,
    /** The database as one process sees it. */
    seenBy: (process: Process): Database =>
      ({
        url: 'postgres://nowhere',
        dataSource: { manager: managerOf(process, null), transaction: transaction(process) },
      }) as unknown as Database,
  };
};
