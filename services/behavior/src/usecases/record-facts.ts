import type { IngestCall, Tx } from '@rapport/contracts';
import type { TextModel } from '../domain/enrichment/text/text-model.ts';
import { appEventOf } from '../domain/ledger/app-event.ts';
import { factOfCall } from '../domain/ledger/fact-of-call.ts';
import type { LedgerKey, SaidFact } from '../domain/ledger/ledger-fact.ts';
import { settleFacts } from '../domain/ledger/settle-facts.ts';
import { statedTraitsOf } from '../domain/ledger/stated-trait.ts';
import { isHistory } from '../domain/timeline.ts';
import { countMerchants } from './count-merchants.ts';
import { enrichSettled } from './enrich-bookings.ts';
import { keepDays } from './keep-days.ts';
import { keepRecurring } from './keep-recurring.ts';
import type { Stores } from './ports.ts';
import { daysOf, rebuildActivity } from './rebuild-activity.ts';
import type { Callers } from './resolve-callers.ts';
import { type Sensed, type SensingPorts, senseCustomers } from './sense-customers.ts';
import { withholdCalls } from './withhold-calls.ts';

type ReceivedCall = IngestCall & { readonly source: string; readonly receivedAt: string };

/** A fact belongs to the account's owner; while none is known, to who told it; a correction stays where it stands. */
const settleOwner = async (
  tx: Tx,
  { customers }: Stores,
  said: readonly SaidFact[],
  stored: ReadonlyMap<string, LedgerKey>,
) => {
  const owners = await customers.ownersOf(tx, [...new Set(said.map(({ accountId }) => accountId))]);
  const involved = [
    ...said.map(({ customerId }) => customerId),
    ...[...stored.values()].map(({ customerId }) => customerId),
  ];
  const current = await customers.currentIdsOf(tx, [...new Set(involved)]);
  const currentOf = (id: string) => current.get(id) ?? id;
  const ownerOf = (fact: SaidFact): string => {
    const owner = owners.get(fact.accountId) ?? currentOf(fact.customerId);
    const before = stored.get(`${fact.kind} ${fact.accountId} ${fact.transactionId}`);
    // Rows keep the id they were born with: a merge alone moves nothing.
    if (before && (!owners.has(fact.accountId) || currentOf(before.customerId) === owner)) return before.customerId;
    return owner;
  };
  return { facts: said.map((fact) => ({ ...fact, customerId: ownerOf(fact) })), currentOf };
};

/** When the fact itself happened, which the published schemas say in a field of their own. */
const happenedAt = ({ properties, timestamp }: ReceivedCall): Date => {
  const stated = [properties?.['bookedAt'], properties?.['returnedAt']].find((value) => typeof value === 'string');
  return new Date(stated ?? timestamp);
};

/** How many calls came from each source in each hour, and how many of them were history already. */
const countsOf = (calls: readonly ReceivedCall[]) =>
  calls.map((call) => {
    const receivedAt = new Date(call.receivedAt);
    const late = isHistory({ at: happenedAt(call), receivedAt }) ? 1 : 0;
    return { source: call.source, receivedAt, applied: 1, late, rejected: 0, warned: 0 };
  });

/** What each customer's part of the batch was, under the id they are read by. */
const sensedBy = (calls: readonly ReceivedCall[], customersOf: (call: ReceivedCall) => readonly string[]): Sensed[] => {
  const byCustomer = new Map<string, { factIds: string[]; newestFactAt: Date }>();
  for (const call of calls) {
    for (const customerId of new Set(customersOf(call))) {
      const at = happenedAt(call);
      const entry = byCustomer.get(customerId) ?? { factIds: [], newestFactAt: at };
      entry.factIds.push(call.messageId);
      if (at > entry.newestFactAt) entry.newestFactAt = at;
      byCustomer.set(customerId, entry);
    }
  }
  return [...byCustomer].map(([customerId, entry]) => ({ customerId, ...entry }));
};

/**
 * Records a batch of calls in one transaction: the ledger's facts, the other events, the days they touched, and what
 * is sensed of every customer concerned. Calls whose permission has ended meanwhile are held back. The number of
 * statements does not depend on the number of calls.
 */
export const recordFacts =
  (ports: SensingPorts & { readonly textModel: TextModel }) =>
  async (tx: Tx, received: readonly ReceivedCall[], callers: Callers): Promise<void> => {
    const { stores } = ports;
    const calls = await withholdCalls(ports)(tx, received);
    if (calls.length === 0) return;
    const callerOf = (call: ReceivedCall): string => callers.get(call)!;
    const factsOf = new Map(calls.map((call) => [call, factOfCall(call, callerOf(call), new Date(call.receivedAt))]));
    const said = [...factsOf.values()].filter((fact) => fact !== null);
    // Read once to know whom to lock, and once more under the locks.
    const seen = await stores.transactions.keysOf(tx, said);
    const guess = await settleOwner(tx, stores, said, seen);
    const before = [...seen.values()].map(({ customerId }) => customerId);
    const locked = new Set(
      [...calls.map(callerOf), ...guess.facts.map(({ customerId }) => customerId), ...before].flatMap((id) => [
        id,
        guess.currentOf(id),
      ]),
    );
    await tx.lock([...locked]);
    const stored = await stores.transactions.keysOf(tx, said);
    const { facts, currentOf } = await settleOwner(tx, stores, said, stored);
    const latest = settleFacts(facts, stored);
    const moved = latest.flatMap(({ key, before }) => [key.customerId, ...(before ? [before.customerId] : [])]);
    if (moved.some((id) => !locked.has(id))) throw new Error('an account changed hands while its facts were recorded');
    const { settled, changed } = await enrichSettled(ports)(tx, latest, currentOf);
    await stores.transactions.write(tx, settled);
    await stores.enrichments.update(tx, changed);
    const current = await stores.customers.currentIdsOf(tx, [...new Set(calls.map(callerOf))]);
    const presentOf = (id: string) => current.get(id) ?? currentOf(id);
    const events = calls.flatMap((call) =>
      factsOf.get(call) ? [] : (appEventOf(call, presentOf(callerOf(call))) ?? []),
    );
    await stores.events.insert(tx, events);
    const stated = calls.flatMap((call) => statedTraitsOf(call, presentOf(callerOf(call))));
    await stores.customers.state(tx, stated);
    await keepDays(tx, stores, { settled, changed });
    await rebuildActivity(ports)(tx, daysOf(events));
    await keepRecurring(ports)(tx, settled);
    await countMerchants(ports)(tx, settled);
    const concerned = new Map<string, string[]>();
    for (const { key, before } of settled) {
      const ids = [key.customerId, ...(before ? [before.customerId] : [])].map(presentOf);
      concerned.set(key.messageId, [...(concerned.get(key.messageId) ?? []), ...ids]);
    }
    for (const { messageId, customerId } of [...events, ...stated]) concerned.set(messageId, [customerId]);
    await senseCustomers(ports)(
      tx,
      sensedBy(calls, ({ messageId }) => concerned.get(messageId) ?? []),
      new Set(settled.flatMap(({ key, before }) => (before ? [] : [key.transactionId]))),
    );
    // Last, so that another process waits for the hour's row as briefly as can be.
    await stores.sources.count(tx, countsOf(calls));
  };
