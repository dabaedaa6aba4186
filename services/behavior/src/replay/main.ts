// Replays payments through the search for series: JSON lines in, in the order of their arrival, one JSON line out for
// each. Learning quality is measured through it, so that what a label rests on never reaches the search.
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { dateOfDay, GROUP_MAX, type Occurrence, type PaymentGroup } from '../domain/recurring/occurrence.ts';
import { periodOf } from '../domain/recurring/period.ts';
import { type RecurringSeries, recurringSeriesOf } from '../domain/recurring/recurring-series.ts';

const lineShape = z.strictObject({
  transactionId: z.string(),
  accountId: z.string(),
  /** Days since 1 January 1970. */
  day: z.int(),
  /** Money out, positive. */
  size: z.number().nonnegative(),
});

const isMature = ({ frequency, transactionCount }: RecurringSeries): boolean =>
  transactionCount >= periodOf(frequency).matureFrom;

/** The mature series with a payment among its latest. */
const seriesWith = (all: readonly RecurringSeries[], transactionId: string): RecurringSeries | null =>
  all.find((series) => isMature(series) && series.transactionIds.includes(transactionId)) ?? null;

const groups = new Map<string, Occurrence[]>();
const arrivals: { transactionId: string; accountId: string; online: boolean; nextOn: string | null }[] = [];
const groupOf = (accountId: string): PaymentGroup => ({
  customerId: '',
  accountId,
  currency: '',
  direction: 'OUT',
  payee: '',
});

for await (const line of createInterface({ input: process.stdin })) {
  const { accountId, ...payment } = lineShape.parse(JSON.parse(line));
  const known = groups.get(accountId) ?? [];
  known.push(payment);
  groups.set(accountId, known);
  const latest = known
    .toSorted((a, b) => b.day - a.day || (a.transactionId < b.transactionId ? 1 : -1))
    .slice(0, GROUP_MAX);
  const series = seriesWith(recurringSeriesOf(groupOf(accountId), latest), payment.transactionId);
  arrivals.push({
    transactionId: payment.transactionId,
    accountId,
    online: series !== null,
    nextOn: series && series.lastOn === dateOfDay(payment.day) ? series.nextOn : null,
  });
}

const whole = new Map(
  [...groups].map(([accountId, payments]) => [
    accountId,
    new Set(
      recurringSeriesOf(groupOf(accountId), payments, Infinity)
        .filter(isMature)
        .flatMap(({ transactionIds }) => transactionIds),
    ),
  ]),
);
for (const { accountId, ...arrival } of arrivals) {
  const hindsight = whole.get(accountId)!.has(arrival.transactionId);
  process.stdout.write(`${JSON.stringify({ ...arrival, hindsight })}\n`);
}
