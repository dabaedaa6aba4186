import type { DomainEvent } from './envelope.ts';
import type { EventKind } from './event-kind.ts';
import type { Question } from './question.ts';
import type { Tx } from './transaction.ts';
import type { Viewer } from './viewer.ts';

/**
 * What a service does when events arrive, inside the transaction that claims them: each is read by itself, then taken.
 * Events that follow one another and have `take` in common are taken in one call where it `joins` them.
 */
export type Reaction<D = unknown, Item = unknown> = {
  readonly on: EventKind<D>;
  readonly read: (event: DomainEvent<D>) => Item;
  readonly take: (tx: Tx, items: readonly Item[]) => Promise<void>;
  readonly joins: boolean;
};

/** Ties an event to the use case that it sets off, one event at a time: one line of a service's `reactions.ts`. */
export const reaction = <D>(on: EventKind<D>, react: (tx: Tx, event: DomainEvent<D>) => Promise<void>): Reaction =>
  ({
    on,
    read: (event: DomainEvent<D>) => event,
    take: async (tx: Tx, events: readonly DomainEvent<D>[]) => {
      for (const event of events) await react(tx, event);
    },
    joins: false,
  }) as unknown as Reaction;

/**
 * Ties an event to a use case that takes many at once, in the order of the stream: as many statements for a batch as
 * for one event. Events of several kinds are taken together where they share the use case.
 */
export const jointReaction = <D, Item>(
  on: EventKind<D>,
  read: (event: DomainEvent<D>) => Item,
  take: (tx: Tx, items: readonly Item[]) => Promise<void>,
): Reaction => ({ on, read, take, joins: true }) as unknown as Reaction;

/** A question with the use case that answers it. */
export type Answer<Req = unknown, Res = unknown> = {
  readonly to: Question<Req, Res>;
  readonly answer: (request: Req) => Promise<Res>;
};

/** Ties a question to the use case that answers it: one line of a service's `answers.ts`. */
export const answer = <Req, Res>(to: Question<Req, Res>, respond: (request: Req) => Promise<Res>): Answer =>
  ({ to, answer: respond }) as unknown as Answer;

/** Asks one question of another service. @throws RapportError UNAVAILABLE when no answer came in time */
export type Ask<Req, Res> = (request: Req) => Promise<Res>;

/** What a person read in one request, by customer: written to the audit before the answer leaves. */
export type Reads = {
  note(customerId: string, field: string): void;
  /** What was noted since it was last taken. */
  take(): { readonly customerId: string; readonly fields: readonly string[] }[];
};

/** What every resolver has, beside what its service adds. */
export type RequestContext = { readonly viewer: Viewer; readonly reads: Reads };

/** A mutation's input: with an idempotency key, the same answer is given again. */
export type IdempotentInput = { readonly idempotencyKey?: string | null };

/**
 * Runs a mutation at most once per (subject, mutation, idempotency key) within 24 hours and replays its answer.
 * @throws RapportError IDEMPOTENCY_CONFLICT when the key came before with another input
 */
export type Once = <Input extends IdempotentInput, Payload>(
  call: { readonly viewer: Viewer; readonly mutation: string; readonly input: Input },
  work: (tx: Tx) => Promise<Payload>,
) => Promise<Payload>;

/** A customer as another service's entity: all that a subgraph needs to answer its own fields of it. */
export type CustomerRef = { readonly id: string };
