import type { DomainEvent, Tx } from '@rapport/contracts';
import type { ContactCopy } from '../domain/knowledge/knowledge.ts';
import type { Stores } from './ports.ts';

/** What is about a contact point that nobody owns is about no customer yet. */
const isCustomer = (about: string): boolean => about.startsWith('cus_');

/** When the bank reached a customer; null where nothing reached anybody. */
export const sentContactOf = ({
  about: customerId,
  time,
  data,
}: DomainEvent<{ status: string }>): ContactCopy | null => {
  const isSent = data.status === 'SENT' || data.status === 'DELIVERED';
  return isSent && isCustomer(customerId) ? { customerId, sentAt: time, receivedAt: null, intent: null } : null;
};

/** When a customer wrote, and what they meant; null where nobody knows who wrote. */
export const receivedContactOf = ({
  about: customerId,
  time,
  data,
}: DomainEvent<{ intent: string }>): ContactCopy | null =>
  isCustomer(customerId) ? { customerId, sentAt: null, receivedAt: time, intent: data.intent } : null;

/** Notes when the bank last reached customers, when they last wrote, and what they meant. */
export const noteContacts =
  ({ stores }: { stores: Pick<Stores, 'knowledge'> }) =>
  async (tx: Tx, told: readonly (ContactCopy | null)[]): Promise<void> => {
    const contacts = told.filter((contact) => contact !== null);
    if (contacts.length > 0) await stores.knowledge.noteContacts(tx, contacts);
  };
