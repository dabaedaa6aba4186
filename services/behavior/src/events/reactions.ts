import {
  customerAliased,
  customerUpdated,
  type DomainEvent,
  decisionMade,
  jointReaction,
  messageChanged,
  messageReceived,
  outcomeRecorded,
  type Reaction,
  reaction,
} from '@rapport/contracts';
import {
  factOfDecision,
  factOfMessage,
  factOfOutcome,
  factOfReply,
  isOfCustomer,
  type LoopFact,
} from '../domain/loop/loop-fact.ts';
import { type copyCustomers, copyOf } from '../usecases/copy-customers.ts';
import type { followAlias } from '../usecases/follow-alias.ts';
import type { followLoop } from '../usecases/follow-loop.ts';

/** The fact in an event of the loop; none where it is about a contact point that nobody owns yet. */
const toldBy =
  <D>(factOf: (event: DomainEvent<D>) => LoopFact) =>
  (event: DomainEvent<D>): LoopFact | null =>
    isOfCustomer(event) ? factOf(event) : null;

/** What behavior listens to, and what each event sets off. */
export const reactions = (does: {
  copyCustomers: ReturnType<typeof copyCustomers>;
  followAlias: ReturnType<typeof followAlias>;
  followLoop: ReturnType<typeof followLoop>;
}): readonly Reaction[] => [
  reaction(customerAliased, does.followAlias),
  jointReaction(customerUpdated, copyOf, does.copyCustomers),
  jointReaction(decisionMade, toldBy(factOfDecision), does.followLoop),
  jointReaction(outcomeRecorded, toldBy(factOfOutcome), does.followLoop),
  jointReaction(messageChanged, toldBy(factOfMessage), does.followLoop),
  jointReaction(messageReceived, toldBy(factOfReply), does.followLoop),
];
