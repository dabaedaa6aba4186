// Replays accounts through the cash-flow forecast: JSON lines in, one account each, one JSON line out for each origin.
// A forecast sees what was booked up to its origin, and nothing after it.
import { createInterface } from 'node:readline';
import { z } from 'zod';
import type { DatedDay } from '../../domain/features/feature.ts';
import { cashHistoryOf } from '../../domain/forecast/cash-history.ts';
import { forecastCashFlow } from '../../domain/forecast/forecast-cash-flow.ts';
import { type Direction, dateOfDay, GROUP_MAX } from '../../domain/recurring/occurrence.ts';
import { recurringSeriesOf } from '../../domain/recurring/recurring-series.ts';
import { viewSeries } from '../../domain/recurring/view-series.ts';

const lineShape = z.strictObject({
  accountId: z.string(),
  /** In the order of their booking; amounts are signed, days counted from 1 January 1970. */
  transactions: z.array(
    z.strictObject({ transactionId: z.string(), day: z.int(), amount: z.number(), balanceAfter: z.number() }),
  ),
  origins: z.array(z.int()),
  days: z.int(),
});
type Booked = z.infer<typeof lineShape>['transactions'][number];

const seriesOf = (accountId: string, booked: readonly Booked[], direction: Direction) =>
  recurringSeriesOf(
    { customerId: '', accountId, currency: '', direction, payee: '' },
    booked
      .filter(({ amount }) => amount > 0 === (direction === 'IN'))
      .slice(-GROUP_MAX)
      .map(({ transactionId, day, amount }) => ({ transactionId, day, size: Math.abs(amount) })),
  );

const daysOf = (accountId: string, booked: readonly Booked[]): DatedDay[] =>
  [...Map.groupBy(booked, ({ day }) => day)].map(([day, own]): DatedDay => {
    const sum = (sign: 1 | -1) => own.reduce((total, { amount }) => total + Math.max(0, sign * amount), 0);
    const { balanceAfter, transactionId } = own.at(-1)!;
    return {
      accountId,
      currency: '',
      day: dateOfDay(day),
      inflow: String(sum(1)),
      outflow: String(sum(-1)),
      essential: '0',
      transactionCount: own.length,
      returnedCount: 0,
      returnedForFundsCount: 0,
      closing: { at: dateOfDay(day), transactionId, balance: String(balanceAfter) },
      lowestBalance: null,
    };
  });

for await (const line of createInterface({ input: process.stdin })) {
  const { accountId, days, origins, transactions } = lineShape.parse(JSON.parse(line));
  for (const asOf of origins) {
    const booked = transactions.filter(({ day }) => day <= asOf);
    const all = [...seriesOf(accountId, booked, 'IN'), ...seriesOf(accountId, booked, 'OUT')];
    const own = new Set(all.flatMap(({ transactionIds }) => transactionIds));
    const payments = booked
      .filter(({ transactionId }) => own.has(transactionId))
      .map(({ day, amount }) => ({ accountId, currency: '', day, amount }));
    const history = cashHistoryOf(daysOf(accountId, booked), payments, asOf);
    if (!history) continue;
    const series = viewSeries(all, dateOfDay(asOf));
    const began = performance.now();
    const question = { days, floor: 0 };
    const forecast = forecastCashFlow({ history, asOf, series, name: `${accountId} ${asOf}` }, question);
    const said = {
      accountId,
      asOf,
      ...forecast.days.at(-1)!,
      belowZero: forecast.belowFloor.probability,
      ms: performance.now() - began,
    };
    process.stdout.write(`${JSON.stringify(said)}\n`);
  }
}
