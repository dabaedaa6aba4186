/** What a check found. NOTE: worth knowing, nothing to do; WRONG: the remedy says what to do. */
export type Finding = {
  readonly check: string;
  readonly verdict: 'OK' | 'NOTE' | 'WRONG';
  readonly found: string;
  readonly remedy: string | null;
};

export const fine = (check: string, found: string): Finding => ({ check, verdict: 'OK', found, remedy: null });
export const note = (check: string, found: string, remedy: string | null = null): Finding => ({
  check,
  verdict: 'NOTE',
  found,
  remedy,
});
export const wrong = (check: string, found: string, remedy: string): Finding => ({
  check,
  verdict: 'WRONG',
  found,
  remedy,
});

/** What went wrong while looking, in one line. Never the address, which may hold a password. */
export const describeFailure = (error: unknown): string => {
  // A refused connection to a name with two addresses is an AggregateError without a message.
  const { code, message } = error as { code?: unknown; message?: unknown };
  return [typeof code === 'string' ? code : '', typeof message === 'string' ? message : '']
    .filter((part) => part !== '')
    .join(': ')
    .split('\n')[0]!
    .slice(0, 160);
};

/** Runs a group of checks; one that cannot be made at all is itself a finding. */
export const examineGroup = async (
  check: string,
  remedy: string,
  look: () => Promise<readonly Finding[]>,
): Promise<readonly Finding[]> => {
  try {
    return await look();
  } catch (error) {
    return [wrong(check, `could not be looked at: ${describeFailure(error)}`, remedy)];
  }
};
