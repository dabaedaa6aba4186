import { isPublished } from '../ingestion/check-published.ts';
import type { AppEvent } from '../ledger/app-event.ts';
import type { PlacedLoopFact } from '../loop/loop-fact.ts';
import { type Hours, joinHours } from './hours.ts';
import { addCounts, compact, joinParts, joinRecords, joinSets } from './join-parts.ts';
import { joinSpans, type Span, spansOf } from './session-spans.ts';

/** Where an application stood at the end of a day. */
export type ApplicationState = { readonly at: string; readonly status: string };

/**
 * What a customer did and answered on one day. What is left out is nothing. Sets are sorted, so that the same day is
 * the same whatever order its facts came in.
 */
export type ActivityDay = {
  /** Pages, screens and unpublished events of the customer's own. */
  readonly events?: number;
  /** Hashes of the senders' sessions. */
  readonly sessions?: readonly string[];
  /** Times of use without a session id, by device: minutes of the day, UTC. */
  readonly spans?: Readonly<Record<string, readonly Span[]>>;
  /** Events by channel. */
  readonly channels?: Readonly<Record<string, number>>;
  /** Hashes of devices. */
  readonly devices?: readonly string[];
  /** Events by hour, UTC. */
  readonly hours?: Hours;
  /** By the origination system's id. */
  readonly applications?: Readonly<Record<string, ApplicationState>>;
  readonly offersSeen?: number;
  readonly offersAccepted?: number;
  readonly offersDismissed?: number;
  /** Minutes from having first seen an offer to accepting or dismissing it. */
  readonly decisionMinutes?: readonly number[];
  readonly messagesOut?: number;
  readonly messagesIn?: number;
  /** Offers of any kind that were acted on: clicked, accepted or completed. */
  readonly actedOn?: number;
};

/** The stored facts that a day's activity is rebuilt from. */
export type ActivityFacts = { readonly events: readonly AppEvent[]; readonly loop: readonly PlacedLoopFact[] };

const MINUTE_MS = 60_000;
const DAY_MINUTES = 1_440;

const later = (a: ApplicationState, b: ApplicationState): ApplicationState =>
  `${a.at} ${a.status}` > `${b.at} ${b.status}` ? a : b;

const joinSorted = (a: readonly number[], b: readonly number[]): readonly number[] =>
  [...a, ...b].sort((one, other) => one - other);

const join = (a: ActivityDay, b: ActivityDay): ActivityDay =>
  compact({
    events: joinParts(a.events, b.events, addCounts),
    sessions: joinParts(a.sessions, b.sessions, joinSets),
    spans: joinParts(a.spans, b.spans, joinRecords(joinSpans)),
    channels: joinParts(a.channels, b.channels, joinRecords(addCounts)),
    devices: joinParts(a.devices, b.devices, joinSets),
    hours: joinParts(a.hours, b.hours, joinHours),
    applications: joinParts(a.applications, b.applications, joinRecords(later)),
    offersSeen: joinParts(a.offersSeen, b.offersSeen, addCounts),
    offersAccepted: joinParts(a.offersAccepted, b.offersAccepted, addCounts),
    offersDismissed: joinParts(a.offersDismissed, b.offersDismissed, addCounts),
    decisionMinutes: joinParts(a.decisionMinutes, b.decisionMinutes, joinSorted),
    messagesOut: joinParts(a.messagesOut, b.messagesOut, addCounts),
    messagesIn: joinParts(a.messagesIn, b.messagesIn, addCounts),
    actedOn: joinParts(a.actedOn, b.actedOn, addCounts),
  });

/** The activities of one day as seen under several ids of a customer: any order and any grouping give the same. */
export const combineActivities = (...days: readonly ActivityDay[]): ActivityDay => days.reduce(join, {});

/**
 * Whether an event is the customer's own doing: the published ones are the bank's books, a server speaks for others.
 */
