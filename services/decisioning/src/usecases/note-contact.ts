import type { DomainEvent, Tx } from '@rapport/contracts';
import type { Stores } from './ports.ts';

type Ports = { stores: Pick<Stores, 'knowledge'> };

/** What is about a contact point that nobody owns is about no customer yet. */
const isCustomer = (about: string): boolean => about.startsWith('cus_');

/** Notes when the bank last reached a customer. */
export const noteMessageSent =
  ({ stores }: Ports) =>
  async (tx: Tx, { about: customerId, time, data }: DomainEvent<{ status: string }>): Promise<void> => {
    const isSent = data.status === 'SENT' || data.status === 'DELIVERED';
    if (!isSent || !isCustomer(customerId)) return;
    await stores.knowledge.noteContact(tx, { customerId, sentAt: time, receivedAt: null, intent: null });
  };

/** Notes when a customer last wrote, and what they meant. */
export const noteMessageReceived =
  ({ stores }: Ports) =>
  async (tx: Tx, { about: customerId, time, data }: DomainEvent<{ intent: string }>): Promise<void> => {
    if (!isCustomer(customerId)) return;
    await stores.knowledge.noteContact(tx, { customerId, sentAt: null, receivedAt: time, intent: data.intent });
  };
