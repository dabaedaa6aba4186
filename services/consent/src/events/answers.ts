import { type Answer, answer, consentMay } from '@rapport/contracts';
import type { answerMay } from '../usecases/answer-may.ts';

/** The questions that consent answers. */
export const answers = (does: { answerMay: ReturnType<typeof answerMay> }): readonly Answer[] => [
  answer(consentMay, does.answerMay),
];
