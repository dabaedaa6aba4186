import type { DomainEvent, Tx } from '@rapport/contracts';
import type { ConsentWord } from '../domain/knowledge/knowledge.ts';
import type { Stores } from './ports.ts';

/** Keeps what a customer allows, for deciding; an effect asks consent itself. */
export const copyConsent =
  ({ stores }: { stores: Pick<Stores, 'knowledge'> }) =>
  async (tx: Tx, { about: customerId, data }: DomainEvent<{ consents: readonly ConsentWord[] }>): Promise<void> => {
    await stores.knowledge.saveConsents(tx, { customerId, consents: data.consents });
  };
