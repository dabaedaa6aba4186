import { customerUpdated, type Reaction, reaction } from '@rapport/contracts';
import type { copyCustomer } from '../usecases/copy-customer.ts';

/** What behavior listens to, and what each event sets off. */
export const reactions = (does: { copyCustomer: ReturnType<typeof copyCustomer> }): readonly Reaction[] => [
  reaction(customerUpdated, does.copyCustomer),
];
