import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

// Finest around 10 ms, within which the everyday questions are to be answered.
const SECONDS = [0.001, 0.0025, 0.005, 0.0075, 0.01, 0.0125, 0.015, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** What every service measures. Names follow the Prometheus conventions: base units, `_total` for counters. */
export const createMetrics = (service: string) => {
  const registry = new Registry();
  registry.setDefaultLabels({ service });
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  return {
    registry,
    requests: new Counter({
      name: 'rapport_graphql_requests_total',
      help: 'GraphQL requests answered, by result.',
      labelNames: ['result'],
      registers,
    }),
    requestSeconds: new Histogram({
      name: 'rapport_graphql_request_seconds',
      help: 'Time to answer a GraphQL request.',
      buckets: SECONDS,
      registers,
    }),
    statements: new Counter({
      name: 'rapport_sql_statements_total',
      help: 'Statements sent to the database.',
      registers,
    }),
    eventsPublished: new Counter({
      name: 'rapport_events_published_total',
      help: 'Events handed to JetStream and acknowledged.',
      registers,
    }),
    publishFailures: new Counter({
      name: 'rapport_event_publish_failures_total',
      help: 'Events that JetStream did not acknowledge; they are tried again.',
      registers,
    }),
    outboxUnsent: new Gauge({
      name: 'rapport_outbox_unsent',
      help: 'Events that wait in the outbox, as the relay last saw.',
      registers,
    }),
    eventsConsumed: new Counter({
      name: 'rapport_events_consumed_total',
      help: 'Events taken from a stream, by what became of them.',
      labelNames: ['stream', 'result'],
      registers,
    }),
    deadLetters: new Counter({
      name: 'rapport_dead_letters_total',
      help: 'Events given up.',
      labelNames: ['stream'],
      registers,
    }),
    defaultPartitionRows: new Gauge({
      name: 'rapport_default_partition_rows',
      help: 'Rows that found no partition: anything above zero is an alarm.',
      labelNames: ['table'],
      registers,
    }),
    jobFailures: new Counter({
      name: 'rapport_job_failures_total',
      help: 'Runs of a background job that threw.',
      labelNames: ['job'],
      registers,
    }),
  };
};
export type Metrics = ReturnType<typeof createMetrics>;
