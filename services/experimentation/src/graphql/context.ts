import type { Page, PageRequest, RequestContext, Viewer } from '@rapport/contracts';
import type { Flag } from '../domain/flag.ts';
import type { DeadLetterConnection, ReplayDeadLetterInput, ReplayDeadLetterPayload } from './generated.ts';
import type { Loaders } from './loaders.ts';

/** What experimentation's resolvers can reach: use cases, and loaders that live for one request. */
export type UseCases = {
  readonly findFlags: (page: PageRequest) => Promise<Page<Flag>>;
  readonly findDeadLetters: (page: PageRequest) => Promise<DeadLetterConnection>;
  readonly replayDeadLetter: (viewer: Viewer, input: ReplayDeadLetterInput) => Promise<ReplayDeadLetterPayload>;
};

export type Context = RequestContext & { readonly does: UseCases; readonly loaders: Loaders };
