import {
  customerUpdated,
  decisionMade,
  flagChanged,
  protectionChanged,
  type Reaction,
  reaction,
} from '@rapport/contracts';
import type { copyCustomer } from '../usecases/copy-customer.ts';
import type { copyFlag } from '../usecases/copy-flag.ts';
import type { copyProtection } from '../usecases/copy-protection.ts';
import type { queueMessage } from '../usecases/queue-message.ts';

/** What messaging listens to, and what each event sets off. */
export const reactions = (does: {
  copyCustomer: ReturnType<typeof copyCustomer>;
  copyFlag: ReturnType<typeof copyFlag>;
  copyProtection: ReturnType<typeof copyProtection>;
  queueMessage: ReturnType<typeof queueMessage>;
}): readonly Reaction[] => [
  reaction(customerUpdated, does.copyCustomer),
  reaction(flagChanged, does.copyFlag),
  reaction(protectionChanged, does.copyProtection),
  reaction(decisionMade, does.queueMessage),
];
