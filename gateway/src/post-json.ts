import type { Dispatcher } from 'undici';

/** The whole answer did not come in time. */
export class AnswerLate extends Error {
  override readonly name = 'AnswerLate';

  constructor() {
    super('took too long');
  }
}

type Exchange = {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON text. */
  readonly body: string;
  /** How long it may take, from waiting for a connection to the last byte of the answer, ms. */
  readonly timeoutMs: number;
};

/** An answer as it came: the text is not looked at. */
type Answered = { readonly status: number; readonly text: string };

const textOf = (chunks: readonly Buffer[]): string => {
  const [only] = chunks;
  return only && chunks.length === 1 ? only.toString('utf8') : Buffer.concat(chunks).toString('utf8');
};

/**
 * Posts JSON over a kept connection. It listens to the connection itself, without the streams and abort signals of
 * `pool.request`, which cost more than the rest of a call; and its timer ends with the call.
 * @throws AnswerLate when the time is over; whatever the connection failed with otherwise
 */
export const postJson = (pool: Dispatcher, { path, headers, body, timeoutMs }: Exchange): Promise<Answered> =>
  new Promise((resolve, reject) => {
    let connection: Dispatcher.DispatchController | null = null;
    let late: AnswerLate | null = null;
    let status = 0;
    const chunks: Buffer[] = [];
    const timer = setTimeout(() => {
      late = new AnswerLate();
      connection?.abort(late);
      reject(late);
    }, timeoutMs);
    pool.dispatch(
      { path, method: 'POST', headers, body },
      {
        onRequestStart: (controller) => {
          // A call that was given up while it waited for a connection is not sent any more.
          if (late) controller.abort(late);
          connection = controller;
        },
        onResponseStart: (_controller, statusCode) => {
          status = statusCode;
        },
        onResponseData: (_controller, chunk) => {
          chunks.push(chunk);
        },
        onResponseEnd: () => {
          clearTimeout(timer);
          resolve({ status, text: textOf(chunks) });
        },
        onResponseError: (_controller, error) => {
          clearTimeout(timer);
          reject(error);
        },
      },
    );
  });
