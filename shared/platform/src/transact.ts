import type { Domain, Envelope, EventKind, Fact, Transact, Tx } from '@rapport/contracts';
import { type AuditEntry, auditRecorded, RapportError } from '@rapport/contracts';
import type { EntityManager } from 'typeorm';
import type { Clock } from './clock.ts';
import { bindManager, type Database, isOutdated, sql } from './database.ts';
import type { AuditRow, OutboxRow } from './platform-tables.ts';
import { idSource } from './random.ts';
import { trace } from './trace.ts';

/** Serialisation failure and deadlock: PostgreSQL asks for the whole transaction again (documentation, 13.5). */
const RETRIED = new Set(['40001', '40P01']);
const ATTEMPTS_MAX = 4;

type Aggregate = { id: string; version: number; changed: boolean };
type PendingEvent = Omit<OutboxRow, 'position' | 'sentAt'>;

/** What a transaction collects before it is written in one statement per table. */
type Pending = { aggregates: Map<string, Aggregate>; events: PendingEvent[]; audits: AuditRow[] };

/** Whether a text may stand as the last token of a subject: no space, dot or wildcard, no line end. */
export const isSubjectToken = (text: string): boolean => /^[A-Za-z0-9_-]{1,128}$/.test(text);

const lockAggregates = async (tx: Tx, pending: Pending, ids: readonly string[]): Promise<void> => {
  const stray = ids.find((id) => !isSubjectToken(id));
  if (stray !== undefined) throw new RapportError('INVALID_INPUT', 'an id has letters, digits, _ and - only');
  const asked = [...new Set(ids)].filter((id) => !pending.aggregates.has(id)).sort();
  if (asked.length === 0) return;
  const current = await sql<{ id: string; current: string }>(
    tx,
    `SELECT id, coalesce(alias.current, id) AS current
     FROM unnest($1::text[]) id LEFT JOIN customer_alias alias ON alias.origin = id`,
    [asked],
  );
  const targets = [...new Set(current.map((row) => row.current))].sort();
  const rows = await sql<{ id: string; version: number }>(
    tx,
    // The no-op update takes the row's lock also where it already stands; unnest keeps the sorted order.
    `INSERT INTO aggregate (id, version) SELECT id, 0 FROM unnest($1::text[]) id
     ON CONFLICT (id) DO UPDATE SET version = aggregate.version RETURNING id, version`,
    [targets],
  );
  const locked = new Map(rows.map(({ id, version }) => [id, { id, version, changed: false }]));
  for (const row of current) {
    const aggregate = pending.aggregates.get(row.current) ?? locked.get(row.current)!;
    pending.aggregates.set(row.id, aggregate);
    pending.aggregates.set(row.current, aggregate);
  }
};

const pendings = new WeakMap<Tx, Pending>();

/**
 * Locks aggregates once more and reads them anew: who is who, or a version, has changed within the transaction.
 * @throws Error where the transaction has said something of them already: it would have said it under the old version
 */
export const lockAnew = async (tx: Tx, ids: readonly string[]): Promise<void> => {
  const aggregates = pendings.get(tx)?.aggregates;
  for (const id of ids) {
    const known = aggregates?.get(id);
    if (known?.changed) throw new Error(`${id} has events of this transaction already`);
    if (known) aggregates?.delete(known.id);
    aggregates?.delete(id);
  }
  await tx.lock(ids);
};

