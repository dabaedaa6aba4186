/** An error as it may stand in a log or a dead letter: without the data that it went wrong with. */
export type DescribedError = {
  readonly type: string;
  readonly message: string;
  readonly code?: string;
  /** Where it was thrown, one frame a line. */
  readonly stack: string;
  readonly cause?: DescribedError;
};

type Detailed = Error & { code?: unknown; severity?: unknown; query?: unknown; table?: unknown; constraint?: unknown };

/** PostgreSQL quotes values in its messages and details; JSON.parse quotes its input. Neither may be kept. */
const messageOf = (error: Detailed): string => {
  if (error.severity !== undefined || error.query !== undefined) {
    return ['database error', error.code, error.table, error.constraint].filter(Boolean).join(' ');
  }
  if (error instanceof SyntaxError) return 'the text is not valid JSON';
  return error.message.slice(0, 500);
};

/** Describes whatever was thrown; its cause too, three deep. */
export const describeError = (thrown: unknown, depth = 0): DescribedError => {
  if (!(thrown instanceof Error)) return { type: typeof thrown, message: 'something else than an error', stack: '' };
  const error: Detailed = thrown;
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return {
    type: error.name,
    message: messageOf(error),
    ...(typeof error.code === 'string' ? { code: error.code } : {}),
    stack: frames.slice(0, 12).join('\n'),
    ...(error.cause !== undefined && depth < 3 ? { cause: describeError(error.cause, depth + 1) } : {}),
  };
};
