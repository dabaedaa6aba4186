import type { SignalLevel } from '@rapport/contracts';

export const TIMELINE_KINDS = [
  'TRANSACTION',
  'PAYMENT_RETURNED',
  'EVENT',
  'SIGNAL',
  'DECISION',
  'OUTCOME',
  'MESSAGE_OUT',
  'MESSAGE_IN',
] as const;
export type TimelineKind = (typeof TIMELINE_KINDS)[number];

/** What of a timeline follows from what is sensed: for whom signals are open, and nobody else. */
const SENSED: ReadonlySet<TimelineKind> = new Set(['SIGNAL', 'DECISION', 'OUTCOME', 'MESSAGE_OUT', 'MESSAGE_IN']);

/** The kinds that are asked for, as far as they are open. */
export const openKinds = (asked: readonly TimelineKind[] | null, seesSignals: boolean): TimelineKind[] =>
  (asked ?? TIMELINE_KINDS).filter((kind) => seesSignals || !SENSED.has(kind));

/** Something that happened in a customer's life with the bank. */
export type TimelineEntry = {
  readonly customerId: string;
  readonly at: Date;
  readonly kind: TimelineKind;
  /** Unique within the customer's timeline. */
  readonly id: string;
  /** Narration, event name, signal kind, the key of an action or a channel. */
  readonly title: string;
  /** What became of an offer or a message, or what a message in meant. */
  readonly status: string | null;
  /** The decision or the message that it is about. */
  readonly subjectId: string | null;
  readonly amount: string | null;
  readonly currency: string | null;
  readonly accountId: string | null;
  /** The level that a signal reached. */
  readonly level: SignalLevel | null;
  /** When it was received. */
  readonly receivedAt: Date;
};

const OUTCOME_WORDS: Readonly<Record<string, string>> = {
  SEEN: 'seen',
  CLICKED: 'looked into',
  ACCEPTED: 'accepted',
  DISMISSED: 'turned down',
  COMPLETED: 'completed',
  COMPLAINED: 'complained about',
};

const SENDING_WORDS: Readonly<Record<string, string>> = {
  SENT: 'went out',
  DELIVERED: 'arrived',
  FAILED: 'could not be sent',
  SUPPRESSED: 'was held back',
  UNKNOWN: 'was handed over, and nobody knows whether it arrived',
};

const REPLY_WORDS: Readonly<Record<string, string>> = { STOP: ': stop', START: ': start again', HELP: ': help' };

const inWords = (key: string): string => key.replaceAll('-', ' ');

/** What happened between house and customer, in words that both may read; null for what tells itself. */
export const wordsOf = ({ kind, title, status }: Pick<TimelineEntry, 'kind' | 'title' | 'status'>): string | null => {
  switch (kind) {
    case 'DECISION':
      return `An offer was chosen: ${inWords(title)}`;
    case 'OUTCOME':
      return `An offer was ${OUTCOME_WORDS[status ?? ''] ?? 'answered'}: ${inWords(title)}`;
    case 'MESSAGE_OUT':
      return `A message by ${inWords(title)} ${SENDING_WORDS[status ?? ''] ?? 'is on its way'}`;
    case 'MESSAGE_IN':
      return `A message came in by ${inWords(title)}${REPLY_WORDS[status ?? ''] ?? ''}`;
    default:
      return null;
  }
};

/** TRIGGER_MAX_AGE: what is older than this when it arrives changes what is known and sets nothing off. */
const TRIGGER_AGE_MS_MAX = 48 * 3_600_000;

/** Whether a fact was history already when it was received. */
export const isHistory = ({ at, receivedAt }: Pick<TimelineEntry, 'at' | 'receivedAt'>): boolean =>
  receivedAt.getTime() - at.getTime() > TRIGGER_AGE_MS_MAX;
