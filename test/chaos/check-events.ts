import { DOMAINS, type Domain, type Envelope, STREAMS, SUBSCRIPTIONS } from '@rapport/contracts';
import type { Databases } from './databases.ts';
import { compareOnce, type Finding, never } from './finding.ts';
import type { Stored, Streams } from './streams.ts';

/** An event as its producer wrote it. */
export type Written = {
  readonly id: string;
  readonly subject: string;
  readonly isSent: boolean;
  readonly envelope: Envelope;
};

/** Everything that was ever written to the outboxes. */
export type Outboxes = ReadonlyMap<Domain, readonly Written[]>;

/** Reads every outbox, in the order of writing. */
export const readOutboxes = async (databases: Databases): Promise<Outboxes> => {
  const outboxes = new Map<Domain, Written[]>();
  for (const service of DOMAINS) {
    const rows = await databases.rows<{ id: string; subject: string; sent: boolean; envelope: string }>(
      service,
      'SELECT id, subject, sent_at IS NOT NULL AS sent, envelope FROM outbox ORDER BY position',
    );
    const written = rows.map(({ envelope, sent, ...row }) => ({
      ...row,
      isSent: sent,
      envelope: JSON.parse(envelope) as Envelope,
    }));
    outboxes.set(service, written);
  }
  return outboxes;
};

const streamOf = ({ subject }: Written, service: Domain): string =>
  subject.startsWith('rapport.dead.') ? 'DEAD' : service.toUpperCase();

/** Places where a stream holds a version of an aggregate after a later one, or leaves one out. */
const disorder = (stored: readonly Stored[]): string[] => {
  const last = new Map<string, number>();
  const wrong: string[] = [];
  for (const { id, envelope } of stored) {
    const key = `${envelope.source} ${envelope.subject}`;
    const sequence = Number(envelope.sequence);
    if (sequence !== (last.get(key) ?? 0) + 1) wrong.push(`${id} (${envelope.subject} ${sequence})`);
    last.set(key, sequence);
  }
  return wrong;
};

/** The outbox against the streams: what was written is sent, and stored once, in order. */
export const checkStreams = async (outboxes: Outboxes, streams: Streams): Promise<Finding[]> => {
  const written = [...outboxes].flatMap(([service, rows]) =>
    rows.map((row) => ({ ...row, stream: streamOf(row, service) })),
  );
  const unsent = written.filter(({ isSent }) => !isSent).map(({ id }) => id);
  const findings = [never('outbox rows that were not sent', written.length, unsent)];
  for (const { name } of STREAMS.filter((each) => each.name !== 'INGEST')) {
    const ids = written.filter(({ stream }) => stream === name).map(({ id }) => id);
    const stored = await streams.all(name);
    if (ids.length + stored.length === 0) continue;
    findings.push(
      compareOnce(
        `outbox → stream ${name}`,
        ids,
        stored.map(({ id }) => id),
      ),
    );
    // DEAD has only some of each aggregate's events, and so have the streams of those who bury.
    if (name !== 'DEAD') findings.push(never(`order within aggregates of ${name}`, stored.length, disorder(stored)));
  }
  return findings;
};

/** Each consumer against what it listens to: FACTs by its inbox, STATEs by the newest that it applied. */
export const checkInboxes = async (outboxes: Outboxes, databases: Databases): Promise<Finding[]> => {
  const findings: Finding[] = [];
  for (const service of DOMAINS) {
    const kinds = new Map(SUBSCRIPTIONS[service].map((kind) => [kind.type, kind]));
    const heard = [...outboxes.values()].flat().filter(({ envelope }) => kinds.has(envelope.type));
    const facts = heard.filter(({ envelope }) => kinds.get(envelope.type)!.kind === 'FACT');
    const inbox = await databases.rows<{ id: string }>(
      service,
      'SELECT event_id AS id FROM inbox WHERE consumer = $1',
      [service],
    );
    if (facts.length + inbox.length > 0) {
      findings.push(
        compareOnce(
          `inbox of ${service}`,
          facts.map(({ id }) => id),
          inbox.map(({ id }) => id),
        ),
      );
    }
    const newest = new Map<string, number>();
    for (const { envelope } of heard) {
      const kind = kinds.get(envelope.type)!;
      const key = `${kind.subject} ${envelope.subject}`;
      if (kind.kind === 'STATE') newest.set(key, Math.max(newest.get(key) ?? 0, Number(envelope.sequence)));
    }
    const applied = await databases.rows<{ key: string }>(
      service,
      `SELECT kind || ' ' || aggregate_id || ' ' || sequence AS key FROM applied_state`,
    );
    if (newest.size + applied.length === 0) continue;
    const expected = [...newest].map(([key, sequence]) => `${key} ${sequence}`);
    findings.push(
      compareOnce(
        `newest states in ${service}`,
        expected,
        applied.map(({ key }) => key),
      ),
    );
  }
  return findings;
};

/** What the house gave up, with its cause. */
export const checkDeadLetters = async (databases: Databases): Promise<Finding[]> => {
  const letters: string[] = [];
  for (const service of DOMAINS) {
    const rows = await databases.rows<{ subject: string; cause: string }>(
      service,
      'SELECT subject, cause FROM dead_letter ORDER BY dead_at',
    );
    letters.push(...rows.map(({ subject, cause }) => `${service}: ${subject}: ${cause}`));
  }
  return [never('dead letters', letters.length, letters)];
};
