import { type Answer, answer, profileAddress, profileOwners, profileResolve } from '@rapport/contracts';
import type { answerAddress } from '../usecases/answer-address.ts';
import type { answerOwners } from '../usecases/answer-owners.ts';
import type { answerResolve } from '../usecases/answer-resolve.ts';

/** The questions that profile answers. */
export const answers = (does: {
  answerResolve: ReturnType<typeof answerResolve>;
  answerAddress: ReturnType<typeof answerAddress>;
  answerOwners: ReturnType<typeof answerOwners>;
}): readonly Answer[] => [
  answer(profileResolve, does.answerResolve),
  answer(profileAddress, does.answerAddress),
  answer(profileOwners, does.answerOwners),
];
