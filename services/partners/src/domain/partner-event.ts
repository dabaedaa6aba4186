import type { DataClass } from '@rapport/contracts';

/** What a partner can hear of, with the CloudEvents type and the highest class of the data inside. */
export const PARTNER_EVENTS = {
  SHARING_GRANTED: { type: 'rapport.partner.sharing.granted.v1', dataClass: 'BEHAVIOURAL' },
  SHARING_WITHDRAWN: { type: 'rapport.partner.sharing.withdrawn.v1', dataClass: 'BEHAVIOURAL' },
  OFFER_DECIDED: { type: 'rapport.partner.offer.decided.v1', dataClass: 'BEHAVIOURAL' },
  OFFER_ANSWERED: { type: 'rapport.partner.offer.answered.v1', dataClass: 'BEHAVIOURAL' },
} as const satisfies Readonly<Record<string, { type: string; dataClass: DataClass }>>;
export type EventName = keyof typeof PARTNER_EVENTS;

export const EVENT_NAMES = Object.keys(PARTNER_EVENTS) as EventName[];

/** What of an event of the house may leave it: the name and the whole data that a partner sees. */
export type Shared = { readonly name: EventName; readonly data: Readonly<Record<string, string>> };

/** One line of a partner's log. */
export type PartnerEvent = {
  readonly partnerId: string;
  /** 1 for the first of a partner, without gaps: who has seen n never finds a smaller one later. */
  readonly sequence: number;
  readonly recordedAt: Date;
  /** Pairwise: two partners cannot tell that they heard of the same event. */
  readonly eventId: string;
  /** Whose it is, inside the bank. */
  readonly customerId: string;
  /** Whose it is, for this partner alone. */
  readonly pairwiseId: string;
  readonly name: EventName;
  /** When it happened. */
  readonly time: Date;
  readonly data: Shared['data'];
};

/** Whether an event is wanted by who named these; who was told of a person must hear that it is over. */
export const isWanted = (names: readonly EventName[], name: EventName): boolean =>
  name === 'SHARING_WITHDRAWN' || names.includes(name);

/** The event of a CloudEvents type; null for one that does not exist. */
export const eventNameOf = (type: string): EventName | null =>
  EVENT_NAMES.find((name) => PARTNER_EVENTS[name].type === type) ?? null;
