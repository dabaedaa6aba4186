import { customerConsentChanged, decisionMade, outcomeRecorded, type Reaction, reaction } from '@rapport/contracts';
import type { noteSharingWord } from '../usecases/note-sharing-word.ts';
import type { shareDecision } from '../usecases/share-decision.ts';
import type { shareOutcome } from '../usecases/share-outcome.ts';

/** What partners listens to, and what each event sets off. */
export const reactions = (does: {
  noteSharingWord: ReturnType<typeof noteSharingWord>;
  shareDecision: ReturnType<typeof shareDecision>;
  shareOutcome: ReturnType<typeof shareOutcome>;
}): readonly Reaction[] => [
  reaction(customerConsentChanged, does.noteSharingWord),
  reaction(decisionMade, does.shareDecision),
  reaction(outcomeRecorded, does.shareOutcome),
];
