import { jointReaction, messageChanged, type Reaction } from '@rapport/contracts';
import { meetingIn, type recordExposures } from '../usecases/record-exposures.ts';

/** What experimentation listens to, and what each event sets off. */
export const reactions = (does: { recordExposures: ReturnType<typeof recordExposures> }): readonly Reaction[] => [
  jointReaction(messageChanged, meetingIn, does.recordExposures),
];
