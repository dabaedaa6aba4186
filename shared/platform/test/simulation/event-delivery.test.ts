// Outbox, relay, stream and inbox under a scheduler that chooses the order of every step and lets any process die, any
// connection break and any wait pass at any of them: what is committed takes effect once, and in its customer's order.
import { decisionMade, protectionChanged, readEnvelope } from '@rapport/contracts';
import { fcOptions } from '@rapport/testkit';
import fc from 'fast-check';
import { sql } from '../../src/database.ts';
import type { RelayParts } from '../../src/relay.ts';
import { buildBackbone, PROCESSES, type Protocol, REAL } from './backbone.ts';
import { CHOICE_MAX, deathOf } from './world.ts';

const RUNS = 1_000;
const choices = fc.array(fc.nat({ max: CHOICE_MAX }), { maxLength: 250, size: 'max' });

const kindOf = (envelope: string): string => readEnvelope(new TextEncoder().encode(envelope)).type;

/** Everything that is wrong once the world is at rest. */
const faultsAfter = async (protocol: Protocol, schedule: readonly number[]): Promise<string[]> => {
  const { run, producer, consumer, stream } = buildBackbone(protocol);
  await run(schedule);
  const wrong: string[] = [];
  const effects = new Map<string, number>();
  for (const { eventId } of consumer.effect) effects.set(eventId, (effects.get(eventId) ?? 0) + 1);
  const newest = new Map<string, number>();
  for (const { id, aggregateId, sequence, envelope, sentAt } of producer.outbox) {
    if (!sentAt) wrong.push(`${id} was not sent`);
    if (!stream.some((message) => message.id === id)) wrong.push(`${id} was lost on the way to the stream`);
    if (kindOf(envelope) === protectionChanged.type) {
      newest.set(aggregateId, Math.max(newest.get(aggregateId) ?? 0, sequence));
    } else if (effects.get(id) !== 1) {
      wrong.push(`fact ${id} took effect ${effects.get(id) ?? 0} times`);
    }
  }
  for (const [id, sequence] of newest) {
    const applied = consumer.applied.get(`${protectionChanged.subject} ${id}`);
    if (applied !== sequence) wrong.push(`${id} stands at ${applied}, not ${sequence}`);
  }
  return [...wrong, ...disorderIn(stream, producer), ...stepsBack(consumer, producer)];
};

type Backbone = ReturnType<typeof buildBackbone>;

/** A customer's events come into the stream in the order of their versions, copies left aside, and none is missing. */
const disorderIn = (stream: Backbone['stream'], { outbox }: Backbone['producer']): string[] => {
  const rows = new Map(outbox.map((row) => [row.id, row]));
  const versions = new Map<string, number>();
  return [...new Set(stream.map(({ id }) => id))].flatMap((id) => {
    const row = rows.get(id);
    if (!row) return [`${id} was published and never committed`];
    const last = versions.get(row.aggregateId) ?? 0;
    versions.set(row.aggregateId, row.sequence);
    return row.sequence === last + 1 ? [] : [`${row.aggregateId} ${row.sequence} came after ${last}`];
  });
};

/** No state is ever replaced by an older one. */
const stepsBack = ({ effect }: Backbone['consumer'], { outbox }: Backbone['producer']): string[] => {
  const states = new Set(
    outbox.filter(({ envelope }) => kindOf(envelope) === protectionChanged.type).map(({ id }) => id),
  );
  const last = new Map<string, number>();
  return effect.flatMap(({ eventId, about, sequence }) => {
    if (!states.has(eventId)) return [];
    const before = last.get(about) ?? 0;
    last.set(about, sequence);
    return sequence > before ? [] : [`${about} went back from ${before} to ${sequence}`];
  });
};

const holds = (protocol: Protocol) =>
  fc.asyncProperty(choices, async (schedule) => {
    expect(await faultsAfter(protocol, schedule)).toEqual([]);
  });

test('without faults everything that was said takes effect', async () => {
  const { run, producer, consumer } = buildBackbone(REAL);
  await run([]);
  const said = producer.outbox.filter(({ envelope }) => kindOf(envelope) === decisionMade.type);
  expect(said.length).toBeGreaterThanOrEqual(6);
  expect(consumer.effect.length).toBeGreaterThanOrEqual(said.length);
});

test('whatever dies, breaks or waits too long at any step, nothing is lost, doubled or out of order', async () => {
  await fc.assert(holds(REAL), fcOptions({ numRuns: RUNS }));
});

test('a crash at each single step of an even run changes nothing', async () => {
  const STEPS = 130;
  for (let at = 0; at < STEPS; at += 1) {
    for (let victim = 0; victim < PROCESSES; victim += 1) {
      const schedule = Array.from({ length: at + 1 }, (_, index) => (index === at ? deathOf(victim) : index % 200));
      expect([at, victim, await faultsAfter(REAL, schedule)]).toEqual([at, victim, []]);
    }
  }
});

/** The relay marks first and publishes then. */
const markFirst = async (parts: RelayParts): Promise<number> => {
  const waiting = await sql<{ id: string; subject: string; envelope: string }>(
    parts.database,
    'SELECT position, id, aggregate_id AS "aggregateId", subject, envelope FROM outbox',
  );
  await sql(parts.database, 'UPDATE outbox SET sent_at = $2', [waiting.map(({ id }) => id), parts.clock.now()]);
  for (const { id, subject, envelope } of waiting) await parts.jetstream.publish(subject, envelope, { msgID: id });
  return waiting.length;
};

test.each<[string, Partial<Protocol>]>([
  ['marks before it publishes', { relay: markFirst }],
  ['has no inbox', { claim: async (_tx, _consumer, received) => [...received] }],
])('a house that %s is found out', async (_name, mutant) => {
  const { failed } = await fc.check(holds({ ...REAL, ...mutant }), fcOptions({ numRuns: RUNS, endOnFailure: true }));
  expect(failed).toBe(true);
});
