import type { Viewer } from '@rapport/contracts';
import type { OwnCustomer } from '../domain/account.ts';
import type { Loaders } from './loaders.ts';

const ACTS_FOR_CUSTOMERS: readonly string[] = ['CUSTOMER', 'DELEGATE'];

/** Whether the viewer acts for customers alone, and so learns nothing of anybody else. */
export const seesOnlyOwn = ({ roles }: Viewer): boolean => roles.every((role) => ACTS_FOR_CUSTOMERS.includes(role));

/** The customers whom the viewer may act for; an earlier id of a merged one stays good. */
export const ownCustomers = (loaders: Loaders, { customerIds }: Viewer): Promise<OwnCustomer[]> =>
  Promise.all(
    customerIds.map(async (customerId) => ({ customerId, current: await loaders.currentIds.load(customerId) })),
  );
