import DataLoader from 'dataloader';
import type { Credential } from '../domain/partner.ts';
import type { Sharing, Stores } from '../usecases/ports.ts';

const CREDENTIALS_SHOWN = 20;

/** One statement per kind of thing and request, however many are asked for. */
export const createLoaders = ({
  credentials,
  disclosures,
  log,
}: Pick<Stores, 'credentials' | 'disclosures' | 'log'>) => ({
  credentials: new DataLoader<string, Credential[]>(async (partnerIds) => {
    const found = await credentials.ofPartners(partnerIds, CREDENTIALS_SHOWN);
    return partnerIds.map((id) => found.get(id) ?? []);
  }),
  waiting: new DataLoader<string, number>(async (partnerIds) => {
    const found = await log.waiting(partnerIds);
    return partnerIds.map((id) => found.get(id) ?? 0);
  }),
  sharedWith: new DataLoader<string, Sharing[]>(async (customerIds) => {
    const found = await disclosures.sharedWith(customerIds);
    return customerIds.map((id) => found.get(id) ?? []);
  }),
});
export type Loaders = ReturnType<typeof createLoaders>;
