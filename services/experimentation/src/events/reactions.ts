import { messageChanged, type Reaction, reaction } from '@rapport/contracts';
import type { recordExposure } from '../usecases/record-exposure.ts';

/** What experimentation listens to, and what each event sets off. */
export const reactions = (does: { recordExposure: ReturnType<typeof recordExposure> }): readonly Reaction[] => [
  reaction(messageChanged, does.recordExposure),
];
