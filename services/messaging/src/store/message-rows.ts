import type { MessageState, OutboundMessage } from '../domain/message.ts';
import type { Wording } from '../domain/wording/wording.ts';
import type { MessageRow } from './tables.ts';

type StateColumns = Pick<MessageRow, 'status' | 'reasons' | 'permitId' | 'providerId' | 'sentAt'>;

/** The columns of an outbound message as they are read. */
export type OutboundRow = MessageRow & {
  readonly customerId: string;
  readonly purpose: OutboundMessage['purpose'];
  readonly template: string;
  readonly expiresAt: Date;
};

/** A state as columns: each has its own place, and what a state lacks is null. */
export const columnsOfState = (state: MessageState): StateColumns => ({
  status: state.status,
  reasons: 'reasons' in state ? [...state.reasons] : [],
  permitId: 'permitId' in state ? state.permitId : null,
  providerId: 'providerId' in state ? state.providerId : null,
  sentAt: 'sentAt' in state ? state.sentAt : null,
});

/** What a state cannot be without. @throws where the row contradicts its status */
const present = <T>(value: T | null, what: string, { id, status }: OutboundRow): T => {
  if (value === null) throw new Error(`message ${id} is ${status} without ${what}`);
  return value;
};

const stateOf = (row: OutboundRow): MessageState => {
  const { status, reasons, permitId, dueAt } = row;
  switch (status) {
    case 'QUEUED':
      return { status, reasons };
    case 'HELD':
      return { status, reasons, until: present(dueAt, 'an end', row) };
    case 'SENDING':
      return { status, permitId: present(permitId, 'a permit', row) };
    case 'SENT':
    case 'DELIVERED':
      return {
        status,
        permitId: present(permitId, 'a permit', row),
        providerId: present(row.providerId, 'a provider id', row),
        sentAt: present(row.sentAt, 'an instant', row),
      };
    case 'UNKNOWN':
    case 'FAILED':
      return { status, permitId: present(permitId, 'a permit', row), reasons };
    case 'SUPPRESSED':
      return { status, permitId, reasons };
    default:
      throw new Error(`message ${row.id} is ${status}, which no outbound message is`);
  }
};

const wordingOf = ({ wording: name, experimentKey: key, variationKey: variation }: OutboundRow): Wording | null =>
  name === null ? null : { name, experiment: key === null || variation === null ? null : { key, variation } };

/** A wording as columns. */
export const columnsOfWording = (
  wording: Wording | null,
): Pick<MessageRow, 'wording' | 'experimentKey' | 'variationKey'> => ({
  wording: wording?.name ?? null,
  experimentKey: wording?.experiment?.key ?? null,
  variationKey: wording?.experiment?.variation ?? null,
});

/** An outbound message from its row. */
export const messageOf = (row: OutboundRow): OutboundMessage => ({
  id: row.id,
  createdAt: row.createdAt,
  conversationId: row.conversationId,
  customerId: row.customerId,
  channel: row.channel,
  channels: row.channels ?? [row.channel],
  purpose: row.purpose,
  topic: row.topic,
  decisionId: row.decisionId,
  template: row.template,
  wording: wordingOf(row),
  subject: row.subject,
  text: row.body,
  contactPointId: row.contactPointId,
  attempts: row.attempts,
  expiresAt: row.expiresAt,
  state: stateOf(row),
});
