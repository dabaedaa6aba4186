import {
  auditRecorded,
  type Domain,
  type RequestContext,
  type Transact,
  type Tx,
  type Viewer,
} from '@rapport/contracts';
import type { Clock } from './clock.ts';
import { type Database, sql } from './database.ts';
import { startJob } from './job.ts';
import type { Log } from './log.ts';
import type { Metrics } from './metrics.ts';
import type { AuditRow } from './platform-tables.ts';
import { idSource } from './random.ts';
import { trace } from './trace.ts';

/** How long reads gather before they are told together, ms. */
const GATHER_MS = 100;
/** How often to look for what another instance wrote and did not live to tell, ms. */
const LOOK_MS = 5_000;
const TOLD_MAX = 250;

type Parts = {
  readonly service: Domain;
  readonly database: Database;
  readonly transact: Transact;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Metrics;
};

/** Whether a viewer reads as somebody else than the customer in question: those reads are audited. */
const isForeign = (viewer: Viewer, customerId: string): boolean =>
  !(viewer.roles.includes('CUSTOMER') && viewer.customerIds[0] === customerId);

const WRITE = `WITH line AS (
    INSERT INTO audit (id, recorded_at, subject, roles, action, about, reason)
    SELECT * FROM jsonb_to_recordset($1::jsonb) AS row (
      id text, "recordedAt" timestamptz, subject text, roles text[], action text, about text, reason text)
    RETURNING id, recorded_at)
  INSERT INTO audit_untold (id, recorded_at, traceparent) SELECT id, recorded_at, $2 FROM line`;

type Untold = Pick<AuditRow, 'id' | 'recordedAt' | 'subject' | 'roles' | 'action' | 'about' | 'reason'> & {
  readonly traceparent: string | null;
};

const takeUntold = (tx: Tx): Promise<Untold[]> =>
  sql<Untold>(
    tx,
    `WITH taken AS (
       DELETE FROM audit_untold WHERE id IN (
         SELECT id FROM audit_untold ORDER BY id LIMIT ${TOLD_MAX} FOR UPDATE SKIP LOCKED)
       RETURNING id, recorded_at, traceparent)
     SELECT a.id, a.recorded_at AS "recordedAt", a.subject, a.roles, a.action, a.about, a.reason, taken.traceparent
     FROM taken JOIN audit a USING (id, recorded_at) ORDER BY a.id`,
  );

/** Tells the reads that wait, as events about those who were read; answers how many. */
const tellReads = ({ service, transact }: Parts): Promise<number> =>
  transact(async (tx) => {
    const untold = await takeUntold(tx);
    await tx.lock(untold.map(({ about }) => about));
    for (const { about, id, recordedAt, traceparent, subject, roles, action, reason } of untold) {
      trace.run(traceparent ?? undefined, () =>
        tx.append(auditRecorded[service], {
          about,
          time: recordedAt,
          data: { auditId: id, subject, roles, action, reason },
        }),
      );
    }
    return untold.length;
  });

/**
 * The audit of reads. A read is on record before its answer leaves, by one statement that waits for nobody; that it
 * happened is told a moment later, many together: what a customer's events wait for would else hold up who looks.
 */
export const startReadAudit = (parts: Parts) => {
  const { clock, database, log } = parts;
  const newId = idSource(clock);
  const job = startJob(
    { name: 'read audit', everyMs: LOOK_MS, run: async () => (await tellReads(parts)) === TOLD_MAX },
    parts,
  );
  let gathering: NodeJS.Timeout | undefined;
  const tellSoon = () => {
    gathering ??= setTimeout(() => {
      gathering = undefined;
      job.nudge();
    }, GATHER_MS);
  };
  return {
    /** Writes who reads what of whom, as far as it is noted and not yet written: one line per customer. */
    write: async ({ viewer, reads }: RequestContext): Promise<void> => {
      const foreign = reads.take().filter(({ customerId }) => isForeign(viewer, customerId));
      if (foreign.length === 0) return;
      const { subject, roles, reason = null } = viewer;
      const lines = foreign.map(({ customerId, fields }) => ({
        id: newId('aud'),
        recordedAt: clock.now(),
        subject,
        roles,
        action: `read ${fields.join(' ')}`.slice(0, 1_000),
        about: customerId,
        reason,
      }));
      await sql(database, WRITE, [JSON.stringify(lines), trace.current() ?? null]);
      tellSoon();
    },
    /** Stops, and tells what was written last; what cannot be told now is told by whoever looks next. */
    stop: async () => {
      clearTimeout(gathering);
      await job.stop();
      try {
        while ((await tellReads(parts)) === TOLD_MAX);
      } catch (error) {
        log.warn({ err: error }, 'some reads are on record and will be told by the next instance');
      }
    },
  };
};
