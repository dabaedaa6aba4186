import { fcOptions } from '@rapport/testkit';
import fc from 'fast-check';
import type { ApplicationStatus, ApplicationStep } from './application.ts';
import { ABANDONED_AFTER_DAYS, type ApplicationFacts, applicationsAt } from './application-standing.ts';

const day = (number: number) => new Date(Date.UTC(2026, 0, number));
const key = { customerId: 'cus_1', applicationId: 'app-1' };
const step = (name: string, on: number, status: ApplicationStatus = 'STARTED'): ApplicationStep => ({
  ...key,
  step: name,
  stepIndex: null,
  stepCount: null,
  status,
  statedAt: day(on),
});
const document = (documentType: string, on: number) => ({
  ...key,
  documentId: `doc-${documentType}`,
  documentType,
  statedAt: day(on),
});
/** The facts as they are kept: the newest step is where the application stands. */
const factsOf = (steps: readonly ApplicationStep[], rest: Partial<ApplicationFacts> = {}): ApplicationFacts => {
  const newest = steps.reduce((best, one) => (one.statedAt >= best.statedAt ? one : best));
  const { step: reached, status, statedAt } = newest;
  return {
    applications: [{ ...key, product: 'MORTGAGE', step: reached, status, statedAt }],
    steps,
    documents: [],
    requests: [],
    ...rest,
  };
};
const standing = (facts: ApplicationFacts, on: number) => applicationsAt(facts, day(on))[0]!;

test('steps are told in their order, however they came', () => {
  const steps = [step('income', 3), step('start', 1), step('identity', 2)];
  expect(standing(factsOf(steps), 4).steps.map((one) => one.step)).toEqual(['start', 'identity', 'income']);
  const counted = [
    { ...step('b', 1), stepIndex: 2 },
    { ...step('a', 1), stepIndex: 3 },
    { ...step('c', 1), stepIndex: 1 },
  ];
  expect(standing(factsOf(counted), 4).steps.map((one) => one.step)).toEqual(['c', 'b', 'a']);
});

test('an application that was begun and left alone is abandoned after two weeks', () => {
  const facts = factsOf([step('start', 1)]);
  expect(standing(facts, 14).abandonedAt).toBeNull();
  expect(standing(facts, 15).abandonedAt).toEqual(day(1 + ABANDONED_AFTER_DAYS));
  expect(standing(facts, 90).abandonedAt).toEqual(day(1 + ABANDONED_AFTER_DAYS));
});

test('a document that arrives is a sign of life', () => {
  const facts = factsOf([step('start', 1)], { documents: [document('PAYSLIP', 10)] });
  expect(standing(facts, 20).abandonedAt).toBeNull();
  expect(standing(facts, 24).abandonedAt).toEqual(day(24));
});

test.each<ApplicationStatus>(['SUBMITTED', 'APPROVED', 'DECLINED', 'WITHDRAWN'])(
  'an application that is %s waits for the bank, or is over, and is not abandoned',
  (status) => {
    expect(standing(factsOf([step('start', 1), step('end', 2, status)]), 300).abandonedAt).toBeNull();
  },
);

test('what the source calls abandoned is, and a later step takes it up again', () => {
  const stated = [step('start', 1), step('start', 3, 'ABANDONED')];
  expect(standing(factsOf(stated), 4).abandonedAt).toEqual(day(3));
  expect(standing(factsOf([...stated, step('income', 5)]), 6).abandonedAt).toBeNull();
});

test('what was asked for and has not arrived is missing; where nobody asked, it is not known', () => {
  const request = { ...key, documentTypes: ['PAYSLIP', 'IDENTITY', 'PAYSLIP'], statedAt: day(1) };
  const facts = factsOf([step('start', 1)], { requests: [request], documents: [document('IDENTITY', 2)] });
  expect(standing(facts, 3).missingDocuments).toEqual(['PAYSLIP']);
  expect(standing(factsOf([step('start', 1)]), 3).missingDocuments).toBeNull();
  const less = { ...request, documentTypes: ['IDENTITY'], statedAt: day(2) };
  expect(standing({ ...facts, requests: [less, request] }, 3).missingDocuments).toEqual([]);
});

test('once abandoned, time alone changes nothing', () => {
  const days = fc.integer({ min: 1, max: 200 });
  fc.assert(
    fc.property(fc.array(days, { minLength: 1, maxLength: 6 }), days, days, (on, one, other) => {
      const facts = factsOf(on.map((number, index) => step(`s${index}`, number)));
      const [earlier, later] = [Math.min(one, other), Math.max(one, other)].map(
        (at) => standing(facts, at).abandonedAt,
      );
      if (earlier) expect(later).toEqual(earlier);
    }),
    fcOptions(),
  );
});
