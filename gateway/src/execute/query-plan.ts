import type { Experimental_DidResolveQueryPlanCallback } from '@apollo/gateway';

/** What Apollo's planner makes of an operation: which subgraph is asked what, in what order, and with what of whom. */
export type QueryPlan = Parameters<Experimental_DidResolveQueryPlanCallback>[0]['queryPlan'];

/** One step of a plan. */
export type PlanNode = Exclude<NonNullable<QueryPlan['node']>, { kind: 'Subscription' }>;

/** One call of one subgraph. */
export type FetchNode = Extract<PlanNode, { kind: 'Fetch' }>;

/** Which fields of an object a subgraph needs to know it again. */
export type Requirement = NonNullable<FetchNode['requires']>[number];

/** What is changed in the data of a call, for names that would collide or types that a subgraph calls otherwise. */
export type Rewrite = NonNullable<FetchNode['inputRewrites']>[number];

/** An object of an answer, as JSON has it. */
export type Data = Record<string, unknown>;

/** A place in an answer: names and indices; in a plan also `@`, each item of a list. */
export type Path = (string | number)[];

/** An answer of a subgraph that cannot be put into the whole: nothing of it is quoted, answers are about people. */
export class Misfit extends Error {
  override readonly name = 'Misfit';
}

/** Whether a value of an answer is an object with names, not a list. */
export const isData = (value: unknown): value is Data =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
