// Replays accounts through the trajectory of spending: JSON lines in, one account each, one JSON line out for each day
// on which a forecast is made. A forecast sees what was booked up to that day, and nothing after it.
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { isCategory, primaryOf } from '../../domain/enrichment/taxonomy.ts';
import { dateOfDay, GROUP_MAX } from '../../domain/recurring/occurrence.ts';
import { payeeOf } from '../../domain/recurring/payee.ts';
import { recurringSeriesOf } from '../../domain/recurring/recurring-series.ts';
import { viewSeries } from '../../domain/recurring/view-series.ts';
import type { SpendingDay } from '../../domain/spending/spending-months.ts';
import { forecastSpending } from '../../domain/trajectory/forecast-spending.ts';
import type { SpendingSeries } from '../../domain/trajectory/planned-spending.ts';

const lineShape = z.strictObject({
  accountId: z.string(),
  /** Money out, oldest first; sizes are positive, days counted from 1 January 1970. */
  payments: z.array(
    z.strictObject({
      transactionId: z.string(),
      day: z.int(),
      size: z.number(),
      narration: z.string(),
      category: z.string().refine(isCategory),
    }),
  ),
  /** Days on which a forecast is made. */
  origins: z.array(z.int()),
});
type Paid = z.infer<typeof lineShape>['payments'][number];

const daysOf = (paid: readonly Paid[]): SpendingDay[] =>
  paid.map(({ day, size, category }) => ({ day: dateOfDay(day), byCategory: { [category]: { out: String(size) } } }));

const seriesOf = (accountId: string, paid: readonly Paid[], today: string): SpendingSeries[] => {
  const byId = new Map(paid.map((payment) => [payment.transactionId, payment]));
  const groups = Map.groupBy(paid, ({ narration }) => payeeOf(narration));
  const found = [...groups].flatMap(([payee, own]) => {
    const group = { customerId: '', accountId, currency: '', direction: 'OUT' as const, payee };
    return recurringSeriesOf(group, own.slice(-GROUP_MAX));
  });
  return viewSeries(found, today).map((series) => {
    const payments = series.transactionIds.map((id) => byId.get(id)!);
    return {
      ...series,
      category: primaryOf(payments[0]!.category),
      payments: payments.map(({ day, size }) => ({ day, amount: -size })),
    };
  });
};

for await (const line of createInterface({ input: process.stdin })) {
  const { accountId, origins, payments } = lineShape.parse(JSON.parse(line));
  for (const asOf of origins) {
    const paid = payments.filter(({ day }) => day <= asOf);
    const today = dateOfDay(asOf);
    const forecast = forecastSpending({ days: daysOf(paid), today, series: seriesOf(accountId, paid, today) });
    process.stdout.write(`${JSON.stringify({ accountId, asOf, forecast })}\n`);
  }
}
