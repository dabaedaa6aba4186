import { contactPointChanged, decisionMade, optoutReceived } from '@rapport/contracts';
import type { Outboxes } from './check-events.ts';
import type { Databases } from './databases.ts';
import { compareOnce, type Finding, never } from './finding.ts';
import type { Told } from './told.ts';

/** Accepted calls against what profile and behavior made of them. */
export const checkCalls = async (told: Told, outboxes: Outboxes, databases: Databases): Promise<Finding[]> => {
  const findings: Finding[] = [never('calls refused or never taken', told.sentIds.size, told.refusals)];
  findings.push(
    never(
      'items rejected',
      told.accepted.size,
      Array.from({ length: told.rejects }, () => 'rejected'),
    ),
  );
  for (const service of ['profile', 'behavior'] as const) {
    const claimed = await databases.rows<{ id: string }>(service, 'SELECT message_id AS id FROM ingested_message');
    findings.push(
      compareOnce(
        `accepted calls → ${service}`,
        told.accepted.keys(),
        claimed.map(({ id }) => id),
      ),
    );
  }
  const money = [...told.accepted.values()].flatMap(({ transaction }) => transaction ?? []);
  const booked = await databases.rows<{ key: string }>(
    'behavior',
    `SELECT kind || ' ' || transaction_id || ' ' || amount || ' v' || version AS key FROM transaction`,
  );
  const expected = money.map(({ kind, transactionId, amount }) => `${kind} ${transactionId} ${amount} v1`);
  findings.push(
    compareOnce(
      'transactions in behavior',
      expected,
      booked.map(({ key }) => key),
    ),
  );
  const factIds = outboxes
    .get('behavior')!
    .flatMap(({ envelope }) => (envelope.data as { factIds?: string[] }).factIds ?? []);
  const facts = [...told.accepted].filter(([, { isFact }]) => isFact).map(([id]) => id);
  findings.push(compareOnce('facts told on by behavior', facts, factIds));
  return findings;
};

/** One customer for each person, in profile and for everybody who keeps a copy. */
export const checkCustomers = async (told: Told, databases: Databases): Promise<Finding[]> => {
  const known = new Set([...told.accepted.values()].map(({ userId }) => userId));
  const identifiers = await databases.rows<{ value: string; customerId: string }>(
    'profile',
    `SELECT value, customer_id AS "customerId" FROM identifier WHERE type = 'USER_ID'`,
  );
  const customers = await databases.rows<{ id: string }>('profile', 'SELECT customer_id AS id FROM customer');
  const owned = new Set(identifiers.map(({ customerId }) => customerId));
  const findings = [
    compareOnce(
      'people → user ids in profile',
      known,
      identifiers.map(({ value }) => value),
    ),
    compareOnce(
      'people → customers in profile',
      owned,
      customers.map(({ id }) => id),
    ),
  ];
  const copies = {
    behavior: 'identifier',
    consent: 'customer_copy',
    decisioning: 'customer_copy',
    messaging: 'customer_copy',
  };
  for (const [service, table] of Object.entries(copies) as [keyof typeof copies, string][]) {
    const rows = await databases.rows<{ id: string }>(service, `SELECT DISTINCT customer_id AS id FROM ${table}`);
    findings.push(
      compareOnce(
        `copies of customers in ${service}`,
        owned,
        rows.map(({ id }) => id),
      ),
    );
  }
  return findings;
};

type Sent = { id: string; takenAt: Date; issuedAt: Date | null; stopId: string | null };

const HANDED_OVER = `SELECT s.message_id AS id, s.taken_at AS "takenAt",
    (SELECT i.provider_id FROM message i
     WHERE i.direction = 'IN' AND i.contact_point_id = s.contact_point_id ORDER BY i.id LIMIT 1) AS "stopId",
    (SELECT a.answer -> 'permit' ->> 'id' FROM attempt a
     WHERE a.message_id = s.message_id AND a.outcome NOT IN ('PERMIT_RAN_OUT', 'DENIED', 'POSTPONED')
     ORDER BY a.number DESC LIMIT 1) AS permit
  FROM sandbox_message s`;

const PERMIT_MS = 1_000;
/** Between the last look at the permit and the adapter's stamp there is nothing but a step or two. */
const STAMP_MS = 50;

/** What was handed over, under which permit and in spite of which stop. */
const handedOver = async (databases: Databases): Promise<Sent[]> => {
  const rows = await databases.rows<Omit<Sent, 'issuedAt'> & { permit: string | null }>('messaging', HANDED_OVER);
  const permits = await databases.rows<{ id: string; issuedAt: Date }>(
    'consent',
    'SELECT id, issued_at AS "issuedAt" FROM permit',
  );
  const issued = new Map(permits.map(({ id, issuedAt }) => [id, issuedAt]));
  return rows.map(({ permit, ...row }) => ({ ...row, issuedAt: issued.get(permit ?? '') ?? null }));
};

