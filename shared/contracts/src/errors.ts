/** The handful of ways in which a call can fail, and the HTTP status each has where there is no GraphQL. */
export const ERROR_STATUS = {
  INVALID_INPUT: 400,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  IDEMPOTENCY_CONFLICT: 409,
  PAYLOAD_TOO_LARGE: 413,
  RATE_LIMITED: 429,
  INTERNAL: 500,
  UNAVAILABLE: 503,
} as const;
export type ErrorCode = keyof typeof ERROR_STATUS;

/** Where input is wrong, what is wrong with it, and how to mend it. */
export type InputIssue = { readonly path: string; readonly message: string };

/**
 * An error that may be shown to the caller: its message holds no personal data and says what to do.
 * Anything else that is thrown leaves as INTERNAL, with a trace id and nothing more.
 */
export class RapportError extends Error {
  override readonly name = 'RapportError';
  readonly code: ErrorCode;
  readonly issues: readonly InputIssue[];

  constructor(code: ErrorCode, message: string, options: { issues?: readonly InputIssue[]; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.code = code;
    this.issues = options.issues ?? [];
  }
}

export const notFound = (what: string): RapportError => new RapportError('NOT_FOUND', `${what} does not exist`);
export const forbidden = (message: string): RapportError => new RapportError('FORBIDDEN', message);
export const unavailable = (message: string, cause?: unknown): RapportError =>
  new RapportError('UNAVAILABLE', message, { cause });
export const invalidInput = (issues: readonly InputIssue[]): RapportError =>
  new RapportError('INVALID_INPUT', issues.map(({ path, message }) => `${path}: ${message}`).join('; '), { issues });
