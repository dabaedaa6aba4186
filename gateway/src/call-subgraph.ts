import { STATEMENT_HEADER, type Viewer } from '@rapport/contracts';
import { type Clock, elapsedMs, statementSigner, trace } from '@rapport/platform';
import type { GraphQLFormattedError } from 'graphql';
import type { Pool } from 'undici';
import { AnswerLate, postJson } from './post-json.ts';

/** What a subgraph answered: data, errors or both. */
export type Answer = {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly GraphQLFormattedError[];
};

/** There is no answer; the reason goes to the log, never to the client. */
export class Unanswered extends Error {
  override readonly name = 'Unanswered';
  readonly isDropped: boolean;

  constructor(reason: string, options: { isDropped?: boolean; cause?: unknown } = {}) {
    super(reason, { cause: options.cause });
    this.isDropped = options.isDropped ?? false;
  }
}

/** The calls that one subgraph answers at the same time. */
export const CONNECTIONS_MAX = 64;
/** Calls that are answered or wait; more are refused at once, so that a slow subgraph holds up nothing else. */
const UNDER_WAY_MAX = CONNECTIONS_MAX + 1_000;

/** The connection broke after it had been made: a subgraph that restarts, or closed an idle connection just now. */
const DROPPED = ['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET'];

const isAnswer = (value: unknown): value is Answer =>
  typeof value === 'object' &&
  value !== null &&
  ('data' in value || ('errors' in value && Array.isArray(value.errors)));

const readAnswer = (status: number, text: string): Answer => {
  if (status >= 500) throw new Unanswered(`answered ${status}`);
  try {
    const answer: unknown = JSON.parse(text);
    if (isAnswer(answer)) return answer;
  } catch {
    // Falls through: neither JSON nor an answer.
  }
  // 401 is no matter of the client's token: the subgraph does not accept our statement.
  const isRefused = status === 401;
  throw new Unanswered(isRefused ? "refused the gateway's statement" : `answered ${status} without a GraphQL answer`);
};

const unansweredBy = (error: unknown): Unanswered => {
  if (error instanceof Unanswered) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
  const reason = error instanceof AnswerLate ? error.message : code;
  return new Unanswered(reason, { isDropped: DROPPED.includes(code), cause: error });
};

type Call = {
  /** The GraphQL request, as JSON. */
  readonly body: string;
  readonly viewer: Viewer;
  /** When, by `elapsedMs`, it must be over, a second attempt included. */
  readonly untilMs: number;
  /** Whether it may be sent again when the connection drops: what changes nothing may. */
  readonly isRepeatable: boolean;
};

/**
 * Makes the function that calls one subgraph, with a signed statement of who is asking and the trace.
 * @throws Unanswered when there is no answer in time, or none that is GraphQL
 */
export const subgraphCaller = (subgraph: { name: string; key: Uint8Array; clock: Clock; pool: Pool }) => {
  const { name, key, clock, pool } = subgraph;
  const sign = statementSigner(key, name);
  let underWay = 0;
  const send = async ({ body, viewer, untilMs }: Call): Promise<Answer> => {
    const remainingMs = Math.floor(untilMs - elapsedMs());
    if (remainingMs <= 0) throw new Unanswered('no time was left');
    if (underWay >= UNDER_WAY_MAX) throw new Unanswered('too many calls wait for a connection');
    const traceparent = trace.current();
    const headers = {
      'content-type': 'application/json',
      [STATEMENT_HEADER]: sign(viewer, clock.now()),
      ...(traceparent ? { traceparent } : {}),
    };
    underWay += 1;
    try {
      const { status, text } = await postJson(pool, { path: '/graphql', headers, body, timeoutMs: remainingMs });
      return readAnswer(status, text);
    } catch (error) {
      throw unansweredBy(error);
    } finally {
      underWay -= 1;
    }
  };
  return async (call: Call): Promise<Answer> => {
    try {
      return await send(call);
    } catch (error) {
      if (!(error instanceof Unanswered) || !error.isDropped || !call.isRepeatable) throw error;
      return send(call);
    }
  };
};
