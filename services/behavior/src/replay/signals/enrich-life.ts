import { enrich, NO_CORRECTIONS } from '../../domain/enrichment/enrich.ts';
import { bookingKeyOf, linkBookings } from '../../domain/enrichment/link-bookings.ts';
import { REFUND_DAYS } from '../../domain/enrichment/link-refunds.ts';
import { TRANSFER_REACH_DAYS } from '../../domain/enrichment/link-transfers.ts';
import type { TextModel } from '../../domain/enrichment/text/text-model.ts';
import type { LedgerFact } from '../../domain/ledger/ledger-fact.ts';

const DAY_MS = 86_400_000;
/** What may turn out to be something else lies no further back than what comes can bear on. */
const CHANGING_DAYS = TRANSFER_REACH_DAYS;
/** What decides about the farthest of these. */
const DECIDING_DAYS = CHANGING_DAYS + REFUND_DAYS + TRANSFER_REACH_DAYS;

const since = (today: string, days: number): Date => new Date(Date.parse(`${today}T00:00:00Z`) - days * DAY_MS);

/**
 * Enriches a life as it is told: a day's bookings by themselves and by those before them; where one turns out to be the
 * other side of an earlier one, that one is told anew.
 * @returns what a day's bookings, and earlier ones because of them, turned out to be
 */
export const enrichLife = (model: TextModel): ((told: readonly LedgerFact[], today: string) => LedgerFact[]) => {
  let known: (LedgerFact & { readonly base: NonNullable<LedgerFact['enrichment']> })[] = [];
  return (told, today) => {
    const posted = told.filter(({ kind }) => kind === 'POSTED');
    const judged = posted.map((fact) => ({ ...fact, base: enrich(fact, NO_CORRECTIONS, model) }));
    const isDeciding = since(today, DECIDING_DAYS);
    known = [...known.filter(({ bookedAt }) => bookedAt >= isDeciding), ...judged];
    const enriched = linkBookings(known.map((fact) => ({ ...fact, currentId: fact.customerId })));
    const mayChange = since(today, CHANGING_DAYS);
    const changed: LedgerFact[] = [];
    known = known.map((fact) => {
      const enrichment = enriched.get(bookingKeyOf(fact))!;
      const isSame = JSON.stringify(fact.enrichment) === JSON.stringify(enrichment);
      if (fact.bookedAt < mayChange || isSame) return fact;
      const { base, ...rest } = fact;
      changed.push({ ...rest, enrichment });
      return { ...rest, base, enrichment };
    });
    return [...told.filter(({ kind }) => kind !== 'POSTED'), ...changed];
  };
};
