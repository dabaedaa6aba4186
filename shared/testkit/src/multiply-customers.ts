import { identifierHash } from '@rapport/contracts';
import pg from 'pg';

/** A customer whom the service itself made, to be copied. */
export type TemplateCustomer = {
  readonly customerId: string;
  /** What its account, its user id and its transactions are named by, and nothing else. */
  readonly word: string;
};

/** Which copies are made: those numbered `from` to just below `to`. */
export type Multiplication = {
  readonly templates: readonly TemplateCustomer[];
  readonly from: number;
  readonly to: number;
  /** Keys the hashes of identifiers, as profile does. */
  readonly identifierKey: Uint8Array;
  /** The user id of a copy, by its word. */
  readonly userIdOf: (word: string) => string;
  readonly onProgress?: (table: string, copies: number) => void;
};

const CHUNK = 20_000;
const CONNECTIONS = 2;
/** What is on its way, what names customers by a hash, and what a trigger writes. */
const LEFT_OUT = new Set([
  'outbox',
  'inbox',
  'kept_state',
  'audit',
  'dead_letter',
  'ingested_message',
  'identifier',
  'ledger_start',
]);
/** The column that says whose a row is, in the order in which they are looked for. */
const OWNER_COLUMNS = ['customer_id', 'aggregate_id'];

/** What a copy is called in place of its template's word: copies in order have words in order. */
export const wordOfCopy = (number: number): string => `n${String(number).padStart(9, '0')}`;
/** The customer id of a copy: like a TypeID of an early hour, in order. */
export const idOfCopy = (number: number): string => `cus_01${String(number).padStart(24, '0')}`;

type Column = { readonly name: string; readonly type: string; readonly isGenerated: boolean };
type Table = { readonly name: string; readonly owner: string; readonly columns: readonly Column[] };

const TABLES = `SELECT c.relname AS table, a.attname AS name, format_type(a.atttypid, a.atttypmod) AS type,
    (a.attidentity = 'a' OR a.attgenerated <> '') AS "isGenerated"
  FROM pg_class c JOIN pg_namespace s ON s.oid = c.relnamespace AND s.nspname = 'public'
  JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
  WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition ORDER BY c.relname, a.attnum`;

/** The tables that hold something of a customer under the customer's id. */
const customerTables = async (client: pg.Client): Promise<Table[]> => {
  const { rows } = await client.query<Column & { table: string }>(TABLES);
  return [...Map.groupBy(rows, ({ table }) => table)].flatMap(([name, columns]) => {
    const names = columns.map((column) => column.name);
    const owner = name === 'aggregate' ? 'id' : OWNER_COLUMNS.find((column) => names.includes(column));
    return owner && !LEFT_OUT.has(name) ? [{ name, owner, columns: columns.filter((c) => !c.isGenerated) }] : [];
  });
};

const quoted = (name: string): string => `"${name}"`;

/** A column of a copy: whatever names the template names the copy. */
const copied = ({ name, type }: Column): string => {
  const value = `r.${quoted(name)}`;
  const isText = type === 'text' || type === 'text[]' || type === 'jsonb';
  if (!isText) return value;
  return `replace(replace(${value}::text, r.of_customer, x.customer), r.of_word, x.word)::${type}`;
};

/** Copies one table in chunks, in the order of the copies, so that every index grows at its end. */
const copyTable = async (client: pg.Client, table: Table, { templates, from, to, onProgress }: Multiplication) => {
  const originals = quoted(`template_${table.name}`);
  await client.query(
    `CREATE TEMPORARY TABLE ${originals} AS
     SELECT t.*, k.number::integer AS of_number, k.id AS of_customer, k.word AS of_word
     FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS k (id, word, number)
     JOIN ${quoted(table.name)} t ON t.${quoted(table.owner)} = k.id`,
    [templates.map(({ customerId }) => customerId), templates.map(({ word }) => word)],
  );
  const columns = table.columns.map(({ name }) => quoted(name)).join(', ');
  for (let begin = from; begin < to; begin += CHUNK) {
    await client.query(
      `INSERT INTO ${quoted(table.name)} (${columns}) SELECT ${table.columns.map(copied).join(', ')}
       FROM (SELECT 'cus_01' || lpad(n::text, 24, '0') AS customer, 'n' || lpad(n::text, 9, '0') AS word,
               n % $3::integer + 1 AS number
             FROM generate_series($1::integer, $2::integer - 1) AS n OFFSET 0) x
       JOIN ${originals} r ON r.of_number = x.number ORDER BY x.word`,
      [begin, Math.min(begin + CHUNK, to), templates.length],
    );
    onProgress?.(table.name, Math.min(begin + CHUNK, to) - from);
  }
};

/** A user id for each copy, in whatever columns the service keeps identifiers. */
const copyIdentifiers = async (client: pg.Client, { from, to, identifierKey, userIdOf }: Multiplication) => {
  const { rows } = await client.query<Column & { table: string }>(TABLES);
  const columns = rows.filter(({ table }) => table === 'identifier').map(({ name }) => name);
  for (let begin = from; begin < to; begin += CHUNK) {
    const copies = Array.from({ length: Math.min(CHUNK, to - begin) }, (_, index) => {
      const value = userIdOf(wordOfCopy(begin + index));
      const hash = identifierHash(identifierKey, 'USER_ID', value);
      const row = { hash, value_hash: hash, value, type: 'USER_ID', customer_id: idOfCopy(begin + index) };
      return { ...row, first_seen_at: new Date(0).toISOString() };
    });
    const known = Object.keys(copies[0]!).filter((name) => columns.includes(name));
    await client.query(
      `INSERT INTO identifier (${known.join(', ')})
       SELECT ${known.join(', ')} FROM jsonb_populate_recordset(NULL::identifier, $1)`,
      [JSON.stringify(copies)],
    );
  }
};

const connectTo = async (url: string): Promise<pg.Client> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client;
};

/**
 * Fills a service's database with customers as the service itself would have written them: copies of templates that
 * it did write, by set-based statements over whatever tables it has. Afterwards PostgreSQL's statistics are fresh.
 */
export const multiplyCustomers = async (databaseUrl: string, multiplication: Multiplication): Promise<void> => {
  const clients = await Promise.all(Array.from({ length: CONNECTIONS }, () => connectTo(databaseUrl)));
  try {
    const tables = await customerTables(clients[0]!);
    const left = [...tables];
    const work = async (client: pg.Client, isFirst: boolean) => {
      await client.query('SET synchronous_commit = off');
      if (isFirst) await copyIdentifiers(client, multiplication);
      for (let table = left.shift(); table; table = left.shift()) await copyTable(client, table, multiplication);
    };
    await Promise.all(clients.map((client, index) => work(client, index === 0)));
    const filled = [...tables.map(({ name }) => name), 'identifier'];
    await clients[0]!.query(`VACUUM (ANALYZE) ${filled.map(quoted).join(', ')}`);
  } finally {
    for (const client of clients) {
      // Else whoever counts rows afterwards would count these.
      await client.query('SELECT pg_stat_force_next_flush()');
      await client.end();
    }
  }
};
