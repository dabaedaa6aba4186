import type { Channel, Purpose } from '@rapport/contracts';
import type { Wording } from './wording/wording.ts';

/**
 * Where an outbound message stands. QUEUED and HELD wait for an attempt; SENDING was committed before the hand-over;
 * SENT and UNKNOWN may still learn what became of them; FAILED, SUPPRESSED and DELIVERED are the end.
 * `reasons` are codes: why it waits, was not sent, or what went wrong.
 */
export type MessageState =
  | { readonly status: 'QUEUED'; readonly reasons: readonly string[] }
  | { readonly status: 'HELD'; readonly reasons: readonly string[]; readonly until: Date }
  | { readonly status: 'SENDING'; readonly permitId: string }
  | { readonly status: 'SENT'; readonly permitId: string; readonly providerId: string; readonly sentAt: Date }
  | { readonly status: 'DELIVERED'; readonly permitId: string; readonly providerId: string; readonly sentAt: Date }
  | { readonly status: 'UNKNOWN'; readonly permitId: string; readonly reasons: readonly string[] }
  | { readonly status: 'FAILED'; readonly permitId: string; readonly reasons: readonly string[] }
  | { readonly status: 'SUPPRESSED'; readonly permitId: string | null; readonly reasons: readonly string[] };

export type MessageStatus = MessageState['status'];

/** The statuses that nothing leads out of. */
export const TERMINAL: readonly MessageStatus[] = ['DELIVERED', 'FAILED', 'SUPPRESSED'];

/** What can happen to an outbound message. */
export type Happening =
  /** Must not be sent; with the permit that was reserved for it, if there was one. */
  | { readonly kind: 'DENIED'; readonly reasons: readonly string[]; readonly permitId: string | null }
  /** Not yet: look again then. */
  | { readonly kind: 'POSTPONED'; readonly reasons: readonly string[]; readonly until: Date }
  /** Cleared: from here on nobody else may take it up. */
  | { readonly kind: 'CLEARED'; readonly permitId: string }
  /** The provider did not take it this time: look again then. */
  | { readonly kind: 'PUT_OFF'; readonly reasons: readonly string[]; readonly until: Date }
  /** The permit was over before the hand-over, which therefore did not happen. */
  | { readonly kind: 'PERMIT_RAN_OUT' }
  /** The provider took it. */
  | { readonly kind: 'ACCEPTED'; readonly providerId: string; readonly at: Date }
  /** The provider refused it, or is known never to have had it. */
  | { readonly kind: 'REFUSED'; readonly reasons: readonly string[] }
  /** Handed over, and no answer came. */
  | { readonly kind: 'UNANSWERED'; readonly reasons: readonly string[] }
  /** The provider keeps a record of everything it was handed, and this is not in it: it never left. */
  | { readonly kind: 'NEVER_HANDED_OVER' }
  /** The provider says that it reached the person. */
  | { readonly kind: 'DELIVERED' };

const whileWaiting = (state: MessageState, happening: Happening): MessageState => {
  switch (happening.kind) {
    case 'DENIED':
      return { status: 'SUPPRESSED', reasons: happening.reasons, permitId: happening.permitId };
    case 'POSTPONED':
      return { status: 'HELD', reasons: happening.reasons, until: happening.until };
    case 'CLEARED':
      return { status: 'SENDING', permitId: happening.permitId };
    default:
      return state;
  }
};

const afterHandover = (state: MessageState & { permitId: string }, happening: Happening): MessageState => {
  const { permitId } = state;
  switch (happening.kind) {
    case 'ACCEPTED':
      return { status: 'SENT', permitId, providerId: happening.providerId, sentAt: happening.at };
    case 'REFUSED':
      return { status: 'FAILED', permitId, reasons: happening.reasons };
    default:
      return state;
  }
};

const whileSending = (state: MessageState & { permitId: string }, happening: Happening): MessageState => {
  if (happening.kind === 'PUT_OFF') return { status: 'HELD', reasons: happening.reasons, until: happening.until };
  if (happening.kind === 'PERMIT_RAN_OUT') return { status: 'QUEUED', reasons: ['PERMIT_RAN_OUT'] };
  if (happening.kind === 'UNANSWERED') {
    return { status: 'UNKNOWN', permitId: state.permitId, reasons: happening.reasons };
  }
  return afterHandover(state, happening);
};

/** What a message becomes. What does not follow from where it stands changes nothing: the same state comes back. */
export const nextState = (state: MessageState, happening: Happening): MessageState => {
  switch (state.status) {
    case 'QUEUED':
    case 'HELD':
      return whileWaiting(state, happening);
    case 'SENDING':
      return whileSending(state, happening);
    case 'UNKNOWN':
      if (happening.kind === 'NEVER_HANDED_OVER') return { status: 'QUEUED', reasons: ['NEVER_HANDED_OVER'] };
      return afterHandover(state, happening);
    case 'SENT':
      if (happening.kind === 'DELIVERED') return { ...state, status: 'DELIVERED' };
      if (happening.kind === 'REFUSED') return afterHandover(state, happening);
      return state;
    default:
      return state;
  }
};

/** A message to a customer on its way out. */
export type OutboundMessage = {
  readonly id: string;
  /** The instant in its id, by which its table is partitioned. */
  readonly createdAt: Date;
  readonly conversationId: string;
  readonly customerId: string;
  readonly channel: Channel;
  /** The channels that may be tried, best first. */
  readonly channels: readonly Channel[];
  readonly purpose: Purpose;
  readonly topic: string | null;
  readonly decisionId: string | null;
  /** The key of the template, which is the action's. */
  readonly template: string;
  /** The wording the customer was given, where the template has several. */
  readonly wording: Wording | null;
  /** Of an e-mail. */
  readonly subject: string | null;
  readonly text: string | null;
  readonly contactPointId: string | null;
  /** Which attempt has it in hand: counts up with every claim, so that a late one notices that it lost it. */
  readonly attempts: number;
  /** After this instant it must not go out any more. */
  readonly expiresAt: Date;
  readonly state: MessageState;
};
