import type { Once, Page, PageRequest, RequestContext, Viewer } from '@rapport/contracts';
import type { ReceivedDocument } from '../domain/application/application.ts';
import type { IdentityChange, MergeSuggestion } from '../domain/identity-change.ts';
import type { IdentityRulesVersion } from '../domain/identity-rules.ts';
import type { PaymentView } from '../domain/loan/loan.ts';
import type { changeIdentityRules } from '../usecases/change-identity-rules.ts';
import type { changeTraitSchema } from '../usecases/change-trait-schema.ts';
import type { declareComputedTrait } from '../usecases/declare-computed-trait.ts';
import type { endComputedTrait } from '../usecases/end-computed-trait.ts';
import type { findCustomer, findCustomerByIdentity, findCustomers } from '../usecases/find-customers.ts';
import type { mergeCustomers } from '../usecases/merge-customers.ts';
import type { previewIdentityRules } from '../usecases/preview-identity-rules.ts';
import type { previewMerge } from '../usecases/preview-merge.ts';
import type { unmergeCustomers } from '../usecases/unmerge-customers.ts';
import type {
  DeadLetterConnection,
  QueryProfileDeadLettersArgs,
  ReplayDeadLetterInput,
  ReplayDeadLetterPayload,
} from './generated.ts';
import type { Loaders } from './loaders.ts';

/** What profile's resolvers can reach: use cases, and loaders that live for one request. */
export type UseCases = {
  readonly once: Once;
  readonly findCustomer: ReturnType<typeof findCustomer>;
  readonly findCustomerByIdentity: ReturnType<typeof findCustomerByIdentity>;
  readonly findCustomers: ReturnType<typeof findCustomers>;
  readonly findIdentityHistory: (customerId: string, page: PageRequest) => Promise<Page<IdentityChange>>;
  readonly findPayments: (customerId: string, page: PageRequest) => Promise<Page<PaymentView>>;
  readonly findDocuments: (customerId: string, page: PageRequest) => Promise<Page<ReceivedDocument>>;
  readonly findMergeSuggestions: (page: PageRequest) => Promise<Page<MergeSuggestion>>;
  readonly readIdentityRules: () => Promise<IdentityRulesVersion>;
  readonly changeIdentityRules: ReturnType<typeof changeIdentityRules>;
  readonly previewIdentityRules: ReturnType<typeof previewIdentityRules>;
  readonly previewMerge: ReturnType<typeof previewMerge>;
  readonly mergeCustomers: ReturnType<typeof mergeCustomers>;
  readonly unmergeCustomers: ReturnType<typeof unmergeCustomers>;
  readonly changeTraitSchema: ReturnType<typeof changeTraitSchema>;
  readonly declareComputedTrait: ReturnType<typeof declareComputedTrait>;
  readonly endComputedTrait: ReturnType<typeof endComputedTrait>;
  readonly findDeadLetters: (page: QueryProfileDeadLettersArgs) => Promise<DeadLetterConnection>;
  readonly replayDeadLetter: (viewer: Viewer, input: ReplayDeadLetterInput) => Promise<ReplayDeadLetterPayload>;
};

export type Context = RequestContext & { readonly does: UseCases; readonly loaders: Loaders };
