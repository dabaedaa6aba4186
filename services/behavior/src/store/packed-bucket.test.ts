import { fcOptions } from '@rapport/testkit';
import fc from 'fast-check';
import { enriched, fact } from '../../test/given-days.ts';
import { CATEGORIES } from '../domain/enrichment/taxonomy.ts';
import { bucketOf } from '../domain/features/day-bucket.ts';
import { packBucket, unpackBucket } from './packed-bucket.ts';

const facts = fc
  .record({
    minor: fc.integer({ min: -200_000, max: 200_000 }),
    accountId: fc.constantFrom('acct-1', 'acct-2'),
    currency: fc.constantFrom('EUR', 'USD'),
    kind: fc.constantFrom('POSTED' as const, 'RETURNED' as const),
    balanceAfter: fc.constantFrom(null, '0.00', '-3.10', '250'),
    category: fc.option(fc.constantFrom(...CATEGORIES)),
    evidence: fc.constantFrom('MCC' as const, 'TRANSFER' as const, 'REFUND' as const),
  })
  .map(({ minor, category, evidence, ...rest }) => {
    const counterpart = { accountId: 'acct-pot', transactionId: 'other' };
    const enrichment = category && enriched(category, { evidence, counterpart });
    return fact(0, { ...rest, amount: (minor / 100).toFixed(2), enrichment });
  });

test('a bucket comes back as it was, whatever its day held', () => {
  const isKept = (given: Parameters<typeof bucketOf>[0]) => {
    const bucket = bucketOf(given);
    const stored = JSON.parse(JSON.stringify(packBucket(bucket))) as ReturnType<typeof packBucket>;
    expect(unpackBucket(stored)).toEqual(bucket);
  };
  fc.assert(fc.property(fc.array(facts, { maxLength: 12 }), isKept), fcOptions());
});

test('a bucket from before there was a packed form is read as it is', () => {
  const bucket = bucketOf([fact(0, { amount: '-12.50', balanceAfter: '90' })]);
  expect(unpackBucket(JSON.parse(JSON.stringify(bucket)) as typeof bucket)).toEqual(bucket);
  expect(unpackBucket({})).toEqual({});
});

test('what is packed names nothing', () => {
  const packed = packBucket(bucketOf([fact(0, { amount: '-12.50', balanceAfter: '90' })]));
  expect(JSON.stringify(packed)).not.toMatch(/inflow|outflow|closing|Count/);
});
