import type { Tx } from '@rapport/contracts';
import { directionOf } from '../domain/enrichment/direction.ts';
import { type Corrections, enrich, merchantKeyOf, NO_CORRECTIONS } from '../domain/enrichment/enrich.ts';
import type { Enrichment } from '../domain/enrichment/enrichment.ts';
import {
  bookingKeyOf,
  type JudgedBooking,
  linkBookings,
  mayBeRefund,
  mayBeRefunded,
  mayBeTransfer,
} from '../domain/enrichment/link-bookings.ts';
import { REFUND_DAYS } from '../domain/enrichment/link-refunds.ts';
import { sizeOf, TRANSFER_REACH_DAYS } from '../domain/enrichment/link-transfers.ts';
import type { TextModel } from '../domain/enrichment/text/text-model.ts';
import type { LedgerFact } from '../domain/ledger/ledger-fact.ts';
import type { Settlement } from '../domain/ledger/settle-facts.ts';
import type { ReadFact, Stores, Surroundings } from './ports.ts';

/** What enrichment works with. */
export type EnrichmentPorts = { readonly stores: Pick<Stores, 'enrichments'>; readonly textModel: TextModel };

/** Bookings with what they turned out to be, and the stored ones around them that turned out to be something else. */
export type Enriched = { readonly bookings: LedgerFact[]; readonly changed: LedgerFact[] };

const DAY_MS = 86_400_000;

const surroundingsOf = (booking: JudgedBooking): Surroundings => ({
  currentId: booking.currentId,
  accountId: booking.accountId,
  bookedAt: booking.bookedAt,
  currency: booking.currency,
  size: sizeOf(booking.amount),
  merchant: mayBeRefund(booking) || mayBeRefunded(booking) ? booking.base.merchant : null,
});

const isLinked = ({ enrichment }: LedgerFact): boolean =>
  enrichment?.evidence === 'TRANSFER' || enrichment?.evidence === 'REFUND';

const isNear = (fact: ReadFact, { currentId, bookedAt, size, accountId, merchant }: Surroundings): boolean => {
  const days = Math.abs(fact.bookedAt.getTime() - bookedAt.getTime()) / DAY_MS;
  if (fact.currentId !== currentId) return false;
  if (sizeOf(fact.amount) === size && days <= TRANSFER_REACH_DAYS + 1) return true;
  return fact.accountId === accountId && fact.enrichment?.merchant === merchant && days <= REFUND_DAYS + 1;
};

const isSame = (a: Enrichment | null, b: Enrichment): boolean =>
  a !== null &&
  a.category === b.category &&
  a.evidence === b.evidence &&
  a.counterpart?.accountId === b.counterpart?.accountId &&
  a.counterpart?.transactionId === b.counterpart?.transactionId;

/** The stored bookings that could be other sides of these: transfers from both directions, refunds and purchases. */
const readAround = async (
  tx: Tx,
  { enrichments }: Pick<Stores, 'enrichments'>,
  touched: readonly JudgedBooking[],
): Promise<ReadFact[]> => {
  const movable = touched.filter((booking) => mayBeTransfer(booking) || mayBeRefund(booking) || mayBeRefunded(booking));
  const around = movable.map(surroundingsOf);
  if (around.length === 0) return [];
  const arrived = await enrichments.moneyInAround(tx, around);
  const sizes = new Set(
    [...arrived, ...movable.filter(({ amount }) => directionOf(amount) === 'IN')].map(
      ({ currentId, currency, amount }) => `${currentId} ${currency} ${sizeOf(amount)}`,
    ),
  );
  const transfers = around.filter(({ currentId, currency, size }) => sizes.has(`${currentId} ${currency} ${size}`));
  const refunds = [
    ...arrived.flatMap((fact) =>
      fact.enrichment?.merchant ? { ...fact, size: sizeOf(fact.amount), merchant: fact.enrichment.merchant } : [],
    ),
    ...movable.filter(mayBeRefund).map(surroundingsOf),
  ].map(({ currentId, accountId, bookedAt, currency, size, merchant }) => ({
    currentId,
    accountId,
    bookedAt,
    currency,
    size,
    merchant,
  }));
  return [...arrived, ...(await enrichments.moneyOutAround(tx, transfers, refunds))];
};

