import type { IngestCall, Tx } from '@rapport/contracts';
import { accessKeyOf } from '../domain/access/data-access.ts';
import { judgeAccess, judgeAccount } from '../domain/access/judge-access.ts';
import type { Flaw } from '../domain/ingestion/flaw.ts';
import type { Stores } from './ports.ts';

type SourcedCall = IngestCall & { readonly source: string };

const accessIdOf = ({ context }: IngestCall): string | null => {
  const id = (context?.['dataAccess'] as { id?: unknown } | undefined)?.id;
  return typeof id === 'string' ? id : null;
};

const accountOf = ({ properties }: IngestCall): string => {
  const accountId = properties?.['accountId'];
  return typeof accountId === 'string' ? accountId : '';
};

/**
 * Holds back calls whose permission no longer holds by the time they are applied, and keeps them as rejects without
 * their content. Calls that rest on no permission cost no statement.
 * @returns the calls that may be applied
 */
export const withholdCalls =
  ({ stores }: { stores: Pick<Stores, 'accesses' | 'customers' | 'rejects'> }) =>
  async <Call extends SourcedCall>(tx: Tx, calls: readonly Call[]): Promise<readonly Call[]> => {
    const resting = calls.flatMap((call) => {
      const accessId = accessIdOf(call);
      return accessId === null ? [] : [{ call, key: { source: call.source, accessId } }];
    });
    if (resting.length === 0) return calls;
    const accesses = await stores.accesses.find(
      [...new Map(resting.map(({ key }) => [accessKeyOf(key), key])).values()],
      tx,
    );
    const accountIds = [...new Set(resting.map(({ call }) => accountOf(call)))];
    const holders = await stores.customers.holdersOf(accountIds, tx);
    const withheld = new Map<Call, Flaw>();
    for (const { call, key } of resting) {
      const access = accesses.get(accessKeyOf(key));
      const flaw = judgeAccess(access, tx.now) ?? judgeAccount(access!, holders.get(accountOf(call)) ?? []);
      if (flaw) withheld.set(call, flaw);
    }
    if (withheld.size > 0) {
      await stores.rejects.insert(
        tx,
        [...withheld].map(([{ source }, flaw], index) => ({
          ...flaw,
          id: tx.newId('rej'),
          receivedAt: tx.now,
          source,
          index,
          messageId: null,
        })),
      );
    }
    return calls.filter((call) => !withheld.has(call));
  };
