import { fact, featuresOf, onDays, range } from '../../../../test/given-days.ts';

test('a day without a booking ends as the day before did', () => {
  const features = featuresOf({
    facts: [
      fact(50, { balanceAfter: '-5.00' }),
      fact(20, { balanceAfter: '5.00' }),
      fact(3, { balanceAfter: '-1.00' }),
    ],
  });
  expect(features['negative_balance_days_30d']).toBe('13');
});

test('a balance that swings between two levels is as volatile as their distance says', () => {
  const swinging = onDays(range(0, 90), (ago) => fact(ago, { balanceAfter: ago % 2 === 0 ? '100.00' : '300.00' }));
  expect(Number(featuresOf({ facts: swinging })['balance_volatility_90d'])).toBeCloseTo(100.56, 2);
  const still = featuresOf({ facts: [fact(80, { balanceAfter: '100.00' })] });
  expect(still['balance_volatility_90d']).toBe('0');
  expect(featuresOf({ facts: [fact(3, { balanceAfter: '100.00' })] })['balance_volatility_90d']).toBeNull();
});

test('a balance that loses ten a day has a trend of minus three hundred a month', () => {
  const falling = onDays(range(0, 90), (ago) => fact(ago, { balanceAfter: String(1_000 + 10 * ago) }));
  expect(featuresOf({ facts: falling })['balance_trend_90d']).toBe('-300');
  expect(featuresOf({ facts: falling.slice(0, 30) })['balance_trend_90d']).toBeNull();
});
