import pg from 'pg';
import { type Alarm, createAlarm } from './alarm.ts';
import type { Clock } from './clock.ts';
import { type Database, sql } from './database.ts';
import type { Log } from './log.ts';
import type { Metrics } from './metrics.ts';
import { headers, type JetStreamClient } from './nats.ts';
import type { OutboxRow } from './platform-tables.ts';

const RELAY_LOCK = 7_270_002;
const CHANNEL = 'rapport_outbox';
const POLL_MS = 500;
const CLAIM_MAX = 500;
const IN_FLIGHT_MAX = 64;
const HINT_MS = 50;
const RESTART_MS = 1_000;

type Waiting = Pick<OutboxRow, 'position' | 'id' | 'aggregateId' | 'subject' | 'envelope'>;

/** What the relay needs of the process it runs in. */
export type RelayParts = {
  readonly database: Database;
  readonly jetstream: JetStreamClient;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Metrics;
};

/** Publishes one aggregate's events in order; what follows a failure waits, so order is kept. */
const publishChain = async (parts: RelayParts, chain: readonly Waiting[]): Promise<string[]> => {
  const sent: string[] = [];
  for (const { id, subject, envelope } of chain) {
    const header = headers();
    header.set('Content-Type', 'application/cloudevents+json');
    try {
      await parts.jetstream.publish(subject, envelope, { msgID: id, timeout: 5_000, headers: header });
    } catch (error) {
      parts.metrics.publishFailures.inc();
      parts.log.warn({ err: error, eventId: id, subject }, 'an event was not acknowledged and will be tried again');
      break;
    }
    sent.push(id);
  }
  return sent;
};

/**
 * Publishes what waits, oldest first, at most one in flight per aggregate, and marks it after the acknowledgement:
 * a crash in between publishes again, which the stream's window and the inbox absorb.
 * Rows are claimed by being unsent, never by paging on their position: one that commits late is still found.
 * @returns how many were sent
 */
export const relayOnce = async (parts: RelayParts): Promise<number> => {
  const waiting = await sql<Waiting>(
    parts.database,
    `SELECT position, id, aggregate_id AS "aggregateId", subject, envelope
     FROM outbox WHERE sent_at IS NULL ORDER BY position LIMIT ${CLAIM_MAX}`,
  );
  parts.metrics.outboxUnsent.set(waiting.length);
  if (waiting.length === 0) return 0;
  const chains = [...Map.groupBy(waiting, ({ aggregateId }) => aggregateId).values()];
  const sent: string[] = [];
  const worker = async () => {
    for (let chain = chains.shift(); chain; chain = chains.shift()) sent.push(...(await publishChain(parts, chain)));
  };
  await Promise.all(Array.from({ length: Math.min(IN_FLIGHT_MAX, chains.length) }, worker));
  if (sent.length > 0) {
    const now = parts.clock.now();
    await sql(parts.database, 'UPDATE outbox SET sent_at = $2 WHERE id = ANY($1) AND sent_at IS NULL', [sent, now]);
    parts.metrics.eventsPublished.inc(sent.length);
  }
  return sent.length;
};

/** One process per database relays: the one whose session holds the lock. Others wait for it to go away. */
const lead = async (client: pg.Client, round: Round): Promise<boolean> => {
  while (!round.stopping) {
    const { rows } = await client.query<{ leads: boolean }>('SELECT pg_try_advisory_lock($1) AS leads', [RELAY_LOCK]);
    if (rows[0]?.leads) return true;
    await round.alarm.sleep(POLL_MS);
  }
  return false;
};

/** The state of a relay: whether it is to stop, and what wakes it. */
type Round = { stopping: boolean; readonly alarm: Alarm };

/** Relays for as long as one session lives. @throws when the session is lost, so that another one is begun */
const runSession = async (parts: RelayParts, round: Round): Promise<void> => {
  const client = new pg.Client({
    connectionString: parts.database.url,
    application_name: 'rapport-relay',
    connectionTimeoutMillis: 5_000,
    query_timeout: 10_000,
    keepAlive: true,
  });
  let lost: Error | undefined;
  client.on('error', (error) => {
    lost = error;
    round.alarm.ring();
  });
  client.on('notification', () => round.alarm.ring());
  await client.connect();
  try {
    if (!(await lead(client, round))) return;
    await client.query(`LISTEN ${CHANNEL}`);
    while (!round.stopping) {
      if (lost) throw lost;
      if ((await relayOnce(parts)) < CLAIM_MAX) await round.alarm.sleep(POLL_MS);
    }
    await relayOnce(parts);
  } finally {
    await client.end().catch((error: unknown) => parts.log.debug({ err: error }, 'the relay lost its session'));
  }
};

/** Starts the relay of a service's outbox. `hint` is called after commits; NOTIFY passes it on, debounced. */
export const startRelay = (parts: RelayParts): { hint(): void; stop(): Promise<void> } => {
  const round: Round = { stopping: false, alarm: createAlarm() };
  let hinting: NodeJS.Timeout | undefined;
  const running = (async () => {
    while (!round.stopping) {
      await runSession(parts, round).catch(async (error: unknown) => {
        parts.log.warn({ err: error }, 'the relay starts again');
        await round.alarm.sleep(RESTART_MS);
      });
    }
  })();
  const notify = () => {
    hinting = undefined;
    // Outside the business transaction: a NOTIFY inside it would serialise all commits of the database.
    sql(parts.database, `NOTIFY ${CHANNEL}`).catch((error: unknown) =>
      parts.log.debug({ err: error }, 'a hint was lost'),
    );
  };
  return {
    hint: () => {
      hinting ??= setTimeout(notify, HINT_MS);
    },
    stop: async () => {
      clearTimeout(hinting);
      round.stopping = true;
      round.alarm.ring();
      await running;
    },
  };
};
