import {
  customerAliased,
  customerUpdated,
  decisionMade,
  messageChanged,
  messageReceived,
  outcomeRecorded,
  type Reaction,
  reaction,
} from '@rapport/contracts';
import { factOfDecision, factOfMessage, factOfOutcome, factOfReply } from '../domain/loop/loop-fact.ts';
import type { copyCustomer } from '../usecases/copy-customer.ts';
import type { followAlias } from '../usecases/follow-alias.ts';
import type { followLoop } from '../usecases/follow-loop.ts';

/** What behavior listens to, and what each event sets off. */
export const reactions = (does: {
  copyCustomer: ReturnType<typeof copyCustomer>;
  followAlias: ReturnType<typeof followAlias>;
  followLoop: ReturnType<typeof followLoop>;
}): readonly Reaction[] => [
  reaction(customerAliased, does.followAlias),
  reaction(customerUpdated, does.copyCustomer),
  reaction(decisionMade, does.followLoop(factOfDecision)),
  reaction(outcomeRecorded, does.followLoop(factOfOutcome)),
  reaction(messageChanged, does.followLoop(factOfMessage)),
  reaction(messageReceived, does.followLoop(factOfReply)),
];
