import type { DomainEvent, Tx } from '@rapport/contracts';
import type { ConsentCopy, ConsentWord } from '../domain/knowledge/knowledge.ts';
import type { Stores } from './ports.ts';

/** What a customer allows. */
export const consentCopyOf = ({
  about: customerId,
  data,
}: DomainEvent<{ consents: readonly ConsentWord[] }>): ConsentCopy => ({ customerId, consents: data.consents });

/** Keeps what customers allow, for deciding; an effect asks consent itself. */
export const copyConsents =
  ({ stores }: { stores: Pick<Stores, 'knowledge'> }) =>
  (tx: Tx, copies: readonly ConsentCopy[]): Promise<void> =>
    stores.knowledge.saveConsents(tx, copies);
