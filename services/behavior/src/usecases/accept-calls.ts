import type { InputIssue, Transact } from '@rapport/contracts';
import { type Door, parseBatch } from '../domain/ingestion/parse-batch.ts';
import type { Reject } from '../domain/ingestion/reject.ts';
import type { Now, PublishCalls, SecondsToWait, Stores } from './ports.ts';

/** What came in at a door. */
export type Submission = {
  readonly door: Door;
  readonly source: string;
  readonly body: unknown;
  /** Take everything or nothing. */
  readonly isStrict: boolean;
};

/** TAKEN: the good items are safe, the bad ones listed. REFUSED: nothing was taken. */
type Judgement = {
  readonly result: 'TAKEN' | 'REFUSED';
  readonly rejected: readonly Reject[];
  /** What is wrong with the request as a whole. */
  readonly issues: readonly InputIssue[];
};

/** What became of a submission. LATER: the house is behind, nothing was taken or kept; send the same batch then. */
export type Acceptance = Judgement | { readonly result: 'LATER'; readonly secondsToWait: number };

/** Takes what can be taken: the good items are made safe, then the bad ones are kept, then it answers. */
export const acceptCalls =
  ({
    stores,
    transact,
    publish,
    secondsToWait,
    now,
  }: {
    stores: Pick<Stores, 'rejects'>;
    transact: Transact;
    publish: PublishCalls;
    secondsToWait: SecondsToWait;
    now: Now;
  }) =>
  async ({ door, source, body, isStrict }: Submission): Promise<Acceptance> => {
    const receivedAt = now();
    const parsed = parseBatch(door, body, { source, receivedAt });
    if ('issues' in parsed) return { result: 'REFUSED', rejected: [], issues: parsed.issues };
    const { calls, rejected } = parsed;
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
