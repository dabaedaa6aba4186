import pg from 'pg';

/** What was sent to PostgreSQL: the text with its white space reduced, and the values. */
export type SentStatement = { readonly text: string; readonly values: readonly unknown[] };

/** Everything this process sends to PostgreSQL while some work is done, whoever sends it. */
export const statementsDuring = async (work: () => Promise<unknown>): Promise<SentStatement[]> => {
  const sent: SentStatement[] = [];
  const { query } = pg.Client.prototype;
  const note = (statement: string | pg.QueryConfig, values: readonly unknown[] = []): void => {
    const [text, given] = typeof statement === 'string' ? [statement, values] : [statement.text, statement.values];
    sent.push({ text: text.replaceAll(/\s+/g, ' '), values: given ?? values });
  };
  pg.Client.prototype.query = function noted(this: pg.Client, ...sending: Parameters<typeof note>) {
    note(...sending);
    return Reflect.apply(query, this, sending) as unknown;
  } as typeof query;
  try {
    await work();
  } finally {
    pg.Client.prototype.query = query;
  }
  return sent;
};

/** What a process sends beside answering, whenever it comes to it: it relays events and tells of reads. */
const BESIDE =
  /\b(\w*outbox|audit\w*|aggregate)\b|JOIN customer_alias alias ON alias.origin = id|^(BEGIN|START|COMMIT|ROLLBACK)/;

/** The beginnings of the statements that answering takes, in the order of the alphabet. */
export const statementsOfAnswer = async (answering: () => Promise<unknown>): Promise<string[]> =>
  (await statementsDuring(answering))
    .filter(({ text }) => !BESIDE.test(text))
    .map(({ text }) => text.slice(0, 80))
    .sort();
