import type { RequestContext, Viewer } from '@rapport/contracts';
import type { PageById } from '../usecases/ports.ts';
import type {
  DeadLetterConnection,
  QueryMessagingDeadLettersArgs,
  ReplayDeadLetterInput,
  ReplayDeadLetterPayload,
} from './generated.ts';
import type { Loaders } from './loaders.ts';

/** What messaging's resolvers can reach: use cases, and loaders that live for one request. */
export type UseCases = {
  readonly pageById: PageById;
  readonly findDeadLetters: (page: QueryMessagingDeadLettersArgs) => Promise<DeadLetterConnection>;
  readonly replayDeadLetter: (viewer: Viewer, input: ReplayDeadLetterInput) => Promise<ReplayDeadLetterPayload>;
};

export type Context = RequestContext & { readonly does: UseCases; readonly loaders: Loaders };
