import { customerUpdated, type Tx } from '@rapport/contracts';
import { announcementOf } from '../domain/announcement.ts';
import type { Stores } from './ports.ts';
import { readTraitsInForce } from './read-traits-in-force.ts';

/** Tells the other services of those customers of whom something they need has changed; they must be locked. */
export const announceCustomers =
  ({ stores }: { stores: Stores }) =>
  async (tx: Tx, customerIds: readonly string[]): Promise<void> => {
    const asked = [...new Set(customerIds)].sort();
    if (asked.length === 0) return;
    const traits = await readTraitsInForce({ stores })(asked, tx);
    const holdings = await stores.accounts.holdingsOf(asked, tx);
    const contactPoints = await stores.contactPoints.contactPointsOf(asked, tx);
    const identifiers = await stores.identifiers.identifiersOf(asked, tx);
    const announcements = asked.map((customerId) => ({
      customerId,
      ...announcementOf({
        traits: traits.get(customerId) ?? [],
        holdings: holdings.get(customerId) ?? [],
        contactPoints: contactPoints.get(customerId) ?? [],
        identifiers: identifiers.get(customerId) ?? [],
      }),
    }));
    const changed = await stores.customers.claimAnnouncements(tx, announcements);
    for (const { customerId, data } of announcements) {
      if (changed.has(customerId)) tx.append(customerUpdated, { about: customerId, data });
    }
  };
