import DataLoader from 'dataloader';
import type { Consent, CustomerCopy } from '../domain/consent.ts';
import type { ContactVerdict } from '../domain/judge-contact.ts';
import type { Stores } from '../usecases/ports.ts';
import type { ContactabilityQuestion, readContactability } from '../usecases/read-contactability.ts';

/** One statement per kind of thing and request, however many customers are asked for. */
export const createLoaders = (
  { consents, customers }: Stores,
  does: { readContactability: ReturnType<typeof readContactability> },
) => ({
  contactability: new DataLoader<ContactabilityQuestion, ContactVerdict, string>(does.readContactability, {
    cacheKeyFn: ({ customerId, channel, purpose }) => `${customerId} ${channel} ${purpose}`,
  }),
  consents: new DataLoader<string, Consent[]>(async (ids) => {
    const found = await consents.consentsOf(ids);
    return ids.map((id) => found.get(id) ?? []);
  }),
  customers: new DataLoader<string, CustomerCopy | null>(async (ids) => {
    const found = await customers.copiesOf(ids);
    return ids.map((id) => found.get(id) ?? null);
  }),
});
export type Loaders = ReturnType<typeof createLoaders>;
