import type { Tx } from '@rapport/contracts';
import type { Category } from '../../domain/enrichment/taxonomy.ts';
import type { SeriesPayment } from '../../domain/forecast/cash-history.ts';
import type { LedgerKey } from '../../domain/ledger/ledger-fact.ts';
import type { Occurrence, PaymentGroup } from '../../domain/recurring/occurrence.ts';
import type { Payment } from '../../domain/recurring/payment.ts';
import type { RecurringSeries } from '../../domain/recurring/recurring-series.ts';

/** A payment with the series that it belongs to. */
export type PaymentOfSeries = SeriesPayment & { readonly seriesId: string };

export type RecurringStore = {
  /** The latest payments of series from a day on, counted from 1 January 1970, by asked id. */
  paymentsOf(customerIds: readonly string[], fromDay: number): Promise<Map<string, PaymentOfSeries[]>>;
  /** The category of the latest payment of each series of money out that has one, by series, by asked id. */
  categoriesOf(customerIds: readonly string[]): Promise<Map<string, ReadonlyMap<string, Category>>>;
  /** Forgets payments; returns the groups in which they stood. */
  remove(tx: Tx, keys: readonly Pick<LedgerKey, 'accountId' | 'transactionId'>[]): Promise<PaymentGroup[]>;
  add(tx: Tx, payments: readonly Payment[]): Promise<void>;
  /** The latest payments of each group, so many, by `groupKeyOf`. */
  latestOf(tx: Tx, groups: readonly PaymentGroup[], limit: number): Promise<Map<string, Occurrence[]>>;
  /** Replaces the series of whole groups. */
  replace(tx: Tx, groups: readonly PaymentGroup[], series: readonly RecurringSeries[]): Promise<void>;
  /** Series by asked id, those expected last first, so many for each. */
  ofCustomers(customerIds: readonly string[], limit: number, tx?: Tx): Promise<Map<string, RecurringSeries[]>>;
};