const flush = async (tx: Tx, { aggregates, events, audits }: Pending): Promise<void> => {
  const changed = [...new Set(aggregates.values())].filter((aggregate) => aggregate.changed);
  if (changed.length > 0) {
    await sql(
      tx,
      `UPDATE aggregate SET version = changed.version
       FROM unnest($1::text[], $2::bigint[]) AS changed (id, version) WHERE aggregate.id = changed.id`,
      [changed.map(({ id }) => id), changed.map(({ version }) => version)],
    );
  }
  if (events.length > 0) {
    await sql(
      tx,
      `INSERT INTO outbox (id, recorded_at, aggregate_id, sequence, subject, envelope)
       SELECT * FROM unnest($1::text[], $2::timestamptz[], $3::text[], $4::bigint[], $5::text[], $6::text[])`,
      [
        events.map(({ id }) => id),
        events.map(({ recordedAt }) => recordedAt),
        events.map(({ aggregateId }) => aggregateId),
        events.map(({ sequence }) => sequence),
        events.map(({ subject }) => subject),
        events.map(({ envelope }) => envelope),
      ],
    );
  }
  if (audits.length > 0) {
    await sql(
      tx,
      `INSERT INTO audit (id, recorded_at, subject, roles, action, about, reason, before, after)
       SELECT * FROM jsonb_to_recordset($1::jsonb) AS row (
         id text, "recordedAt" timestamptz, subject text, roles text[], action text, about text, reason text,
         before jsonb, after jsonb)`,
      [JSON.stringify(audits)],
    );
  }
};

const createTx = (service: Domain, clock: Clock, pending: Pending): Tx => {
  const now = clock.now();
  const newId = idSource({ now: () => now });
  const append = <D>(kind: EventKind<D>, { about, time = now, data, cause }: Fact<D>) => {
    const aggregate = pending.aggregates.get(about);
    if (!aggregate) throw new Error(`${kind.type} is about ${about}, which this transaction did not lock`);
    if (kind.domain !== service) throw new Error(`${kind.type} is not ${service}'s to publish`);
    aggregate.version += 1;
    aggregate.changed = true;
    const id = newId('evt');
    const envelope: Envelope = {
      specversion: '1.0',
      id,
      source: `/rapport/${service}`,
      type: kind.type,
      subject: aggregate.id,
      time: time.toISOString(),
      recordedtime: now.toISOString(),
      sequence: String(aggregate.version),
      causationid: cause?.id,
      correlationid: cause?.correlationId ?? id,
      dataclassification: kind.dataClass,
      traceparent: cause?.traceparent ?? trace.current(),
      datacontenttype: 'application/json',
      // What breaks its own contract never leaves: the transaction fails instead.
      data: kind.schema.parse(data),
    };
    pending.events.push({
      id,
      recordedAt: now,
      aggregateId: aggregate.id,
      sequence: aggregate.version,
      subject: `${kind.subject}.${aggregate.id}`,
      envelope: JSON.stringify(envelope),
    });
    return { id, sequence: aggregate.version };
  };
  const audit = ({ viewer, action, about, before, after }: AuditEntry): void => {
    const id = newId('aud');
    const { subject, roles, reason = null } = viewer;
    pending.audits.push({ id, recordedAt: now, subject, roles, action, about, reason, before, after });
    append(auditRecorded[service], { about, data: { auditId: id, subject, roles, action, reason } });
  };
  const tx: Tx = { now, newId, append, audit, lock: (ids) => lockAggregates(tx, pending, ids) };
  pendings.set(tx, pending);
  return tx;
};

const isRetried = (error: unknown): boolean =>
  isOutdated(error) || (error instanceof Error && 'code' in error && RETRIED.has(String(error.code)));

/**
 * The one way to change a service's data and to say so: events leave if and only if the transaction commits.
 * @param hint called after a commit that left events, to wake the relay
 */
export const createTransact =
  ({
    database,
    service,
    clock,
    hint,
  }: {
    database: Database;
    service: Domain;
    clock: Clock;
    hint: () => void;
  }): Transact =>
  async (work) => {
    for (let attempt = 1; ; attempt += 1) {
      const pending: Pending = { aggregates: new Map(), events: [], audits: [] };
      try {
        const answer = await database.dataSource.transaction(async (manager: EntityManager) => {
          const tx = createTx(service, clock, pending);
          bindManager(tx, manager);
          const done = await work(tx);
          await flush(tx, pending);
          return done;
        });
        if (pending.events.length > 0) hint();
        return answer;
      } catch (error) {
        if (!isRetried(error) || attempt >= ATTEMPTS_MAX) throw error;
      }
    }
  };
