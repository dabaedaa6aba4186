import type { DomainEvent, ProtectionLevel, Tx } from '@rapport/contracts';
import type { Stores } from './ports.ts';

/** Keeps how far a customer is protected: the send gate reads it together with the commitment to send. */
export const copyProtection =
  ({ stores }: { stores: Stores }) =>
  async (tx: Tx, { about, data }: DomainEvent<{ level: ProtectionLevel; since: string }>): Promise<void> =>
    stores.customers.saveProtection(tx, { customerId: about, level: data.level, since: new Date(data.since) });
