import type { IngestCall, InputIssue, Transact, Tx } from '@rapport/contracts';
import type { PlanBreach } from '../domain/ingestion/parse-batch.ts';
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
  readonly stores: Pick<Stores, 'rejects' | 'sources'>;
  readonly transact: Transact;
  readonly publish: PublishCalls;
  readonly secondsToWait: SecondsToWait;
};

/** What the doors refused or let pass with a warning stands in the source's health. */
const noteFaults = async (
  tx: Tx,
  { rejects, sources }: KeepPorts['stores'],
  {
    source,
    receivedAt,
    rejected,
    offPlan,
  }: {
    readonly source: string;
    readonly receivedAt: Date;
    readonly rejected: readonly Reject[];
    readonly offPlan: readonly PlanBreach[];
  },
): Promise<void> => {
  await rejects.insert(
    tx,
    rejected.map((reject) => ({ ...reject, id: tx.newId('rej'), receivedAt: tx.now, source })),
  );
  await sources.noteBreaches(tx, source, offPlan);
  const warned = offPlan.filter(({ isRefused }) => !isRefused).length;
  await sources.count(tx, [{ source, receivedAt, applied: 0, late: 0, rejected: rejected.length, warned }]);
};

/** Makes the good calls of a request safe, then keeps the bad ones, unless the house is behind. */
export const keepCalls =
  ({ stores, transact, publish, secondsToWait }: KeepPorts) =>
  async (
    { source, receivedAt, calls }: { source: string; receivedAt: Date; calls: readonly IngestCall[] },
    { rejected, offPlan }: { rejected: readonly Reject[]; offPlan: readonly PlanBreach[] },
    { isStrict }: { isStrict: boolean },
  ): Promise<Acceptance> => {
    const isTaken = calls.length > 0 && !(isStrict && rejected.length > 0);
    if (isTaken) {
      const seconds = await secondsToWait();
      if (seconds > 0) return { result: 'LATER', secondsToWait: seconds };
      await publish({ source, receivedAt, calls });
    }
    if (rejected.length > 0 || offPlan.length > 0) {
      await transact((tx) => noteFaults(tx, stores, { source, receivedAt, rejected, offPlan }));
    }
    return { result: isTaken ? 'TAKEN' : 'REFUSED', rejected, issues: [] };
  };
