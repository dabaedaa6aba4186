import { customerAliased, customerUpdated, type Reaction, reaction } from '@rapport/contracts';
import type { copyCustomer } from '../usecases/copy-customer.ts';
import type { followAlias } from '../usecases/follow-alias.ts';

/** What behavior listens to, and what each event sets off. */
export const reactions = (does: {
  copyCustomer: ReturnType<typeof copyCustomer>;
  followAlias: ReturnType<typeof followAlias>;
}): readonly Reaction[] => [reaction(customerAliased, does.followAlias), reaction(customerUpdated, does.copyCustomer)];
