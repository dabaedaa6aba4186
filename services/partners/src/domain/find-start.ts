/** What stands in a partner's log: the oldest event that is kept, null for none, and the last that was written. */
export type LogExtent = { readonly oldestSequence: number | null; readonly lastSequence: number };

/** Behind which sequence a stream begins, or why it cannot. */
export type Start = { readonly after: number } | { readonly refused: 'GONE' | 'AHEAD' };

/**
 * Where a stream begins: behind the last event that was seen, else at the oldest that is kept.
 * GONE: events between are kept no longer, and a gap is never silent. AHEAD: the log does not reach that far, as
 * after the bank went back to an older backup.
 */
export const findStart = (lastSeen: number | null, { oldestSequence, lastSequence }: LogExtent): Start => {
  const oldest = oldestSequence ?? lastSequence + 1;
  if (lastSeen === null) return { after: oldest - 1 };
  if (lastSeen > lastSequence) return { refused: 'AHEAD' };
  return lastSeen < oldest - 1 ? { refused: 'GONE' } : { after: lastSeen };
};
