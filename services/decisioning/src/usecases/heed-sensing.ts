import type { DomainEvent, SensedFeature, SensedSignal, Tx } from '@rapport/contracts';
import { isAnswered } from '../domain/arbitration/choose-conversation.ts';
import { CATALOGUE } from '../domain/catalogue/catalogues.ts';
import { combineSignals, risenSignals } from '../domain/knowledge/combine-knowledge.ts';
import { isHistory } from '../domain/knowledge/snapshot.ts';
import type { Random, Stores } from './ports.ts';
import { startConversation } from './start-conversation.ts';
import { updateProtection } from './update-protection.ts';

type Sensing = {
  features: readonly SensedFeature[];
  signals: readonly SensedSignal[];
  newestFactAt: string;
};

/**
 * The one place that reacts to signals. In one transaction: what is sensed is kept, protection follows, and where a
 * signal or the protection rose on fresh facts, a conversation may be decided on. So no message is older than the
 * protection. What rose is told from what is kept here, for states between may have been skipped.
 */
export const heedSensing =
  (ports: { stores: Stores; random: Random; triggerMaxAgeMs: number }) =>
  async (tx: Tx, event: DomainEvent<Sensing>): Promise<void> => {
    const { about: customerId, data } = event;
    const known = await ports.stores.knowledge.sensedOf([customerId], tx);
    const { sensed, protections } = known.get(customerId)!;
    const copy = {
      customerId,
      features: data.features,
      signals: data.signals.map(({ kind, level, since }) => ({ kind, level, since })),
      newestFactAt: new Date(data.newestFactAt),
    };
    await ports.stores.knowledge.saveSensed(tx, copy);
    const signals = combineSignals([...sensed.filter((each) => each.customerId !== customerId), copy]);
    const protection = await updateProtection(ports)(tx, { customerId, held: protections, signals, cause: event });
    if (isHistory(copy.newestFactAt, tx.now, ports.triggerMaxAgeMs)) return;
    const risen = risenSignals(combineSignals(sensed), signals).filter(({ kind }) => isAnswered(CATALOGUE, kind));
    if (risen.length === 0 && !protection.rose) return;
    await startConversation(ports)(tx, { customerId, risen, protection, cause: event });
  };
