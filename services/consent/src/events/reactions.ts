import {
  customerUpdated,
  jointReaction,
  messageChanged,
  optoutReceived,
  type Reaction,
  reaction,
} from '@rapport/contracts';
import { type copyCustomers, customerCopyOf } from '../usecases/copy-customers.ts';
import type { recordOptout } from '../usecases/record-optout.ts';
import type { settlePermits } from '../usecases/settle-permits.ts';

/** What consent listens to, and what each event sets off. */
export const reactions = (does: {
  copyCustomers: ReturnType<typeof copyCustomers>;
  recordOptout: ReturnType<typeof recordOptout>;
  settlePermits: ReturnType<typeof settlePermits>;
}): readonly Reaction[] => [
  jointReaction(customerUpdated, customerCopyOf, does.copyCustomers),
  reaction(optoutReceived, does.recordOptout),
  jointReaction(messageChanged, (event) => event, does.settlePermits),
];
