import type { Once, Page, PageRequest, RequestContext, Viewer } from '@rapport/contracts';
import type { Partner } from '../domain/partner.ts';
import type { issueCredential } from '../usecases/issue-credential.ts';
import type { registerPartner } from '../usecases/register-partner.ts';
import type { revokeCredential } from '../usecases/revoke-credential.ts';
import type { DeadLetterConnection, ReplayDeadLetterInput, ReplayDeadLetterPayload } from './generated.ts';
import type { Loaders } from './loaders.ts';

/** What partners' resolvers can reach: use cases, and loaders that live for one request. */
export type UseCases = {
  readonly once: Once;
  /** A new secret: 32 random bytes, base64url. */
  readonly makeSecret: () => string;
  readonly findPartners: (page: PageRequest) => Promise<Page<Partner>>;
  readonly registerPartner: ReturnType<typeof registerPartner>;
  readonly issueCredential: ReturnType<typeof issueCredential>;
  readonly revokeCredential: ReturnType<typeof revokeCredential>;
  readonly findDeadLetters: (page: PageRequest) => Promise<DeadLetterConnection>;
  readonly replayDeadLetter: (viewer: Viewer, input: ReplayDeadLetterInput) => Promise<ReplayDeadLetterPayload>;
};

export type Context = RequestContext & { readonly does: UseCases; readonly loaders: Loaders };
