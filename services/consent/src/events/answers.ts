import { type Answer, answer, consentMay, type MayRequest } from '@rapport/contracts';
import type { answerMay } from '../usecases/answer-may.ts';
import type { answerSharing } from '../usecases/answer-sharing.ts';
import type { ContactRequest } from '../usecases/gather-contact-cases.ts';

const isContact = (request: MayRequest): request is ContactRequest =>
  request.purpose !== 'PARTNER_SHARING' && request.channel !== undefined;

/** The questions that consent answers. */
export const answers = (does: {
  answerMay: ReturnType<typeof answerMay>;
  answerSharing: ReturnType<typeof answerSharing>;
}): readonly Answer[] => [
  answer(consentMay, (request) => (isContact(request) ? does.answerMay(request) : does.answerSharing(request))),
];
