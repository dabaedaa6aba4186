import type { CallType, EventRule, PlanRefusal, PropertyRule } from '../domain/ingestion/plan/tracking-plan.ts';
import type { Context } from './context.ts';
import type { ChangeTrackingPlanInput, Resolvers, TrackingPlanEventInput, UserError } from './generated.ts';

const REASON_LENGTH_MAX = 500;

const NO_REASON: UserError = {
  code: 'INVALID_INPUT',
  message: `must have 1 to ${REASON_LENGTH_MAX} characters: it stands beside the plan`,
  field: 'input.reason',
};

/** Why a plan was not made. */
const REFUSALS: Readonly<Record<PlanRefusal, UserError>> = {
  UNKNOWN_SOURCE: {
    code: 'NOT_FOUND',
    message: 'no source of this name may send: give it a write key or a definition first',
    field: 'input.source',
  },
  EVENTS: { code: 'INVALID_INPUT', message: 'at most 200 events, each with a name of 1 to 256', field: 'input.events' },
  EVENT_TWICE: { code: 'INVALID_INPUT', message: 'names an event twice: name each once', field: 'input.events' },
  PROPERTIES: {
    code: 'INVALID_INPUT',
    message: 'at most 50 properties of an event, each with a name of 1 to 256 characters',
    field: 'input.events',
  },
  PROPERTY_TWICE: {
    code: 'INVALID_INPUT',
    message: 'names a property of an event twice: name each once',
    field: 'input.events',
  },
  VALUES: {
    code: 'INVALID_INPUT',
    message: 'only a text has values, 1 to 100 of them, each of 1 to 256 characters',
    field: 'input.events',
  },
};

const ruleOf = ({ event, properties, isClosed }: TrackingPlanEventInput): EventRule => ({
  event,
  isClosed: isClosed ?? false,
  properties: (properties ?? []).map(
    ({ name, type, isRequired, values }): PropertyRule => ({
      name,
      type,
      isRequired: isRequired ?? false,
      values: values ?? null,
    }),
  ),
});

const typeOf = (name: string): CallType => name.toLowerCase() as CallType;

const change = async (_: unknown, { input }: { input: ChangeTrackingPlanInput }, { does, viewer }: Context) => {
  const { source, mode, types, events, reason } = input;
  if (reason.trim() === '' || reason.length > REASON_LENGTH_MAX) return { plan: null, userErrors: [NO_REASON] };
  return does.once({ viewer, mutation: 'behaviorChangeTrackingPlan', input }, async (tx) => {
    const plan = await does.changeTrackingPlan(tx, viewer, {
      source,
      mode,
      types: types?.map(typeOf) ?? null,
      events: events?.map(ruleOf) ?? null,
      reason,
    });
    if (typeof plan === 'string') return { plan: null, userErrors: [REFUSALS[plan]] };
    return { plan, userErrors: [] };
  });
};

/** The part of the graph that says how sources fare and what they may send. */
export const sourceQueries: Pick<NonNullable<Resolvers['Query']>, 'behaviorSources'> = {
  behaviorSources: (_, __, { does }) => does.readSources(),
};

export const sourceMutations: Pick<NonNullable<Resolvers['Mutation']>, 'behaviorChangeTrackingPlan'> = {
  behaviorChangeTrackingPlan: change,
};

export const sourceTypes: Pick<Resolvers, 'TrackingPlan'> = {
  TrackingPlan: {
    types: ({ types }) => types?.map((type) => type.toUpperCase() as Uppercase<CallType>) ?? null,
  },
};