/**
 * What bookings turned out to be: by people's corrections, merchants, codes and texts, and by the bookings around them.
 * A booking whose other side left, came or changed is told anew as well.
 * @param before what stood in the place of bookings that were corrected: whom they were linked with is looked at again
 */
export const enrichBookings =
  ({ stores, textModel }: EnrichmentPorts) =>
  async (
    tx: Tx,
    bookings: readonly LedgerFact[],
    before: readonly LedgerFact[],
    currentOf: (customerId: string) => string,
  ): Promise<Enriched> => {
    const judge = async (facts: readonly LedgerFact[]): Promise<JudgedBooking[]> => {
      const asked = facts.map((fact) => ({
        currentId: currentOf(fact.customerId),
        accountId: fact.accountId,
        transactionId: fact.transactionId,
        merchantKey: merchantKeyOf(fact),
      }));
      const said: Corrections[] = await stores.enrichments.correctionsOf(tx, asked);
      return facts.map((fact, at) => ({
        ...fact,
        currentId: asked[at]!.currentId,
        base: enrich(fact, said[at] ?? NO_CORRECTIONS, textModel),
      }));
    };
    const judged = await judge(bookings);
    const left = before.flatMap((fact) =>
      fact.enrichment ? [{ ...fact, currentId: currentOf(fact.customerId), base: fact.enrichment }] : [],
    );
    const touched = [...judged, ...left.map((booking) => ({ ...booking, base: unlinked(booking.base) }))];
    const own = new Set(bookings.map(bookingKeyOf));
    const around = (await readAround(tx, stores, touched)).filter((fact) => !own.has(bookingKeyOf(fact)));
    const linkedBefore = await judge(around.filter(isLinked));
    const untouched = around
      .filter((fact) => !isLinked(fact))
      .flatMap((fact) => (fact.enrichment ? [{ ...fact, base: fact.enrichment }] : []));
    const enriched = linkBookings([...judged, ...linkedBefore, ...untouched]);
    const places = touched.map(surroundingsOf);
    const changed = around.flatMap(({ currentId, ...fact }) => {
      const enrichment = enriched.get(bookingKeyOf(fact));
      if (!enrichment || isSame(fact.enrichment, enrichment)) return [];
      return places.some((place) => isNear({ ...fact, currentId }, place)) ? [{ ...fact, enrichment }] : [];
    });
    return {
      bookings: bookings.map((fact) => ({ ...fact, enrichment: enriched.get(bookingKeyOf(fact))! })),
      changed,
    };
  };

/** The facts of a batch with what they turned out to be, to be written; and stored bookings that changed by them. */
export const enrichSettled =
  (ports: EnrichmentPorts) =>
  async (
    tx: Tx,
    settled: readonly Settlement[],
    currentOf: (customerId: string) => string,
  ): Promise<{ readonly settled: Settlement[]; readonly changed: LedgerFact[] }> => {
    const posted = settled.filter(({ key }) => key.kind === 'POSTED');
    const replaced = posted.flatMap(({ before }) => before ?? []);
    const before = await ports.stores.enrichments.factsAt(tx, replaced);
    const { bookings, changed } = await enrichBookings(ports)(
      tx,
      posted.map(({ fact }) => fact),
      before,
      currentOf,
    );
    const byKey = new Map(bookings.map((fact) => [bookingKeyOf(fact), fact]));
    return {
      settled: settled.map((one) =>
        one.key.kind === 'POSTED' ? { ...one, fact: byKey.get(bookingKeyOf(one.key))! } : one,
      ),
      changed,
    };
  };

/** A booking that was linked is looked at as though it could be linked again. */
const unlinked = (enrichment: Enrichment): Enrichment =>
  enrichment.evidence === 'TRANSFER' ? { ...enrichment, evidence: 'NONE' } : enrichment;
