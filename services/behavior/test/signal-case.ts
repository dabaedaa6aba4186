// A customer as signals see one, from the little that a test wants to say.
import type { AccountDay } from '../src/domain/features/day-bucket.ts';
import { type DatedDay, daysBefore } from '../src/domain/features/feature.ts';
import type { LedgerFact } from '../src/domain/ledger/ledger-fact.ts';
import type { SeenSeries } from '../src/domain/recurring/view-series.ts';
import { findSignal } from '../src/domain/signals/registry.ts';
import type { Assessment, SignalCase } from '../src/domain/signals/signal.ts';

export const TODAY = '2026-03-02';
const NOON = Date.UTC(2026, 2, 2, 12);
const DAY_MS = 86_400_000;

/** A booking of the main account so many days ago. */
export const booked = (
  daysAgo: number,
  amount: string,
  narration: string,
  more: Partial<LedgerFact> = {},
): LedgerFact => ({
  customerId: 'cus_a',
  bookedAt: new Date(NOON - daysAgo * DAY_MS),
  accountId: 'acct-1',
  transactionId: `${narration}-${daysAgo}`,
  kind: 'POSTED',
  amount,
  currency: 'EUR',
  narration,
  mcc: null,
  balanceAfter: null,
  reason: null,
  version: 1,
  receivedAt: new Date(NOON),
  enrichment: null,
  ...more,
});

/** A monthly series of a payee, by default one that runs and has long been known. */
export const series = (payee: string, averageAmount: string, more: Partial<SeenSeries> = {}): SeenSeries => ({
  customerId: 'cus_a',
  accountId: 'acct-1',
  currency: 'EUR',
  direction: averageAmount.startsWith('-') ? 'OUT' : 'IN',
  payee,
  seriesId: `rec_${payee}`,
  frequency: 'MONTHLY',
  transactionCount: 6,
  firstOn: '2025-09-27',
  lastOn: '2026-02-27',
  nextOn: '2026-03-27',
  graceDays: 6,
  averageAmount,
  lastAmount: averageAmount,
  earlierAmount: null,
  trialAmount: null,
  transactionIds: [],
  status: 'MATURE',
  findings: [],
  ...more,
});

/** The days of the main account, one for each so many days ago. */
export const dayOn = (daysAgo: number, more: Partial<AccountDay> = {}): DatedDay => ({
  day: daysBefore(TODAY, daysAgo),
  accountId: 'acct-1',
  currency: 'EUR',
  inflow: '0',
  outflow: '0',
  essential: '0',
  transactionCount: 1,
  returnedCount: 0,
  returnedForFundsCount: 0,
  closing: null,
  lowestBalance: null,
  ...more,
});

/** Of every day of the last 120, or of those that a test gives. */
export const caseOf = ({
  features = {},
  recent = [booked(1, '-10', 'SHOP')],
  series: all = [],
  days = Array.from({ length: 119 }, (_, ago) => dayOn(118 - ago)),
}: {
  features?: Readonly<Record<string, number | null>>;
  recent?: readonly LedgerFact[];
  series?: readonly SeenSeries[];
  days?: readonly DatedDay[];
} = {}): SignalCase => ({
  days: { today: TODAY, main: { accountId: 'acct-1', currency: 'EUR' }, mainDays: days, allDays: days },
  features: Object.entries(features).map(([name, value]) => ({
    name,
    value: value === null ? null : String(value),
    unit: 'ratio',
  })),
  recent,
  series: all,
  now: new Date(NOON),
});

/** What a signal makes of a case. */
export const assessed = (kind: string, subject: SignalCase): Assessment => findSignal(kind)!.assess(subject);