const isOwnDoing = ({ type, name, channel }: AppEvent): boolean =>
  channel !== 'SERVER' && (type !== 'track' || !isPublished(name));

const minuteOf = (at: Date): number => Math.floor(at.getTime() / MINUTE_MS) % DAY_MINUTES;

const useOf = ({ at, channel, device, session }: AppEvent): ActivityDay =>
  compact({
    events: 1,
    sessions: session ? [session] : undefined,
    spans: session ? undefined : { [device ?? '']: spansOf(minuteOf(at)) },
    channels: channel ? { [channel]: 1 } : undefined,
    devices: device ? [device] : undefined,
    hours: [[at.getUTCHours(), 1] as const],
  });

/** A step of an application; the same step said twice is one. */
const stepOf = ({ name, at, properties: { applicationId, status } }: AppEvent): ActivityDay =>
  name === 'Application Step' && typeof applicationId === 'string' && typeof status === 'string'
    ? { applications: { [applicationId]: { at: at.toISOString(), status } } }
    : {};

const ANSWERS = ['ACCEPTED', 'DISMISSED'];
const ACTED_ON = ['CLICKED', 'ACCEPTED', 'COMPLETED'];

/** Help and service are not offered to be sold: they are seen and answered, but no offers. */
const isOffer = ({ actionGroup }: PlacedLoopFact): boolean => actionGroup !== 'HELP' && actionGroup !== 'SERVICE';

/** Each thing once, however often it was told: the earliest counts. */
const distinct = (facts: readonly PlacedLoopFact[]): readonly PlacedLoopFact[] => [
  ...new Map(
    facts
      .toSorted((a, b) => b.at.getTime() - a.at.getTime())
      .map((fact) => [`${fact.kind} ${fact.objectId} ${fact.status}`, fact]),
  ).values(),
];

/** Whether it is the beginning: told again on another day, a message had left and an offer was seen already. */
const isFirst = ({ at, firstAt }: PlacedLoopFact): boolean => at.getTime() === firstAt?.getTime();

const countOf = (facts: readonly PlacedLoopFact[], isMeant: (fact: PlacedLoopFact) => boolean): number | undefined =>
  new Set(facts.filter(isMeant).map(({ objectId }) => objectId)).size || undefined;

const outcomeOf = (loop: readonly PlacedLoopFact[]): ActivityDay => {
  const outcomes = loop.filter(({ kind }) => kind === 'OUTCOME');
  const offers = outcomes.filter(isOffer);
  const answered = offers
    .filter(({ status, firstAt, at }) => ANSWERS.includes(status) && firstAt !== null && firstAt <= at)
    .toSorted((a, b) => b.at.getTime() - a.at.getTime());
  const first = new Map(answered.map((fact) => [fact.objectId, fact]));
  const minutes = [...first.values()].map(({ at, firstAt }) =>
    Math.round((at.getTime() - firstAt!.getTime()) / MINUTE_MS),
  );
  return compact({
    offersSeen: countOf(offers, (fact) => fact.status === 'SEEN' && isFirst(fact)),
    offersAccepted: countOf(offers, ({ status }) => status === 'ACCEPTED'),
    offersDismissed: countOf(offers, ({ status }) => status === 'DISMISSED'),
    decisionMinutes: minutes.length > 0 ? minutes.sort((a, b) => a - b) : undefined,
    messagesOut: countOf(loop, (fact) => fact.kind === 'MESSAGE_OUT' && isFirst(fact)),
    messagesIn: countOf(loop, ({ kind, status }) => kind === 'MESSAGE_IN' && status !== 'STOP'),
    actedOn: countOf(outcomes, ({ status }) => ACTED_ON.includes(status)),
  });
};

/** The activity of a day from its stored facts. */
export const activityOf = ({ events, loop }: ActivityFacts): ActivityDay =>
  combineActivities(...events.filter(isOwnDoing).map(useOf), ...events.map(stepOf), outcomeOf(distinct(loop)));