/** A slot is taken by what was handed over, or may have been, and by nothing else. */
const checkSlots = async (databases: Databases): Promise<Finding> => {
  const used = await databases.rows<{ id: string }>(
    'messaging',
    `SELECT permit_id AS id FROM message WHERE direction = 'OUT' AND status IN ('SENT', 'DELIVERED', 'UNKNOWN')`,
  );
  const taken = await databases.rows<{ id: string }>('consent', `SELECT id FROM permit WHERE status <> 'FREED'`);
  return compareOnce(
    'messages handed over → slots taken',
    used.map(({ id }) => id),
    taken.map(({ id }) => id),
  );
};

const CAP_OF_SERVICE = 3;
const HELD_BACK = `SELECT m.id FROM message m WHERE direction = 'OUT' AND 'FREQUENCY_REACHED' = ANY (reasons)
  AND (SELECT count(*) FROM message sent WHERE sent.customer_id = m.customer_id AND sent.sent_at IS NOT NULL) < $1`;

/** Decisions against messages, and messages against what left the house. */
export const checkMessages = async (told: Told, outboxes: Outboxes, databases: Databases): Promise<Finding[]> => {
  const decided = outboxes
    .get('decisioning')!
    .filter(({ envelope }) => envelope.type === decisionMade.type)
    .map(({ envelope }) => (envelope.data as { decisionId: string }).decisionId);
  const messages = await databases.rows<{
    id: string;
    decisionId: string;
    status: string;
    channel: string;
    handovers: number;
  }>(
    'messaging',
    `SELECT m.id, m.decision_id AS "decisionId", m.status, m.channel,
       (SELECT count(*)::integer FROM attempt a WHERE a.message_id = m.id
        AND a.outcome IN ('ACCEPTED', 'REFUSED', 'UNANSWERED')) AS handovers
     FROM message m WHERE direction = 'OUT'`,
  );
  const sent = messages.filter(({ status, channel }) => channel === 'SMS' && ['SENT', 'DELIVERED'].includes(status));
  const taken = await handedOver(databases);
  const heldBack = await databases.rows<{ id: string }>('messaging', HELD_BACK, [CAP_OF_SERVICE]);
  const twice = messages.filter(({ handovers }) => handovers > 1).map(({ id }) => id);
  const late = taken.filter(
    ({ takenAt, issuedAt }) => !issuedAt || takenAt.getTime() - issuedAt.getTime() > PERMIT_MS + STAMP_MS,
  );
  // A stop that is answered came before the commitment to send, or waited for it: what was committed may go while its
  // permit holds. When a stop was begun says nothing: it may have waited for the commitment.
  const inSpite = taken.flatMap(({ id, takenAt, stopId }) => {
    const stop = told.stops.get(stopId ?? '');
    const lateMs = stop ? takenAt.getTime() - stop.answeredAt.getTime() : 0;
    return lateMs > PERMIT_MS + STAMP_MS ? [`${id} (${lateMs} ms)`] : [];
  });
  return [
    compareOnce(
      'decisions → messages',
      decided,
      messages.map(({ decisionId }) => decisionId),
    ),
    compareOnce(
      'messages sent → sandbox',
      sent.map(({ id }) => id),
      taken.map(({ id }) => id),
    ),
    never(
      'messages held back by permits that nobody used',
      messages.length,
      heldBack.map(({ id }) => id),
    ),
    await checkSlots(databases),
    never('messages handed over twice', messages.length, twice),
    never(
      'messages handed over on a permit that was over',
      taken.length,
      late.map(({ id }) => id),
    ),
    never('messages handed over later than a permit after a stop', taken.length, inSpite),
  ];
};

/** Every STOP once: in the conversation, with consent, and in the ledger. */
export const checkStops = async (told: Told, outboxes: Outboxes, databases: Databases): Promise<Finding[]> => {
  const inbound = await databases.rows<{ id: string }>(
    'messaging',
    `SELECT provider_id AS id FROM message WHERE direction = 'IN'`,
  );
  const heard = outboxes.get('messaging')!.filter(({ envelope }) => envelope.type === optoutReceived.type);
  const ledger = await databases.rows<{ id: string }>(
    'consent',
    `SELECT c.content ->> 'eventId' AS id FROM ledger_entry e JOIN ledger_content c USING (holder_id, sequence)
     WHERE e.kind = 'CONTACT_POINT_BLOCKED'`,
  );
  const changes = outboxes.get('consent')!.filter(({ envelope }) => envelope.type === contactPointChanged.type);
  const causes = changes.map(({ envelope }) => envelope.causationid ?? '');
  const eventIds = heard.map(({ id }) => id);
  return [
    compareOnce(
      'stops → messages in',
      told.stops.keys(),
      inbound.map(({ id }) => id),
    ),
    {
      ...never('stops → opt-outs', told.stops.size, []),
      found: heard.length,
      lost: Math.max(told.stops.size - heard.length, 0),
      doubled: Math.max(heard.length - told.stops.size, 0),
    },
    compareOnce(
      'opt-outs → ledger of consent',
      eventIds,
      ledger.map(({ id }) => id),
    ),
    compareOnce('opt-outs → contact points changed', eventIds, causes),
  ];
};
