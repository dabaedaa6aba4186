import type { Tx, Viewer } from '@rapport/contracts';
import { directionOf, fitsDirection } from '../domain/enrichment/direction.ts';
import { merchantKeyOf } from '../domain/enrichment/enrich.ts';
import { type Category, isCategory } from '../domain/enrichment/taxonomy.ts';
import type { TextModel } from '../domain/enrichment/text/text-model.ts';
import { keyOf, type LedgerFact } from '../domain/ledger/ledger-fact.ts';
import { enrichBookings } from './enrich-bookings.ts';
import { daysOfFacts, rebuildDays } from './keep-days.ts';
import type { Stores } from './ports.ts';
import { type SensingPorts, senseCustomers } from './sense-customers.ts';

/** Why a category was not corrected. */
export type CorrectionRefusal = 'NOT_FOUND' | 'UNKNOWN_CATEGORY' | 'WRONG_DIRECTION' | 'NO_MERCHANT';

/** What a customer, or who helps them, says of one booking. */
export type CategoryCorrection = {
  readonly customerId: string;
  readonly accountId: string;
  readonly transactionId: string;
  readonly category: string;
  /** Whether the customer's next bookings with this merchant are meant as well. */
  readonly alsoMerchant: boolean;
};

type Ports = SensingPorts & { readonly textModel: TextModel };

/** The booking under its customer's lock; null where the customer has none of this name. */
const lockBooking = async (
  tx: Tx,
  { transactions, customers, enrichments }: Stores,
  { customerId, accountId, transactionId }: CategoryCorrection,
): Promise<{ readonly fact: LedgerFact; readonly currentId: string } | null> => {
  const name = { accountId, transactionId, kind: 'POSTED' } as const;
  const currentId = (await customers.currentIdsOf(tx, [customerId])).get(customerId)!;
  await tx.lock([currentId]);
  const key = (await transactions.keysOf(tx, [name])).get(keyOf(name));
  if (!key) return null;
  const owner = (await customers.currentIdsOf(tx, [key.customerId])).get(key.customerId);
  const [fact] = owner === currentId ? await enrichments.factsAt(tx, [key]) : [];
  return fact ? { fact, currentId } : null;
};

const saveWord = async (
  tx: Tx,
  { enrichments }: Stores,
  viewer: Viewer,
  said: { readonly fact: LedgerFact; readonly category: Category; readonly merchantKey: string | null },
): Promise<void> => {
  const { fact, category, merchantKey } = said;
  await enrichments.saveBookingCorrection(tx, { ...fact, category }, viewer.subject);
  if (merchantKey === null) return;
  await enrichments.saveMerchantCorrection(tx, { customerId: fact.customerId, merchantKey, category }, viewer.subject);
};

/**
 * A customer's word on a booking stands above everything else, from now on. The booking, those linked with it, their
 * days and what is sensed of the customer follow at once.
 * @returns the booking as it is now, or why nothing was changed
 */
export const correctCategory =
  (ports: Ports) =>
  async (tx: Tx, viewer: Viewer, correction: CategoryCorrection): Promise<LedgerFact | CorrectionRefusal> => {
    const { stores } = ports;
    const { category, alsoMerchant } = correction;
    if (!isCategory(category)) return 'UNKNOWN_CATEGORY';
    const found = await lockBooking(tx, stores, correction);
    if (!found) return 'NOT_FOUND';
    const { fact, currentId } = found;
    if (!fitsDirection(category, directionOf(fact.amount))) return 'WRONG_DIRECTION';
    const merchantKey = alsoMerchant ? merchantKeyOf(fact) : null;
    if (alsoMerchant && merchantKey === null) return 'NO_MERCHANT';
    await saveWord(tx, stores, viewer, { fact, category, merchantKey });
    const { bookings, changed } = await enrichBookings(ports)(tx, [fact], [fact], () => currentId);
    await stores.enrichments.update(tx, [...bookings, ...changed]);
    await rebuildDays(tx, stores, daysOfFacts([...bookings, ...changed]));
    await senseCustomers(ports)(tx, [{ customerId: currentId, factIds: [], newestFactAt: null }]);
    tx.audit({
      viewer,
      action: 'Mutation.behaviorCorrectCategory',
      about: currentId,
      before: { category: fact.enrichment?.category ?? null },
      after: { category, alsoMerchant, accountId: fact.accountId, transactionId: fact.transactionId },
    });
    return bookings[0]!;
  };
