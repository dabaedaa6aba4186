import type { Tx } from '@rapport/contracts';
import type { Settlement } from '../domain/ledger/settle-facts.ts';
import { GROUP_MAX, groupKeyOf, type PaymentGroup } from '../domain/recurring/occurrence.ts';
import { paymentOf } from '../domain/recurring/payment.ts';
import { recurringSeriesOf } from '../domain/recurring/recurring-series.ts';
import type { Stores } from './ports.ts';

/**
 * Looks for series anew in the groups that new and corrected facts touch, where they were and where they are now: from
 * the latest payments of each group, so the work is bounded however long the history is.
 */
export const keepRecurring =
  ({ stores: { recurring } }: { stores: Pick<Stores, 'recurring'> }) =>
  async (tx: Tx, settled: readonly Settlement[]): Promise<void> => {
    if (settled.length === 0) return;
    const payments = settled.flatMap(({ fact }) => paymentOf(fact) ?? []);
    const left = await recurring.remove(
      tx,
      settled.flatMap(({ before }) => (before?.kind === 'POSTED' ? [before] : [])),
    );
    await recurring.add(tx, payments);
    const groups = new Map<string, PaymentGroup>();
    for (const { customerId, accountId, currency, direction, payee } of [...left, ...payments]) {
      const group = { customerId, accountId, currency, direction, payee };
      groups.set(groupKeyOf(group), group);
    }
    const touched = [...groups.values()];
    const latest = await recurring.latestOf(tx, touched, GROUP_MAX);
    const series = touched.flatMap((group) => recurringSeriesOf(group, latest.get(groupKeyOf(group)) ?? []));
    await recurring.replace(tx, touched, series);
  };
