// What is sensed of the six people of the demo, each with a life that says what ought to be.

import type { DemoCustomer } from '../../../shared/local/src/demo/demo-customer.ts';
import { generateDemoCustomers } from '../../../shared/local/src/demo/demo-customers.ts';
import { judgeArchetypes } from '../src/domain/archetypes/judge-archetypes.ts';
import { lifeStagesOf } from '../src/domain/archetypes/life-stage.ts';
import { customerDaysOf } from '../src/domain/features/customer-days.ts';
import { bucketOf } from '../src/domain/features/day-bucket.ts';
import { daysBefore } from '../src/domain/features/feature.ts';
import { computeFeatures, HORIZON_DAYS } from '../src/domain/features/registry.ts';
import { dayOf, type LedgerFact } from '../src/domain/ledger/ledger-fact.ts';
import { GROUP_MAX, groupKeyOf } from '../src/domain/recurring/occurrence.ts';
import { paymentOf } from '../src/domain/recurring/payment.ts';
import { recurringSeriesOf } from '../src/domain/recurring/recurring-series.ts';
import { viewSeries } from '../src/domain/recurring/view-series.ts';
import { senseSignals } from '../src/domain/signals/sense-signals.ts';
import type { SignalCase } from '../src/domain/signals/signal.ts';

const TODAY = '2026-03-02';
const NOW = new Date(`${TODAY}T11:00:00Z`);

const factsOf = ({ userId, transactions }: DemoCustomer): LedgerFact[] =>
  transactions.map(
    ({ transactionId, accountId, amountCents, balanceAfterCents, currency, bookedAt, narration, mcc }) => ({
      customerId: userId,
      bookedAt: new Date(bookedAt),
      accountId,
      transactionId,
      kind: 'POSTED',
      amount: (amountCents / 100).toFixed(2),
      currency,
      narration,
      mcc: mcc ?? null,
      balanceAfter: (balanceAfterCents / 100).toFixed(2),
      reason: null,
      version: 1,
      receivedAt: NOW,
      enrichment: null,
    }),
  );

/** What the service makes of a customer's facts, without its database. */
const caseOf = (customer: DemoCustomer): SignalCase => {
  const facts = factsOf(customer);
  const buckets = [...Map.groupBy(facts, ({ bookedAt }) => dayOf(bookedAt))]
    .map(([day, ofDay]) => ({ day, bucket: bucketOf(ofDay) }))
    .filter(({ day }) => day >= daysBefore(TODAY, HORIZON_DAYS - 1));
  const held = customer.accounts.map(({ accountId, accountType, currency }) => ({
    customerId: customer.userId,
    accountId,
    accountType,
    currency,
    role: 'OWNER' as const,
  }));
  const days = customerDaysOf(buckets, held, TODAY);
  const groups = Map.groupBy(
    facts.flatMap((fact) => paymentOf(fact) ?? []),
    groupKeyOf,
  );
  const series = [...groups.values()].flatMap(([first, ...rest]) =>
    recurringSeriesOf(first!, [first!, ...rest].slice(-GROUP_MAX)),
  );
  return {
    days,
    features: computeFeatures(days),
    recent: facts
      .filter(({ bookedAt }) => dayOf(bookedAt) >= daysBefore(TODAY, 29))
      .toReversed()
      .slice(0, 200),
    series: viewSeries(series, TODAY),
    now: NOW,
  };
};

const people = new Map(generateDemoCustomers(TODAY).map((customer) => [customer.kind, caseOf(customer)]));

const feltOf = (subject: SignalCase): string[] =>
  senseSignals('cus_a', subject, { before: [], now: NOW })
    .filter(({ level }) => level !== 'NONE')
    .map(({ kind, level }) => `${kind} ${level}`)
    .toSorted();

type Story = {
  readonly felt: readonly string[];
  readonly archetypes: readonly string[];
  readonly stage: string;
};

test.each<[DemoCustomer['kind'], Story]>([
  ['salaried-family', { felt: ['INCOME_STABILITY'], archetypes: ['SALARIED', 'FAMILY'], stage: 'RAISING_A_FAMILY' }],
  ['freelancer', { felt: ['INCOME_CHANGE'], archetypes: [], stage: 'ESTABLISHED' }],
  ['retiree', { felt: ['INCOME_STABILITY'], archetypes: ['RETIREE', 'HOMEOWNER'], stage: 'RETIRED' }],
  ['traveller', { felt: ['INCOME_STABILITY', 'TRAVEL'], archetypes: ['SALARIED'], stage: 'STARTING_OUT' }],
  ['sliding-into-distress', { felt: ['INCOME_STABILITY'], archetypes: ['SALARIED', 'DEBTOR'], stage: 'ESTABLISHED' }],
  ['first-home-saver', { felt: ['INCOME_STABILITY'], archetypes: ['SALARIED'], stage: 'ESTABLISHED' }],
])('the %s is sensed as what they are', (kind, { felt, archetypes, stage }) => {
  const subject = people.get(kind)!;
  const shares = judgeArchetypes(subject);
  expect(feltOf(subject).map((one) => one.split(' ')[0])).toEqual(expect.arrayContaining([...felt]));
  expect(shares.filter(({ share }) => share >= 0.5).map(({ name }) => name)).toEqual(
    expect.arrayContaining([...archetypes]),
  );
  expect(lifeStagesOf(shares)[0]!.name).toBe(stage);
});

const NOBODYS = /^(ILLNESS|BEREAVEMENT|DIVORCE|NEW_CHILD|JOB_LOSS|CHURN|MOVING|RETIREMENT|VULNERABILITY)/;

test.each([...people.keys()])('of the %s nothing is guessed that did not happen', (kind) => {
  expect(feltOf(people.get(kind)!).filter((one) => NOBODYS.test(one))).toEqual([]);
});
