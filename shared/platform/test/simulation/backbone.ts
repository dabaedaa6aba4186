import { decisionMade, protectionChanged, readEnvelope, readEvent, type Tx } from '@rapport/contracts';
import { sql } from '../../src/database.ts';
import { claimNew, type Received } from '../../src/inbox.ts';
import { createLog } from '../../src/log.ts';
import { createMetrics } from '../../src/metrics.ts';
import { type RelayParts, relayOnce } from '../../src/relay.ts';
import { createTransact } from '../../src/transact.ts';
import { createPostgres } from './fake-postgres.ts';
import { createStream, type StreamMessage } from './fake-stream.ts';
import { createWorld, type Process } from './world.ts';

/*
 * The way of an event, with the real code wherever it is ours:
 *   commit            createTransact (transact.ts): state, version and outbox row in one transaction
 *   publish, ack, mark   relayOnce (relay.ts)
 *   deliver           fake-stream.ts, for pull.ts and nats-server: at least once, late acknowledgements count
 *   claim + effect    createTransact and claimNew (inbox.ts), as `apply` in consume.ts puts them together
 *   ack               after the commit, as `take` in consume.ts
 * PostgreSQL and JetStream are small fakes; every word to them is a step before, within and after which a process may
 * die or the connection break.
 */

/** The parts that a mutant replaces. */
export type Protocol = {
  readonly relay: (parts: RelayParts) => Promise<number>;
  readonly claim: (tx: Tx, consumer: string, received: readonly Received[]) => Promise<Received[]>;
};
export const REAL: Protocol = { relay: relayOnce, claim: claimNew };

const clock = { now: () => new Date('2026-03-02T11:00:00.000Z') };
const log = createLog('simulation', 'silent');
const metrics = createMetrics('simulation');
const CUSTOMERS = ['cus_a', 'cus_b'];
const COMMANDS_EACH = 3;
const BATCH_MAX = 3;
const CONSUMER = 'messaging';
const INSTANCES = ['one', 'two'];
/** Two producers, a relay, two instances of the consumer. */
export const PROCESSES = CUSTOMERS.length + 1 + INSTANCES.length;
const KINDS = new Map([decisionMade, protectionChanged].map((kind) => [kind.type, kind]));

const receivedOf = ({ bytes }: StreamMessage): Received => {
  const envelope = readEnvelope(bytes);
  const kind = KINDS.get(envelope.type)!;
  return { kind, event: readEvent<unknown>(kind, envelope) };
};

/** Begins a process's loop anew at every start; what breaks off is tried again. */
const looping = (name: string, round: (process: Process) => Promise<boolean>): Process => {
  const process: Process = {
    name,
    start: () => {
      const loop = async (): Promise<void> => {
        for (let goesOn = true; goesOn; ) goesOn = await round(process).catch(() => true);
      };
      void loop();
    },
  };
  return process;
};

/** A world with two producers, a relay and two instances of a consumer, ready to run. */
export const buildBackbone = (protocol: Protocol) => {
  const world = createWorld();
  const producer = createPostgres(world);
  const consumer = createPostgres(world);
  const stream = createStream(world);

  /** Each customer's process says something of both kinds, three times, whether or not the last time was committed. */
  const producing = CUSTOMERS.map((about, index) => {
    let commands = COMMANDS_EACH;
    return looping(`producer ${about}`, async (process) => {
      if (commands === 0) return false;
      commands -= 1;
      const transact = createTransact({
        database: producer.seenBy(process),
        service: 'decisioning',
        clock,
        hint: () => undefined,
      });
      await transact(async (tx) => {
        await tx.lock([about]);
        tx.append(decisionMade, { about, data: decisionMade.example });
        tx.append(protectionChanged, { about, data: protectionChanged.example });
        // And of somebody whom both of them know.
        if (index === commands % CUSTOMERS.length) {
          await tx.lock(['cus_shared']);
          tx.append(decisionMade, { about: 'cus_shared', data: decisionMade.example });
        }
      });
      return true;
    });
  });

  const hasUnsent = (): boolean => producer.tables.outbox.some(({ sentAt }) => sentAt === null);
  const relaying = looping('relay', async (process) => {
    await world.step(process, () => undefined, { isEnabled: hasUnsent });
    const jetstream = stream.publisher(process);
    await protocol.relay({ database: producer.seenBy(process), jetstream, clock, log, metrics });
    return true;
  });

  const consuming = INSTANCES.map((name) =>
    looping(`consumer ${name}`, async (process) => {
      const batch = await stream.fetch(process, BATCH_MAX);
      const received = batch.map(receivedOf);
      const transact = createTransact({
        database: consumer.seenBy(process),
        service: CONSUMER,
        clock,
        hint: () => undefined,
      });
      await transact(async (tx) => {
        await tx.lock(received.map(({ event }) => event.about));
        for (const { event } of await protocol.claim(tx, CONSUMER, received)) {
          await sql(tx, 'INSERT INTO effect VALUES ($1, $2, $3)', [event.id, event.about, event.sequence]);
        }
      });
      for (const message of batch) await stream.acknowledge(process, message);
      return true;
    }),
  );

  return {
    run: (choices: readonly number[]) => world.run([...producing, relaying, ...consuming], choices),
    producer: producer.tables,
    consumer: consumer.tables,
    stream: stream.messages,
  };
};
