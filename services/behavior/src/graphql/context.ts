import type { Once, Page, PageRequest, RequestContext, Viewer } from '@rapport/contracts';
import type { ExplainedCategory } from '../domain/enrichment/explain-category.ts';
import type { KeptReject } from '../domain/ingestion/reject.ts';
import type { LedgerFact } from '../domain/ledger/ledger-fact.ts';
import type { StoredModel } from '../domain/models/stored-model.ts';
import type { activateModel, ProposedModel, proposeModel, retireModel } from '../usecases/change-models.ts';
import type { changeTrackingPlan } from '../usecases/change-tracking-plan.ts';
import type { closeGoal } from '../usecases/close-goal.ts';
import type { confirmSignal } from '../usecases/confirm-signal.ts';
import type { correctCategory } from '../usecases/correct-category.ts';
import type { correctMerchant } from '../usecases/correct-merchant.ts';
import type { TransactionFilter } from '../usecases/ports.ts';
import type { readModels, SeenModel } from '../usecases/read-models.ts';
import type { SeenSource } from '../usecases/read-sources.ts';
import type { ToldEntry } from '../usecases/read-timeline.ts';
import type { setBudget } from '../usecases/set-budget.ts';
import type { setGoal } from '../usecases/set-goal.ts';
import type {
  DeadLetterConnection,
  QueryBehaviorDeadLettersArgs,
  ReplayDeadLetterInput,
  ReplayDeadLetterPayload,
} from './generated.ts';
import type { Loaders } from './loaders.ts';

/** What is done with learnt models, and with what people find of signals. */
export type ModelUseCases = {
  readonly openModelFile: (text: string) => ProposedModel | { readonly flaw: string };
  readonly seenModel: (stored: StoredModel) => SeenModel;
  readonly readModels: ReturnType<typeof readModels>;
  readonly proposeModel: ReturnType<typeof proposeModel>;
  readonly activateModel: ReturnType<typeof activateModel>;
  readonly retireModel: ReturnType<typeof retireModel>;
  readonly confirmSignal: ReturnType<typeof confirmSignal>;
};

/** What behavior's resolvers can reach: use cases, and loaders that live for one request. */
export type UseCases = ModelUseCases & {
  readonly once: Once;
  readonly readSources: () => Promise<SeenSource[]>;
  readonly correctCategory: ReturnType<typeof correctCategory>;
  readonly correctMerchant: ReturnType<typeof correctMerchant>;
  /** Why a transaction has its category; null where it has none. */
  readonly explainCategory: (fact: LedgerFact) => ExplainedCategory | null;
  readonly changeTrackingPlan: ReturnType<typeof changeTrackingPlan>;
  readonly setGoal: ReturnType<typeof setGoal>;
  readonly closeGoal: ReturnType<typeof closeGoal>;
  readonly setBudget: ReturnType<typeof setBudget>;
  readonly findDeadLetters: (page: QueryBehaviorDeadLettersArgs) => Promise<DeadLetterConnection>;
  readonly replayDeadLetter: (viewer: Viewer, input: ReplayDeadLetterInput) => Promise<ReplayDeadLetterPayload>;
  readonly findRejects: (page: PageRequest) => Promise<Page<KeptReject>>;
};

/** The lists of one request, each page of which is read together for everybody asked about. */
export type Lists = {
  readonly customerTransactions: (
    id: string,
    filter: TransactionFilter,
    page: PageRequest,
  ) => Promise<Page<LedgerFact>>;
  readonly accountTransactions: (id: string, page: PageRequest) => Promise<Page<LedgerFact>>;
  readonly timeline: (id: string, withSignals: boolean, page: PageRequest) => Promise<Page<ToldEntry>>;
};

export type Context = RequestContext & { readonly does: UseCases; readonly loaders: Loaders; readonly lists: Lists };
