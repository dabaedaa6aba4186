import type { Once, RequestContext, Viewer } from '@rapport/contracts';
import type { changeConsent } from '../usecases/change-consent.ts';
import type { checkLedger } from '../usecases/check-ledger.ts';
import type {
  DeadLetterConnection,
  QueryConsentDeadLettersArgs,
  ReplayDeadLetterInput,
  ReplayDeadLetterPayload,
} from './generated.ts';
import type { Loaders } from './loaders.ts';

/** What consent's resolvers can reach: use cases, and loaders that live for one request. */
export type UseCases = {
  readonly once: Once;
  readonly changeConsent: ReturnType<typeof changeConsent>;
  readonly checkLedger: ReturnType<typeof checkLedger>;
  readonly findDeadLetters: (page: QueryConsentDeadLettersArgs) => Promise<DeadLetterConnection>;
  readonly replayDeadLetter: (viewer: Viewer, input: ReplayDeadLetterInput) => Promise<ReplayDeadLetterPayload>;
};

export type Context = RequestContext & { readonly does: UseCases; readonly loaders: Loaders };
