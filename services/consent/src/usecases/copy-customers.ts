import type { DomainEvent, Tx } from '@rapport/contracts';
import type { CustomerCopy, OwnedContactPoint } from '../domain/consent.ts';
import { announceConsent } from './announce-consent.ts';
import type { Stores } from './ports.ts';

type CustomerState = {
  timeZone: string;
  locale: string;
  contactPoints: readonly { contactPointId: string; kind: 'PHONE' | 'EMAIL' }[];
};

/** What profile said of a customer, and the event that says so. */
type CustomerWord = {
  readonly copy: CustomerCopy;
  readonly contactPoints: readonly OwnedContactPoint[];
  readonly cause: DomainEvent;
};

/** What consent needs of a customer: where and in which language they live, and which contact points are theirs. */
export const customerCopyOf = (event: DomainEvent<CustomerState>): CustomerWord => {
  const { about: customerId, data } = event;
  return {
    copy: { customerId, timeZone: data.timeZone, locale: data.locale },
    contactPoints: data.contactPoints.map((point) => ({ customerId, ...point })),
    cause: event,
  };
};

/** In order; nobody comes twice in a run, under whichever id, for what is announced rests on what was kept before. */
const runsOf = (words: readonly CustomerWord[], currentIds: ReadonlyMap<string, string>): CustomerWord[][] => {
  const runs: CustomerWord[][] = [];
  let met = new Set<string>();
  for (const word of words) {
    const { customerId } = word.copy;
    const person = currentIds.get(customerId) ?? customerId;
    if (runs.length > 0 && !met.has(person)) runs.at(-1)!.push(word);
    else {
      runs.push([word]);
      met = new Set();
    }
    met.add(person);
  }
  return runs;
};

/**
 * Keeps what consent needs of customers. A contact point that was blocked before anybody owned it stays blocked: its
 * new owner's consent is announced with it.
 */
export const copyCustomers =
  (ports: { stores: Stores }) =>
  async (tx: Tx, words: readonly CustomerWord[]): Promise<void> => {
    const { customers, contactPoints } = ports.stores;
    const ids = words.map(({ copy }) => copy.customerId);
    for (const run of runsOf(words, await customers.currentIdsOf(tx, ids))) {
      const copies = run.map(({ copy }) => copy);
      await customers.save(
        tx,
        copies,
        run.flatMap((word) => word.contactPoints),
      );
      const owned = await contactPoints.ownedBy(
        copies.map(({ customerId }) => customerId),
        tx,
      );
      const blocked = run
        .map(({ copy: { customerId }, cause }) => ({ customerId, cause }))
        .filter(({ customerId }) => owned.get(customerId)?.some((point) => point.blocked));
      if (blocked.length > 0) await announceConsent(ports)(tx, blocked);
    }
  };
