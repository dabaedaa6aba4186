import { contactPointChanged, type DomainEvent, type Tx } from '@rapport/contracts';
import { announceConsent } from './announce-consent.ts';
import type { Random, Stores } from './ports.ts';
import { writeLedger } from './write-ledger.ts';

type Optout = { contactPointId: string; blocked: boolean; understoodBy: string; channel: string };

/**
 * Somebody said stop (or start again) at a contact point. It holds for the point whoever owns it: recorded on the
 * chain of the customer, or of the point itself while nobody owns it, and told to everybody who owns it.
 */
export const recordOptout =
  (ports: { stores: Stores; random: Random }) =>
  async (tx: Tx, event: DomainEvent<Optout>): Promise<void> => {
    const { contactPointId, blocked, understoodBy, channel } = event.data;
    const owners = await ports.stores.contactPoints.ownersOf(tx, contactPointId);
    await tx.lock([event.about, contactPointId, ...owners]);
    const known = (await ports.stores.contactPoints.byIds([contactPointId], tx)).get(contactPointId);
    // Said earlier than what is in force: the ledger keeps it, the later word stands.
    const isNewest = !known || known.since.getTime() <= event.time.getTime();
    await writeLedger(ports)(tx, {
      holderId: event.about,
      kind: blocked ? 'CONTACT_POINT_BLOCKED' : 'CONTACT_POINT_OPENED',
      content: { contactPointId, channel, understoodBy, saidAt: event.time.toISOString(), eventId: event.id },
    });
    if (!isNewest) return;
    await ports.stores.contactPoints.save(tx, { contactPointId, blocked, since: event.time, understoodBy });
    tx.append(contactPointChanged, {
      about: contactPointId,
      time: event.time,
      cause: event,
      data: { blocked, since: event.time.toISOString() },
    });
    await announceConsent(ports)(
      tx,
      owners.map((customerId) => ({ customerId, cause: event })),
    );
  };
