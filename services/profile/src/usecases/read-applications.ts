import { type ApplicationStanding, applicationsAt } from '../domain/application/application-standing.ts';
import type { Stores } from './ports.ts';

/** The applications of customers as they stand now, newest first. */
export const readApplications =
  ({ stores, now }: { stores: Pick<Stores, 'applications'>; now: () => Date }) =>
  async (customerIds: readonly string[]): Promise<Map<string, ApplicationStanding[]>> => {
    const found = await stores.applications.applicationsOf(customerIds);
    return new Map([...found].map(([customerId, facts]) => [customerId, applicationsAt(facts, now())]));
  };
