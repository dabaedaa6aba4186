import { type Identifier, normaliseIdentifier, type SourceDocument, type Transact } from '@rapport/contracts';
import { accessKeyOf, newAccess, settleAccess } from '../domain/access/data-access.ts';
import type { KnownAccess } from '../domain/access/judge-access.ts';
import type { Reject } from '../domain/ingestion/reject.ts';
import type { PlacedWord } from '../domain/sources/map-webhook.ts';
import { rejectOfRow } from '../domain/sources/read-rows.ts';
import type { HashIdentifier, Now, ResolveSets, Stores } from './ports.ts';
import { resolveCallers } from './resolve-callers.ts';

type Ports = {
  readonly stores: Pick<Stores, 'accesses' | 'customers'>;
  readonly transact: Transact;
  readonly resolve: ResolveSets;
  readonly hash: HashIdentifier;
  readonly now: Now;
};

/** Whose access a grant says that it is. An end counts whoever is named, and also while nobody can say who they are. */
const identifierOf = ({ word }: PlacedWord): Identifier | null => {
  const value =
    word.userId === undefined || word.status !== 'VALID' ? null : normaliseIdentifier('USER_ID', word.userId);
  return value ? { type: 'USER_ID', value } : null;
};

const refuse = ({ row }: PlacedWord, path: string, why: string, code: Reject['code'] = 'INVALID'): Reject =>
  rejectOfRow({ at: row.place, index: row.index }, { path: `accesses.${path}`, why }, code);

/** Why a word cannot be taken; null where it can. */
const flawOf = (placed: PlacedWord, known: KnownAccess, said: { customerId: string | null }): Reject | null => {
  const { word } = placed;
  if (word.status !== 'VALID') return null;
  if (word.userId !== undefined && said.customerId === null) {
    return refuse(placed, 'userId', 'names nobody: send the user id under which the bank knows the customer');
  }
  if (known.currentId && said.customerId && said.customerId !== known.currentId && word.userId !== known.userId) {
    return refuse(placed, 'userId', 'is another than who granted it: a grant by somebody else needs an id of its own');
  }
  if (!known.userId && !said.customerId) {
    return refuse(placed, 'userId', 'is missing: nobody granted it yet, so say whose it is', 'ACCESS_UNKNOWN');
  }
  return null;
};

/**
 * Keeps what a webhook says of customers' permissions, before any data behind them are looked at.
 * @returns the words that cannot be taken, and how many were
 * @throws RapportError UNAVAILABLE when profile cannot say who somebody is; nothing was kept then
 */
export const settleAccesses =
  ({ stores, transact, resolve, hash, now }: Ports) =>
  async (
    { source, validDaysMax = 0 }: SourceDocument,
    words: readonly PlacedWord[],
  ): Promise<{ rejected: Reject[]; taken: number }> => {
    if (words.length === 0) return { rejected: [], taken: 0 };
    const asked = new Map(
      words.flatMap((placed) => {
        const identifier = identifierOf(placed);
        return identifier ? [[placed, { identifiers: [identifier] }] as const] : [];
      }),
    );
    const customers = await resolveCallers({ stores, resolve, hash })([...asked.values()]);
    const ids = [...new Set(words.map(({ word }) => word.accessId))];
    return transact(async (tx) => {
      await stores.accesses.lock(tx, source, ids);
      const keys = ids.map((accessId) => ({ source, accessId }));
      const stored = await stores.accesses.find(keys, tx);
      const settled = new Map<string, KnownAccess>();
      const rejected: Reject[] = [];
      for (const placed of words) {
        const { word } = placed;
        const key = accessKeyOf({ source, accessId: word.accessId });
        const known = settled.get(key) ?? stored.get(key) ?? { ...newAccess(source, word.accessId), currentId: null };
        const caller = asked.get(placed);
        const customerId = caller ? customers.get(caller)! : null;
        const flaw = flawOf(placed, known, { customerId });
        if (flaw) rejected.push(flaw);
        else {
          const whose = {
            userId: known.userId ?? caller?.identifiers[0].value ?? null,
            customerId: known.customerId ?? customerId,
            currentId: known.currentId ?? customerId,
          };
          settled.set(key, settleAccess({ ...known, ...whose }, { word, now: now(), validDaysMax }));
        }
      }
      await stores.accesses.save(tx, [...settled.values()]);
      return { rejected, taken: words.length - rejected.length };
    });
  };
