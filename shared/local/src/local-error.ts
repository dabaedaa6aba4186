/** What can go wrong while starting things on this machine, for callers that branch on it. */
export type LocalErrorCode =
  | 'DATA_IN_USE'
  | 'DATA_DAMAGED'
  | 'PORT_TAKEN'
  | 'NOT_INSTALLED'
  | 'NOT_READY'
  | 'STOPPED'
  | 'UNSUPPORTED';

/**
 * A failure that the person at the terminal can act on: `message` says in one line what is wrong, `remedy` in one line
 * what to do about it; `details` are the last lines of a log, where one explains more.
 */
export class LocalError extends Error {
  override readonly name = 'LocalError';
  readonly code: LocalErrorCode;
  readonly remedy: string;
  readonly details: readonly string[];

  constructor(code: LocalErrorCode, message: string, remedy: string, details: readonly string[] = []) {
    super(message);
    this.code = code;
    this.remedy = remedy;
    this.details = details;
  }
}

/** The code of a system error (`ENOENT`, `EEXIST`, …), or null. Not by `instanceof`: Jest has an `Error` of its own. */
export function systemErrorCode(error: unknown): string | null {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : null;
}
