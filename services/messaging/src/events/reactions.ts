import {
  customerUpdated,
  decisionMade,
  flagChanged,
  jointReaction,
  protectionChanged,
  type Reaction,
  reaction,
} from '@rapport/contracts';
import { type copyCustomers, customerCopyOf } from '../usecases/copy-customers.ts';
import type { copyFlag } from '../usecases/copy-flag.ts';
import { type copyProtections, protectionCopyOf } from '../usecases/copy-protections.ts';
import type { queueMessage } from '../usecases/queue-message.ts';

/** What messaging listens to, and what each event sets off. */
export const reactions = (does: {
  copyCustomers: ReturnType<typeof copyCustomers>;
  copyFlag: ReturnType<typeof copyFlag>;
  copyProtections: ReturnType<typeof copyProtections>;
  queueMessage: ReturnType<typeof queueMessage>;
}): readonly Reaction[] => [
  jointReaction(customerUpdated, customerCopyOf, does.copyCustomers),
  reaction(flagChanged, does.copyFlag),
  jointReaction(protectionChanged, protectionCopyOf, does.copyProtections),
  reaction(decisionMade, does.queueMessage),
];
