import { createHash } from 'node:crypto';
import { canonicalJson } from '@rapport/contracts';
import { keyOf, type LedgerFact, type LedgerKey, type SaidFact } from './ledger-fact.ts';

/** One fact that is new or corrected, and where its row stood before. */
export type Settlement = { readonly fact: LedgerFact; readonly key: LedgerKey; readonly before: LedgerKey | null };

type Word = Pick<LedgerKey, 'saidAt' | 'messageId'>;

/** The later word wins; of two said at one instant, always the same one, whichever comes first. */
const isLater = (word: Word, than: Word): boolean =>
  word.saidAt.getTime() !== than.saidAt.getTime()
    ? word.saidAt.getTime() > than.saidAt.getTime()
    : word.messageId > than.messageId;

const contentHashOf = (fact: SaidFact): string => {
  const { bookedAt, amount, currency, narration, mcc, balanceAfter, reason } = fact;
  const said = { bookedAt: bookedAt.toISOString(), amount, currency, narration, mcc, balanceAfter, reason };
  return createHash('sha256').update(canonicalJson(said)).digest('hex');
};

/**
 * Which of the incoming facts count, over what is stored: the latest word on each, unless a later one stands already.
 * The result is the same in any order and for any repetition.
 */
export const settleFacts = (incoming: readonly SaidFact[], stored: ReadonlyMap<string, LedgerKey>): Settlement[] => {
  const latest = new Map<string, SaidFact>();
  for (const fact of incoming) {
    const other = latest.get(keyOf(fact));
    if (!other || isLater(fact, other)) latest.set(keyOf(fact), fact);
  }
  const settled: Settlement[] = [];
  for (const [name, said] of latest) {
    const before = stored.get(name) ?? null;
    if (before && !isLater(said, before)) continue;
    const { saidAt, messageId, ...fact } = said;
    const { accountId, transactionId, kind, customerId, bookedAt } = fact;
    const contentHash = contentHashOf(said);
    const version = (before?.version ?? 0) + (before?.contentHash === contentHash ? 0 : 1);
    const key = { accountId, transactionId, kind, customerId, bookedAt, saidAt, messageId, version, contentHash };
    settled.push({ fact: { ...fact, version, enrichment: null }, key, before });
  }
  return settled;
};
