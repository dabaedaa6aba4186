import type { DomainEvent, SensedFeature, SensedSignal, Tx } from '@rapport/contracts';
import { isAnswered } from '../domain/arbitration/choose-conversation.ts';
import { CATALOGUE } from '../domain/catalogue/catalogues.ts';
import { combineSignals, risenSignals } from '../domain/knowledge/combine-knowledge.ts';
import type { SensedCopy } from '../domain/knowledge/knowledge.ts';
import { isHistory } from '../domain/knowledge/snapshot.ts';
import type { Random, Stores } from './ports.ts';
import { startConversation } from './start-conversation.ts';
import { updateProtection } from './update-protection.ts';

type Sensing = {
  features: readonly SensedFeature[];
  signals: readonly SensedSignal[];
  newestFactAt: string;
};

const copyOf = ({ about: customerId, data }: DomainEvent<Sensing>): SensedCopy => ({
  customerId,
  features: data.features,
  signals: data.signals.map(({ kind, level, since }) => ({ kind, level, since })),
  newestFactAt: new Date(data.newestFactAt),
});

/**
 * The one place that reacts to signals. In one transaction: what is sensed is kept, protection follows, and where a
 * signal or the protection rose on fresh facts, a conversation may be decided on. So no message is older than the
 * protection. What rose is told from what is kept here, for states between may have been skipped.
 * @param events of each customer one at most, in the order of the stream
 */
export const heedSensing =
  (ports: { stores: Stores; random: Random; triggerMaxAgeMs: number }) =>
  async (tx: Tx, events: readonly DomainEvent<Sensing>[]): Promise<void> => {
    const { knowledge } = ports.stores;
    const known = await knowledge.sensedOf(
      events.map(({ about }) => about),
      tx,
    );
    await knowledge.saveSensed(tx, events.map(copyOf));
    const taken = new Map<string, SensedCopy>();
    for (const event of events) {
      const customerId = event.about;
      const copy = copyOf(event);
      const before = known.get(customerId)!;
      // Two ids of one person in one batch: the later event finds what the earlier ones left.
      const earlier = [...taken.values()].filter((each) => known.get(each.customerId)!.currentId === before.currentId);
      const sensed = [...before.sensed.filter((each) => !taken.has(each.customerId)), ...earlier];
      const { protections: held } =
        earlier.length > 0 ? (await knowledge.sensedOf([customerId], tx)).get(customerId)! : before;
      taken.set(customerId, copy);
      const signals = combineSignals([...sensed.filter((each) => each.customerId !== customerId), copy]);
      const protection = await updateProtection(ports)(tx, { customerId, held, signals, cause: event });
      if (isHistory(copy.newestFactAt, tx.now, ports.triggerMaxAgeMs)) continue;
      const risen = risenSignals(combineSignals(sensed), signals).filter(({ kind }) => isAnswered(CATALOGUE, kind));
      if (risen.length === 0 && !protection.rose) continue;
      await startConversation(ports)(tx, { customerId, risen, protection, cause: event });
    }
  };
