import { type SourceDocument, TRACKING_ITEMS_MAX } from '@rapport/contracts';
import { judgeAccount } from '../domain/access/judge-access.ts';
import { isDeeperThan } from '../domain/ingestion/find-unstorable.ts';
import type { Reject } from '../domain/ingestion/reject.ts';
import { accessIdsOf, callsOf, type PlacedCall, wordsOf } from '../domain/sources/map-webhook.ts';
import { readRows, rejectOfRow } from '../domain/sources/read-rows.ts';
import { type Acceptance, type KeepPorts, keepCalls } from './keep-calls.ts';
import type { Now, Stores } from './ports.ts';
import type { settleAccesses } from './settle-accesses.ts';

type Ports = KeepPorts & {
  readonly stores: Pick<Stores, 'rejects' | 'sources' | 'accesses' | 'customers'>;
  readonly settleAccesses: ReturnType<typeof settleAccesses>;
  readonly now: Now;
};

/** A row may have 16 levels; around the rows there is room for as many. */
const LEVELS_MAX = 32;

const accountOf = ({ call }: PlacedCall): string | null => {
  const accountId = call.properties?.['accountId'];
  return typeof accountId === 'string' ? accountId : null;
};

/** A permission opens its own customer's accounts: of calls that name somebody else's, why they may not come in. */
const foreignCalls = async (
  { customers }: Pick<Stores, 'customers'>,
  calls: readonly PlacedCall[],
): Promise<Map<PlacedCall, Reject>> => {
  const permitted = calls.filter(({ access }) => access !== null);
  const accountIds = [...new Set(permitted.flatMap((one) => accountOf(one) ?? []))];
  const holders = accountIds.length > 0 ? await customers.holdersOf(accountIds) : new Map();
  return new Map(
    permitted.flatMap((one) => {
      const flaw = judgeAccount(one.access!, holders.get(accountOf(one) ?? '') ?? []);
      const place = { at: one.row.place, index: one.row.index };
      return flaw ? [[one, rejectOfRow(place, { path: flaw.path, why: flaw.remedy }, flaw.code)]] : [];
    }),
  );
};

/**
 * Takes a webhook whose signature held: first what it says of permissions, then the rows that may come in; the good
 * ones are made safe, the others kept as rejects without their content. The same webhook again changes nothing.
 * @throws RapportError when it could not be made safe: RATE_LIMITED or UNAVAILABLE; it is to be sent again
 */
export const takeWebhook =
  (ports: Ports) =>
  async (source: SourceDocument, body: unknown): Promise<Acceptance> => {
    const { stores, now } = ports;
    const receivedAt = now();
    if (isDeeperThan(LEVELS_MAX, body)) {
      const message = `is nested deeper than ${LEVELS_MAX} levels: send it flatter`;
      return { result: 'REFUSED', rejected: [], issues: [{ path: 'body', message }] };
    }
    const read = readRows(source, body);
    const size = [...read.rows.values()].reduce((sum, rows) => sum + rows.length, read.rejected.length);
    if (size > TRACKING_ITEMS_MAX) {
      const message = `has ${size} rows: send at most ${TRACKING_ITEMS_MAX} in one request`;
      return { result: 'REFUSED', rejected: [], issues: [{ path: 'body', message }] };
    }
    const said = wordsOf(source, read, receivedAt);
    // An end must count at once, however far behind the house is.
    const settled = await ports.settleAccesses(source, said.words);
    const ids = accessIdsOf(source, read);
    const accesses = await stores.accesses.find(ids.map((accessId) => ({ source: source.source, accessId })));
    const made = callsOf(read.rows, { source, accesses, receivedAt: now() });
    const foreign = await foreignCalls(stores, made.calls);
    const calls = made.calls.filter((one) => !foreign.has(one)).map(({ call }) => call);
    const rejected = [...read.rejected, ...said.rejected, ...settled.rejected, ...made.rejected, ...foreign.values()];
    const kept = await keepCalls(ports)(
      { source: source.source, receivedAt, calls },
      { rejected, offPlan: [] },
      { isStrict: false },
    );
    const isSomething = settled.taken > 0 || rejected.length === 0;
    return kept.result === 'REFUSED' && isSomething ? { ...kept, result: 'TAKEN' } : kept;
  };
