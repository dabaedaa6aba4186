import { assessed, booked, caseOf, series } from '../../../../test/signal-case.ts';
import { levelOf } from '../hysteresis.ts';
import { findSignal } from '../registry.ts';

const PAY = series('LOHN NORDLICHT', '2400', { nextOn: '2026-03-27' });

test('money that lasts for two days with pay in 25 is a crunch, and the evidence names what was spent', () => {
  const short = caseOf({
    features: { buffer_days: 2, negative_balance_days_30d: 3, spending_monthly: 2_600, income_monthly: 2_400 },
    series: [PAY],
    recent: [booked(1, '-80', 'SHOP'), booked(2, '2400', 'LOHN')],
  });
  const { score, transactionIds, features } = assessed('LIQUIDITY_CRUNCH', short);
  expect(levelOf(score, 'NONE')).toBe('HIGH');
  expect(transactionIds).toEqual(['SHOP-1']);
  expect(features[0]).toEqual({ name: 'days_short_until_pay', value: '23', unit: 'days' });
  expect(findSignal('LIQUIDITY_CRUNCH')!.agentSentence('HIGH', features)).toContain(
    'essentials of 23 days are not covered until the next pay',
  );
});

test('a thin balance two days before pay is none', () => {
  const soon = caseOf({ features: { buffer_days: 6 }, series: [{ ...PAY, nextOn: '2026-03-04' }] });
  expect(levelOf(assessed('LIQUIDITY_CRUNCH', soon).score, 'NONE')).toBe('NONE');
});

describe('vulnerability', () => {
  const stressed = { buffer_days: 0, balance_latest: -200, negative_balance_days_30d: 9, returned_payments_30d: 2 };
  const funeral = [booked(3, '-2900', 'BESTATTUNGSHAUS'), booked(2, '900', 'WITWENRENTE'), booked(1, '-1', 'NACHLASS')];

  test('stress alone asks for care, with a change in life it is high, and nobody learns which change', () => {
    const alone = assessed('VULNERABILITY', caseOf({ features: stressed }));
    expect(levelOf(alone.score, 'NONE')).toBe('MEDIUM');
    const both = assessed('VULNERABILITY', caseOf({ features: stressed, recent: funeral }));
    expect(levelOf(both.score, 'NONE')).toBe('HIGH');
    expect(both.transactionIds).toEqual([]);
    const words = findSignal('VULNERABILITY')!.agentSentence('HIGH', both.features);
    expect(words).toContain('something in life may have changed');
    expect(`${words} ${JSON.stringify(both)}`).not.toMatch(/funeral|bereave|bestatt|death/i);
  });

  test('games of chance are a first suspicion, a steady life none', () => {
    expect(levelOf(assessed('VULNERABILITY', caseOf({ features: { gambling_share_90d: 0.3 } })).score, 'NONE')).toBe(
      'LOW',
    );
    expect(assessed('VULNERABILITY', caseOf({ features: { buffer_days: 60 } })).score).toBe(0);
  });
});
