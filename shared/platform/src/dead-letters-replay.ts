import { type IdempotentInput, type Reaction, readEnvelope, readEvent, type Tx, type Viewer } from '@rapport/contracts';
import { applyEvents, causeOf } from './consume.ts';
import type { ConsumerParts } from './consumer-parts.ts';
import { sql } from './database.ts';
import { openIngest } from './ingest/cipher.ts';
import { applyCalls, callsOf, type IngestReader } from './ingest/consume-ingest.ts';
import { isOutage } from './outage.ts';
import type { DeadLetterRow } from './platform-tables.ts';
import type { ServiceParts } from './service.ts';

/** What became of a replay: `replayed` where the event is applied now, else why it is not. */
export type ReplayAnswer = {
  readonly replayed: boolean;
  readonly userErrors: readonly { readonly code: string; readonly message: string; readonly field: string }[];
};
export type ReplayInput = IdempotentInput & { readonly id: string };

/** What a service says of itself, so that its dead letters can be applied as its consumers would have. */
export type Replaying<Prepared> = {
  readonly reactions: readonly Reaction[];
  /** Of a service that reads raw calls. */
  readonly ingest?: IngestReader<Prepared>;
};

type Letter = Pick<DeadLetterRow, 'id' | 'stream' | 'payload' | 'cause' | 'attempts' | 'replayedAt'>;
type Effect = (tx: Tx) => Promise<void>;
type Parts = Pick<ServiceParts, 'database' | 'once' | 'metrics' | 'log'> & ConsumerParts;

/** A reaction threw. Its code is passed on: PostgreSQL's wish to try the transaction again is still understood. */
class ReplayFailed extends Error {
  override readonly name = 'ReplayFailed';
  readonly code: unknown;
  constructor(cause: unknown) {
    super('a replayed event failed', { cause });
    this.code = (cause as { code?: unknown } | null)?.code;
  }
}

const APPLIED: ReplayAnswer = { replayed: true, userErrors: [] };
const refused = (code: string, message: string): ReplayAnswer => ({
  replayed: false,
  userErrors: [{ code, message, field: 'input.id' }],
});
const UNKNOWN = refused('NOT_FOUND', 'there is no such dead letter here: take an id from the list of dead letters');
const unreadable = (error: unknown): ReplayAnswer =>
  refused(
    'NOT_REPLAYABLE',
    `what was kept cannot be read (${causeOf(error)}): have its source send it again, with what is wrong mended`,
  );

const LETTER = `SELECT id, stream, payload, cause, attempts, replayed_at AS "replayedAt"
  FROM dead_letter WHERE id = $1`;

/** How an event is applied again. @throws where it cannot be read or nobody reacts to it any more */
const effectOfEvent = (parts: Parts, letter: Letter, reactions: readonly Reaction[]): Effect => {
  const envelope = readEnvelope(Buffer.from(letter.payload));
  const found = reactions.find(({ on }) => on.type === envelope.type);
  if (!found) throw new Error(`${parts.service} does not react to ${envelope.type}`);
  const received = { kind: found.on, event: readEvent(found.on, envelope) };
  return (tx) => applyEvents(tx, parts.service, [{ received, reaction: found }]);
};

/** How raw calls are applied again: what has to be asked of others is asked now, before the transaction. */
const effectOfCalls = async <Prepared>(letter: Letter, reader: IngestReader<Prepared> | undefined) => {
  if (!reader) throw new Error('this service reads no raw calls');
  const calls = callsOf(openIngest(reader.key, Buffer.from(letter.payload, 'base64')));
  return async (): Promise<Effect> => {
    const prepared = await reader.prepare(calls);
    return (tx) => applyCalls(tx, reader, calls, prepared);
  };
};

const applyOnce =
  (viewer: Viewer, action: string, id: string, effect: Effect) =>
  async (tx: Tx): Promise<ReplayAnswer> => {
    // Two who replay one letter at the same time wait for each other here.
    const [letter] = await sql<Letter>(tx, `${LETTER} FOR UPDATE`, [id]);
    if (!letter) return UNKNOWN;
    if (letter.replayedAt) return APPLIED;
    await effect(tx).catch((error: unknown) => {
      throw new ReplayFailed(error);
    });
    await sql(tx, 'UPDATE dead_letter SET replayed_at = $2, replayed_by = $3 WHERE id = $1', [
      id,
      tx.now,
      viewer.subject,
    ]);
    // Nobody else locks a dead letter, so this second lock waits for nobody.
    await tx.lock([id]);
    const { cause, attempts } = letter;
    tx.audit({ viewer, action, about: id, before: { cause, attempts }, after: { replayed: true } });
    return APPLIED;
  };

const noteFailure =
  (viewer: Viewer, action: string, letter: Letter, error: unknown) =>
  async (tx: Tx): Promise<ReplayAnswer> => {
    const cause = causeOf(error);
    const [kept] = await sql<{ attempts: number }>(
      tx,
      `UPDATE dead_letter SET cause = $2, attempts = attempts + 1 WHERE id = $1 AND replayed_at IS NULL
       RETURNING attempts`,
      [letter.id, cause],
    );
    if (!kept) return APPLIED;
    await tx.lock([letter.id]);
    const before = { cause: letter.cause, attempts: letter.attempts };
    tx.audit({ viewer, action, about: letter.id, before, after: { replayed: false, cause, ...kept } });
    return refused('STILL_FAILING', `it failed again (${cause}): mend the cause, then replay it once more`);
  };

/**
 * Applies dead letters again, through the same reaction and in one transaction: the event is claimed, takes effect and
 * is marked as replayed, or nothing of it happens. One that fails again keeps its new cause and one attempt more.
 * @throws RapportError UNAVAILABLE while a service that has to be asked is away; the letter stays as it was
 */
export const deadLetterReplay =
  <Prepared>(parts: Parts, { reactions, ingest }: Replaying<Prepared>) =>
  async (viewer: Viewer, input: ReplayInput): Promise<ReplayAnswer> => {
    const mutation = `${parts.service}ReplayDeadLetter`;
    const action = `Mutation.${mutation}`;
    const [letter] = await sql<Letter>(parts.database, LETTER, [input.id]);
    if (!letter) return UNKNOWN;
    let prepare: () => Promise<Effect>;
    try {
      if (letter.stream === 'INGEST') {
        prepare = await effectOfCalls(letter, ingest);
      } else {
        const effect = effectOfEvent(parts, letter, reactions);
        prepare = async () => effect;
      }
    } catch (error) {
      return letter.replayedAt ? APPLIED : unreadable(error);
    }
    try {
      const effect = letter.replayedAt ? async () => {} : await prepare();
      const answer = await parts.once({ viewer, mutation, input }, applyOnce(viewer, action, letter.id, effect));
      parts.metrics.eventsConsumed.inc({ stream: letter.stream, result: 'replayed' });
      return answer;
    } catch (thrown) {
      if (!(thrown instanceof ReplayFailed)) throw thrown;
      const error = thrown.cause;
      if (isOutage(error)) throw error;
      parts.log.warn({ err: error, deadLetterId: letter.id }, 'a dead letter failed again');
      return parts.once({ viewer, mutation, input }, noteFailure(viewer, action, letter, error));
    }
  };
