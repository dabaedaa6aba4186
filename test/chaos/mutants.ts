/** A guard that can be removed: which text goes out of which file, what comes in its place, and where it must show. */
type Mutant = {
  readonly file: string;
  readonly from: string;
  readonly to: string;
  /** How the finding begins that has to notice. */
  readonly noticedBy: string;
};

const MUTANTS = {
  /** Every delivery is applied, whether it was applied before or not. */
  'no-inbox': {
    file: 'shared/platform/src/inbox.ts',
    from: 'return received.filter((item) => fresh.has(item));',
    to: 'return [...received];',
    noticedBy: 'decisions → messages',
  },
  /** Events are marked as sent before they are: what happens in between is lost. */
  'mark-before-publish': {
    file: 'shared/platform/src/relay.ts',
    from: 'const chains = [...Map',
    to: `await sql(parts.database, 'UPDATE outbox SET sent_at = $2 WHERE id = ANY($1) AND sent_at IS NULL', [
    waiting.map(({ id }) => id),
    parts.clock.now(),
  ]);
  const chains = [...Map`,
    noticedBy: 'outbox → stream',
  },
  /** A message goes out however long ago consent was asked. */
  'no-permit-expiry': {
    file: 'services/messaging/src/usecases/send-message.ts',
    from: 'if (ports.elapsedMs() - askedAtMs >= validForMs)',
    to: 'if (validForMs < 0 || askedAtMs < 0)',
    noticedBy: 'messages handed over on a permit that was over',
  },
  /** What nobody can be asked about is taken for never handed over, and goes out again. */
  'repeat-unknown': {
    file: 'services/messaging/src/usecases/reconcile-messages.ts',
    from: 'meaningOf(await adapter.find(messageId), at) : null;',
    to: "meaningOf(await adapter.find(messageId), at) : { kind: 'NEVER_HANDED_OVER' };",
    noticedBy: 'e-mails handed over twice',
  },
} as const satisfies Record<string, Mutant>;

export type MutantName = keyof typeof MUTANTS;
export const MUTANT_NAMES = Object.keys(MUTANTS) as MutantName[];
export const isMutant = (name: string): name is MutantName => name in MUTANTS;
export const mutantOf = (name: MutantName): Mutant => MUTANTS[name];
