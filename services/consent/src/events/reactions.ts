import { customerUpdated, messageChanged, optoutReceived, type Reaction, reaction } from '@rapport/contracts';
import type { copyCustomer } from '../usecases/copy-customer.ts';
import type { recordOptout } from '../usecases/record-optout.ts';
import type { settlePermit } from '../usecases/settle-permit.ts';

/** What consent listens to, and what each event sets off. */
export const reactions = (does: {
  copyCustomer: ReturnType<typeof copyCustomer>;
  recordOptout: ReturnType<typeof recordOptout>;
  settlePermit: ReturnType<typeof settlePermit>;
}): readonly Reaction[] => [
  reaction(customerUpdated, does.copyCustomer),
  reaction(optoutReceived, does.recordOptout),
  reaction(messageChanged, does.settlePermit),
];
