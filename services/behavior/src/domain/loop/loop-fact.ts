import type { DomainEvent } from '@rapport/contracts';

/** A decision that was made, what came of one, a message that went out, or one that came in. */
export type LoopKind = 'DECISION' | 'OUTCOME' | 'MESSAGE_OUT' | 'MESSAGE_IN';

/** One thing that happened between the house and a customer, as the service that did it told. */
export type LoopFact = {
  readonly customerId: string;
  readonly at: Date;
  readonly kind: LoopKind;
  /** The decision or the message. */
  readonly objectId: string;
  /** The outcome, the message's status, or what a message in meant. */
  readonly status: string;
  /** The decision that it goes back to; null where none does. */
  readonly decisionId: string | null;
  /** The action's key of an outcome, the channel of a message. */
  readonly name: string;
  /** The action's group of an outcome. */
  readonly actionGroup: string | null;
  /** The event that told it: the same one twice is one fact. */
  readonly eventId: string;
  readonly receivedAt: Date;
};

/** A fact of the loop with what its meaning rests on. */
export type PlacedLoopFact = LoopFact & {
  /** When the decision was first seen, or the message first left; null where nobody said so. */
  readonly firstAt: Date | null;
};

/** The statuses with which a decision reaches the customer, and a message leaves. */
export const FIRST_STATUSES: readonly string[] = ['SEEN', 'SENT', 'DELIVERED'];

/** For so long what becomes of a decision or a message is put together with its beginning. */
export const LOOP_DAYS = 90;

type Told<D> = Pick<DomainEvent<D>, 'about' | 'id' | 'time' | 'recordedTime' | 'data'>;

const factOf = (
  { about, id, time, recordedTime }: Told<unknown>,
  of: Pick<LoopFact, 'kind' | 'objectId' | 'status' | 'decisionId' | 'name' | 'actionGroup'>,
): LoopFact => ({ customerId: about, at: time, eventId: id, receivedAt: recordedTime, ...of });

/** A decision that is to be carried out in a conversation. */
export const factOfDecision = (
  event: Told<{ decisionId: string; actionKey: string; group?: string | undefined }>,
): LoopFact => {
  const { decisionId, actionKey, group = null } = event.data;
  return factOf(event, {
    kind: 'DECISION',
    objectId: decisionId,
    status: 'MADE',
    decisionId,
    name: actionKey,
    actionGroup: group,
  });
};

/** What became of a decision. */
export const factOfOutcome = (
  event: Told<{ decisionId: string; actionKey: string; group?: string | undefined; outcome: string }>,
): LoopFact => {
  const { decisionId, actionKey, group = null, outcome } = event.data;
  return factOf(event, {
    kind: 'OUTCOME',
    objectId: decisionId,
    status: outcome,
    decisionId,
    name: actionKey,
    actionGroup: group,
  });
};

/** A status that an outbound message reached. */
export const factOfMessage = (
  event: Told<{ messageId: string; decisionId: string | null; channel: string; status: string }>,
): LoopFact => {
  const { messageId, decisionId, channel, status } = event.data;
  return factOf(event, {
    kind: 'MESSAGE_OUT',
    objectId: messageId,
    status,
    decisionId,
    name: channel,
    actionGroup: null,
  });
};

/** A message that came in. */
export const factOfReply = (event: Told<{ messageId: string; channel: string; intent: string }>): LoopFact => {
  const { messageId, channel, intent } = event.data;
  return factOf(event, {
    kind: 'MESSAGE_IN',
    objectId: messageId,
    status: intent,
    decisionId: null,
    name: channel,
    actionGroup: null,
  });
};

/** Whether features read it: no mere decision, and of a message that goes out, that it left. */
export const isRead = ({ kind, status }: LoopFact): boolean =>
  kind !== 'DECISION' && (kind !== 'MESSAGE_OUT' || FIRST_STATUSES.includes(status));

/** What is told of a contact point that nobody owns yet is about no customer. */
export const isOfCustomer = ({ about }: Pick<DomainEvent, 'about'>): boolean => about.startsWith('cus_');
