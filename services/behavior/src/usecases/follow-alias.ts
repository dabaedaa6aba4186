import type { DomainEvent, Tx } from '@rapport/contracts';
import type { ApplyAlias } from './ports.ts';
import { type SensingPorts, senseCustomers } from './sense-customers.ts';

/**
 * Customers were made one, or two again: each is read otherwise from now on, so each is sensed anew. What only both
 * together showed does not stand on with one of them.
 */
export const followAlias =
  (ports: SensingPorts & { applyAlias: ApplyAlias }) =>
  async (tx: Tx, { about, data }: DomainEvent<{ currentCustomerId: string }>): Promise<void> => {
    const customerIds = await ports.applyAlias(tx, about, data.currentCustomerId);
    await senseCustomers(ports)(
      tx,
      customerIds.map((customerId) => ({ customerId, factIds: [], newestFactAt: null })),
    );
  };
