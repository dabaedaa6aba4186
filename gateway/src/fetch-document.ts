import { type Dispatcher, request } from 'undici';

/** A document of somebody else's server, as it was asked for. */
export type DocumentRequest = {
  readonly dispatcher: Dispatcher;
  /** How long it may take from the first byte sent to the last received, ms. */
  readonly timeoutMs: number;
  /** Ends the wait before that. */
  readonly signal: AbortSignal;
};

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'unknown';

/**
 * Reads one JSON document. Redirects are not followed: whoever could answer with one would choose whose keys count.
 * @throws Error whose message names the document's address and what was wrong, and quotes nothing of the answer
 */
export const fetchDocument = async (
  url: string,
  { dispatcher, timeoutMs, signal }: DocumentRequest,
): Promise<unknown> => {
  const late = AbortSignal.timeout(timeoutMs);
  const answer = await request(url, {
    dispatcher,
    headers: { accept: 'application/json' },
    signal: AbortSignal.any([late, signal]),
  })
    .then(async ({ statusCode, body }) => ({ statusCode, text: await body.text() }))
    .catch((error: unknown) => {
      const why = late.aborted ? `took longer than ${timeoutMs} ms` : `cannot be read (${codeOf(error)})`;
      throw new Error(`${url} ${why}`, { cause: error });
    });
  if (answer.statusCode !== 200) throw new Error(`${url} answered ${answer.statusCode}`);
  try {
    return JSON.parse(answer.text);
  } catch (error) {
    throw new Error(`${url} is not JSON`, { cause: error });
  }
};
