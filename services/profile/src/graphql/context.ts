import type { RequestContext, Viewer } from '@rapport/contracts';
import type { findCustomer, findCustomerByIdentity, findCustomers } from '../usecases/find-customers.ts';
import type {
  DeadLetterConnection,
  QueryProfileDeadLettersArgs,
  ReplayDeadLetterInput,
  ReplayDeadLetterPayload,
} from './generated.ts';
import type { Loaders } from './loaders.ts';

/** What profile's resolvers can reach: use cases, and loaders that live for one request. */
export type UseCases = {
  readonly findCustomer: ReturnType<typeof findCustomer>;
  readonly findCustomerByIdentity: ReturnType<typeof findCustomerByIdentity>;
  readonly findCustomers: ReturnType<typeof findCustomers>;
  readonly findDeadLetters: (page: QueryProfileDeadLettersArgs) => Promise<DeadLetterConnection>;
  readonly replayDeadLetter: (viewer: Viewer, input: ReplayDeadLetterInput) => Promise<ReplayDeadLetterPayload>;
};

export type Context = RequestContext & { readonly does: UseCases; readonly loaders: Loaders };
