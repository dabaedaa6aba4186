import type { Domain, Transact } from '@rapport/contracts';
import type { Log } from './log.ts';
import type { Metrics } from './metrics.ts';
import type { Nats } from './nats.ts';

/** How often an event is delivered before it is given up, and how long it waits in between: doubling, with a bound. */
export type RetryPolicy = { readonly attemptsMax: number; readonly delayMsMin: number; readonly delayMsMax: number };

/** What consumers need of the process they run in. */
export type ConsumerParts = {
  readonly service: Domain;
  readonly nats: Nats;
  readonly transact: Transact;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly retry?: RetryPolicy;
};
