import {
  type Answer,
  type Ask,
  ERROR_STATUS,
  type ErrorCode,
  parseInput,
  type Question,
  RapportError,
  unavailable,
} from '@rapport/contracts';
import { pause } from './alarm.ts';
import { elapsedMs } from './clock.ts';
import type { Log } from './log.ts';
import { headers, type Nats, type Subscription } from './nats.ts';
import { trace } from './trace.ts';

type Reply = { readonly value: unknown } | { readonly error: { readonly code: string; readonly message: string } };

const RETRY_PAUSE_MS = 200;

const askOnce = async <Req, Res>(
  nats: Nats,
  question: Question<Req, Res>,
  request: Req,
  timeout: number,
): Promise<Res> => {
  const header = headers();
  header.set('traceparent', trace.current() ?? trace.begin());
  const message = await nats.request(question.subject, JSON.stringify(request), { timeout, headers: header });
  const reply = message.json<Reply>();
  if ('error' in reply) {
    const code = reply.error.code in ERROR_STATUS ? (reply.error.code as ErrorCode) : 'INTERNAL';
    throw new RapportError(code, reply.error.message);
  }
  return question.response.parse(reply.value);
};

/**
 * A function that asks a question of another service within its deadline.
 * FAIL_CLOSED questions are asked once, RETRY ones again until the deadline.
 * @throws RapportError UNAVAILABLE when no answer came; the asker does what the question says of silence
 */
export const asker =
  <Req, Res>(nats: Nats, question: Question<Req, Res>): Ask<Req, Res> =>
  async (request) => {
    const begun = elapsedMs();
    for (;;) {
      const leftMs = question.deadlineMs - (elapsedMs() - begun);
      try {
        return await askOnce(nats, question, request, Math.max(leftMs, 1));
      } catch (error) {
        if (error instanceof RapportError && error.code !== 'UNAVAILABLE') throw error;
        const spentMs = elapsedMs() - begun;
        if (question.onSilence === 'FAIL_CLOSED' || spentMs + RETRY_PAUSE_MS >= question.deadlineMs) {
          throw unavailable(`${question.name} got no answer in time`, error);
        }
        await pause(RETRY_PAUSE_MS);
      }
    }
  };

const replyTo = async ({ to, answer: respond }: Answer, bytes: Uint8Array, log: Log): Promise<Reply> => {
  try {
    const request = parseInput(to.request, JSON.parse(new TextDecoder().decode(bytes)), to.name);
    return { value: await respond(request) };
  } catch (error) {
    if (error instanceof RapportError) return { error: { code: error.code, message: error.message } };
    log.error({ err: error, question: to.name }, 'a question could not be answered');
    return { error: { code: 'UNAVAILABLE', message: `${to.name} could not be answered` } };
  }
};

/** Starts answering; instances of a service share the questions. `stop` lets answers in progress go out. */
export const startAnswers = (nats: Nats, answers: readonly Answer[], log: Log): { stop(): Promise<void> } => {
  const inProgress = new Set<Promise<unknown>>();
  const subscriptions: Subscription[] = answers.map((item) =>
    nats.subscribe(item.to.subject, {
      queue: item.to.answeredBy,
      callback: (error, message) => {
        if (error) {
          log.warn({ err: error, question: item.to.name }, 'a question did not arrive');
          return;
        }
        const work = trace
          .run(message.headers?.get('traceparent'), () => replyTo(item, message.data, log))
          .then((reply) => message.respond(JSON.stringify(reply)))
          .finally(() => inProgress.delete(work));
        inProgress.add(work);
      },
    }),
  );
  return {
    stop: async () => {
      for (const subscription of subscriptions) await subscription.drain();
      await Promise.allSettled(inProgress);
    },
  };
};
