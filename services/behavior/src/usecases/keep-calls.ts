import type { IngestCall, InputIssue, Transact } from '@rapport/contracts';
import type { Reject } from '../domain/ingestion/reject.ts';
import type { PublishCalls, SecondsToWait, Stores } from './ports.ts';

/** TAKEN: the good items are safe, the bad ones listed. REFUSED: nothing was taken. */
type Judgement = {
  readonly result: 'TAKEN' | 'REFUSED';
  readonly rejected: readonly Reject[];
  /** What is wrong with the request as a whole. */
  readonly issues: readonly InputIssue[];
};

/** What became of a request. LATER: the house is behind, nothing was taken or kept; send the same again then. */
export type Acceptance = Judgement | { readonly result: 'LATER'; readonly secondsToWait: number };

export type KeepPorts = {
  readonly stores: Pick<Stores, 'rejects'>;
  readonly transact: Transact;
  readonly publish: PublishCalls;
  readonly secondsToWait: SecondsToWait;
};

/** Makes the good calls of a request safe, then keeps the bad ones, unless the house is behind. */
export const keepCalls =
  ({ stores, transact, publish, secondsToWait }: KeepPorts) =>
  async (
    { source, receivedAt, calls }: { source: string; receivedAt: Date; calls: readonly IngestCall[] },
    rejected: readonly Reject[],
    { isStrict }: { isStrict: boolean },
  ): Promise<Acceptance> => {
    const isTaken = calls.length > 0 && !(isStrict && rejected.length > 0);
    if (isTaken) {
      const seconds = await secondsToWait();
      if (seconds > 0) return { result: 'LATER', secondsToWait: seconds };
      await publish({ source, receivedAt, calls });
    }
    if (rejected.length > 0) {
      await transact((tx) =>
        stores.rejects.insert(
          tx,
          rejected.map((reject) => ({ ...reject, id: tx.newId('rej'), receivedAt: tx.now, source })),
        ),
      );
    }
    return { result: isTaken ? 'TAKEN' : 'REFUSED', rejected, issues: [] };
  };
