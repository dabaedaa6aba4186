import type { TrackSchema } from '@rapport/contracts';
import type { Facts } from '../facts.ts';

/** Who a servicing call names: the customer whose call it is, and further customers by their user id. */
export type Parties = { readonly customerId: string; customerOf(userId: string): string };

/** What a `track` call of servicing or origination says, before it is known who its people are. */
export type ServicingNews = {
  /** User ids of further people. */
  readonly userIds: readonly string[];
  /** Account ids by which the customer may be found later. */
  readonly accountIds: readonly string[];
  /** The facts, once everybody is known. */
  factsOf(parties: Parties): Partial<Facts>;
};

/** Who said it and when. Nothing is stated later than it was received: a clock that runs ahead freezes no fact. */
export type Saying = { readonly source: string; readonly statedAt: Date; readonly receivedAt: Date };

export type ServicingReader = (properties: Readonly<Record<string, unknown>>, saying: Saying) => ServicingNews | null;

/** Ties a published schema to what it means here. What does not fit its schema means nothing. */
export const reader = <P>(
  schema: TrackSchema<P>,
  read: (properties: P, saying: Saying) => ServicingNews,
): readonly [event: string, read: ServicingReader] => [
  schema.event,
  (given, saying) => {
    const parsed = schema.properties.safeParse(given);
    return parsed.success ? read(parsed.data, saying) : null;
  },
];

/** News of the customer alone. */
export const alone = (factsOf: ServicingNews['factsOf']): ServicingNews => ({ userIds: [], accountIds: [], factsOf });

/** When something is said to have been, and never later than it was heard. */
export const notAfter = (said: string, { receivedAt }: Saying): Date =>
  new Date(Math.min(Date.parse(said), receivedAt.getTime()));
