import type { Once, Page, PageRequest, RequestContext, Viewer } from '@rapport/contracts';
import type { Decision } from '../domain/decision.ts';
import type { describeAction, describeProtection, describeReasons } from '../usecases/describe-decision.ts';
import type { recordOutcome } from '../usecases/record-outcome.ts';
import type { replayRanking } from '../usecases/replay-ranking.ts';
import type {
  DeadLetterConnection,
  QueryDecisioningDeadLettersArgs,
  ReplayDeadLetterInput,
  ReplayDeadLetterPayload,
} from './generated.ts';
import type { Loaders } from './loaders.ts';

/** What decisioning's resolvers can reach: use cases, and loaders that live for one request. */
export type UseCases = {
  readonly once: Once;
  readonly recordOutcome: ReturnType<typeof recordOutcome>;
  readonly replayRanking: ReturnType<typeof replayRanking>;
  readonly describeAction: typeof describeAction;
  readonly describeReasons: typeof describeReasons;
  readonly describeProtection: typeof describeProtection;
  /** One page of decisions, with a cursor for each. */
  readonly pageOfDecisions: (request: PageRequest, read: ReadDecisions) => Promise<Page<Decision>>;
  readonly findDeadLetters: (page: QueryDecisioningDeadLettersArgs) => Promise<DeadLetterConnection>;
  readonly replayDeadLetter: (viewer: Viewer, input: ReplayDeadLetterInput) => Promise<ReplayDeadLetterPayload>;
};

/** Reads up to `limit` decisions behind a position: instant and id. */
export type ReadDecisions = (limit: number, after: readonly string[] | null) => Promise<readonly Decision[]>;

export type Context = RequestContext & { readonly does: UseCases; readonly loaders: Loaders };
