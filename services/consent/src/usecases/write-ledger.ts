import type { Tx } from '@rapport/contracts';
import { type LedgerKind, nextEntry } from '../domain/ledger.ts';
import type { Random, Stores } from './ports.ts';

/** Appends to a holder's chain; the caller's lock on the holder keeps the chain single-file. */
export const writeLedger =
  ({ stores, random }: { stores: Pick<Stores, 'ledger'>; random: Random }) =>
  async (tx: Tx, said: { holderId: string; kind: LedgerKind; content: Readonly<Record<string, unknown>> }) => {
    const previous = await stores.ledger.findLast(tx, said.holderId);
    const { entry, content } = nextEntry(previous, said, { recordedAt: tx.now, salt: random(32) });
    await stores.ledger.append(tx, entry, content);
    return entry;
  };
