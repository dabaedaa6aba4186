import type { DomainEvent, ProtectionLevel, Tx } from '@rapport/contracts';
import type { ProtectionCopy } from '../domain/customer.ts';
import type { Stores } from './ports.ts';

type ProtectionState = { level: ProtectionLevel; since: string };

/** How far a customer is protected. */
export const protectionCopyOf = ({ about: customerId, data }: DomainEvent<ProtectionState>): ProtectionCopy => ({
  customerId,
  level: data.level,
  since: new Date(data.since),
});

/** Keeps how far customers are protected: the send gate reads it together with the commitment to send. */
export const copyProtections =
  ({ stores }: { stores: Pick<Stores, 'customers'> }) =>
  (tx: Tx, copies: readonly ProtectionCopy[]): Promise<void> =>
    // Of one customer the last word stands.
    stores.customers.saveProtections(tx, [...new Map(copies.map((copy) => [copy.customerId, copy])).values()]);
