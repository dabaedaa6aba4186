import { type Domain, STREAMS, type StreamSpec, streamOf, unavailable } from '@rapport/contracts';
import { type Database, sql } from './database.ts';
import { type Nats, NatsError } from './nats.ts';
import { awaitRoom } from './outbox-room.ts';

const DAY_MS = 86_400_000;
const PAGE = 5_000;
const MARK_PAGE = 500;
const READ_MS = 5_000;

/** What `republishMissing` found. */
export type Missing = { readonly sent: number; readonly missing: number };

const specOf = (name: string): StreamSpec => STREAMS.find((spec) => spec.name === name)!;

/**
 * The ids of events that were acknowledged and that a stream would still hold. What is too old for it is told by the
 * newest event, for nobody here knows what time it is in the house.
 */
const sentIds = async (database: Database, ageMsMax: number): Promise<Set<string>> => {
  const ids = new Set<string>();
  for (let after = ''; ; ) {
    const rows = await sql<{ id: string }>(
      database,
      `SELECT id FROM outbox WHERE id > $1 AND sent_at IS NOT NULL
         AND recorded_at > (SELECT max(recorded_at) FROM outbox) - $2 * interval '1 day'
       ORDER BY id LIMIT ${PAGE}`,
      [after, ageMsMax / DAY_MS],
    );
    for (const { id } of rows) ids.add(id);
    if (rows.length < PAGE) return ids;
    after = rows.at(-1)!.id;
  }
};

/** Takes away the ids that a stream holds, reading headers alone. @throws RapportError where there is no such stream */
const removeStreamed = async (nats: Nats, stream: string, filterSubjects: string, ids: Set<string>): Promise<void> => {
  try {
    const consumer = await nats.jetstream().consumers.get(stream, { filterSubjects, headers_only: true });
    for (let pending = (await consumer.info()).num_pending; pending > 0; ) {
      const batch = await consumer.fetch({ max_messages: Math.min(PAGE, pending), expires: READ_MS });
      let read = 0;
      for await (const message of batch) {
        ids.delete(message.headers?.get('Nats-Msg-Id') ?? '');
        pending = message.info.pending;
        read += 1;
      }
      if (read === 0) throw unavailable(`the stream ${stream} stopped answering with ${pending} messages to read`);
    }
  } catch (error) {
    const isGone = error instanceof NatsError && error.api_error?.code === 404;
    if (isGone) throw unavailable(`the stream ${stream} does not exist: make it first, by starting the house`, error);
    throw error;
  }
};

/**
 * Publishes again, under their original ids, those events of a service that its stream has lost: they are marked as
 * unsent, and the service's relay does the rest, in order. Consumers know what they applied by the same ids. An event
 * that was published and lost within the stream's two minutes of duplicate detection needs a second run.
 * It holds the ids of a month in memory, about 100 MB for a million.
 */
export const republishMissing = async (
  { database, nats, service }: { database: Database; nats: Nats; service: Domain },
  onProgress: (marked: number, missing: number) => void = () => {},
): Promise<Missing> => {
  // First what was sent, then what is there: an event that is sent in between is not looked for.
  const ids = await sentIds(database, specOf(streamOf(service)).ageMsMax);
  const sent = ids.size;
  await removeStreamed(nats, streamOf(service), `rapport.${service}.>`, ids);
  await removeStreamed(nats, 'DEAD', `rapport.dead.${service}.>`, ids);
  const missing = [...ids];
  for (let at = 0; at < missing.length; at += MARK_PAGE) {
    await awaitRoom(database);
    const page = missing.slice(at, at + MARK_PAGE);
    await sql(database, 'UPDATE outbox SET sent_at = NULL WHERE id = ANY($1)', [page]);
    onProgress(at + page.length, missing.length);
  }
  return { sent, missing: missing.length };
};
