import { createHash } from 'node:crypto';
import { canonicalJson } from '@rapport/contracts';

export const LEDGER_KINDS = [
  'CONSENT_GRANTED',
  'CONSENT_WITHDRAWN',
  'CONTACT_POINT_BLOCKED',
  'CONTACT_POINT_OPENED',
] as const;
export type LedgerKind = (typeof LEDGER_KINDS)[number];

/**
 * One entry of a chain. There is one chain per customer, or per contact point while nobody owns it.
 * The entry proves its content without holding it: content and salt stand apart and may be erased.
 */
export type LedgerEntry = {
  /** The customer, or the contact point while nobody owns it. */
  readonly holderId: string;
  /** 1 for the first of a chain. */
  readonly sequence: number;
  readonly kind: LedgerKind;
  /** SHA-256(salt ‖ canonical JSON of the content, RFC 8785), hexadecimal. */
  readonly commitment: string;
  /** Hash of the entry before; 64 zeros before the first. */
  readonly previousHash: string;
  readonly hash: string;
  readonly recordedAt: Date;
};

/** What an entry commits to. */
export type LedgerContent = {
  readonly holderId: string;
  readonly sequence: number;
  /** 32 random bytes: without them the commitment says nothing, even about a content of few possibilities. */
  readonly salt: Uint8Array;
  readonly content: Readonly<Record<string, unknown>>;
};

const GENESIS = '0'.repeat(64);

const sha256 = (...parts: readonly (string | Uint8Array)[]): string =>
  parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest('hex');

export const commitmentOf = (salt: Uint8Array, content: unknown): string => sha256(salt, canonicalJson(content));

const hashOf = ({ hash: _, recordedAt, ...entry }: Omit<LedgerEntry, 'hash'> & { hash?: string }): string =>
  sha256(canonicalJson({ ...entry, recordedAt: recordedAt.toISOString() }));

/** The entry that follows `previous` (null: begins the chain), and the content it commits to. */
export const nextEntry = (
  previous: Pick<LedgerEntry, 'sequence' | 'hash'> | null,
  said: { holderId: string; kind: LedgerKind; content: Readonly<Record<string, unknown>> },
  { recordedAt, salt }: { recordedAt: Date; salt: Uint8Array },
): { entry: LedgerEntry; content: LedgerContent } => {
  const { holderId, kind, content } = said;
  const sequence = (previous?.sequence ?? 0) + 1;
  const body = {
    holderId,
    sequence,
    kind,
    commitment: commitmentOf(salt, content),
    previousHash: previous?.hash ?? GENESIS,
    recordedAt,
  };
  return { entry: { ...body, hash: hashOf(body) }, content: { holderId, sequence, salt, content } };
};

/** What checking a chain found. */
export type LedgerCheck = {
  readonly intact: boolean;
  readonly entryCount: number;
  readonly head: string | null;
  /** Sequence of the first entry that does not fit. */
  readonly brokenAt: number | null;
};

/**
 * Checks a whole chain, first entry first: numbered without gaps, each hash right and following the one before,
 * and each content that still exists the one that was committed to.
 */
export const checkLedger = (entries: readonly LedgerEntry[], contents: readonly LedgerContent[]): LedgerCheck => {
  const contentOf = new Map(contents.map((content) => [content.sequence, content]));
  const fits = (entry: LedgerEntry, index: number): boolean => {
    const content = contentOf.get(entry.sequence);
    return (
      entry.sequence === index + 1 &&
      entry.previousHash === (entries[index - 1]?.hash ?? GENESIS) &&
      entry.hash === hashOf(entry) &&
      (!content || commitmentOf(content.salt, content.content) === entry.commitment)
    );
  };
  const broken = entries.find((entry, index) => !fits(entry, index));
  return {
    intact: !broken,
    entryCount: entries.length,
    head: entries.at(-1)?.hash ?? null,
    brokenAt: broken?.sequence ?? null,
  };
};
