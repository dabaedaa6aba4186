import { type AmountBand, amountBandsOf, logsOf, strangersAround } from './amount-band.ts';
import { findSeries } from './find-series.ts';
import { fitSeries, scoreAtMost } from './fit-series.ts';
import { dayNumberOf, type Occurrence } from './occurrence.ts';

const paid = (dates: readonly string[], sizeOf: (index: number) => number, name = 'tx'): Occurrence[] =>
  dates.map((date, index) => ({
    transactionId: `${name}-${index}`,
    day: dayNumberOf(new Date(`${date}T00:00:00Z`)),
    size: sizeOf(index),
  }));
/** A date of so many months from January 2025 on. */
const monthly = (count: number, date = 10): string[] =>
  Array.from({ length: count }, (_, month) => new Date(Date.UTC(2025, month, date)).toISOString().slice(0, 10));
const BAND: AmountBand = {
  members: paid(monthly(4), () => 100),
  width: 0.17,
  middle: Math.log(100),
  isAny: false,
  isExact: true,
  takesChosen: true,
};

test('bands hold equal amounts, amounts within 8.5 % of their middle, and of a named payee all', () => {
  const payments = paid(monthly(5), (index) => [118, 100, 119, 100, 9.99][index]!);
  const shown = (isNamed: boolean) =>
    amountBandsOf(payments, isNamed).map(({ members, width, middle, ...rest }) => ({
      sizes: members.map(({ size }) => size),
      width: Number(width.toFixed(4)),
      middle: Number(middle.toFixed(4)),
      ...rest,
    }));
  const near = { width: 0.17, isAny: false, isExact: false };
  const two = [
    { sizes: [100, 100], width: 0.17, middle: 4.6052, isAny: false, isExact: true, takesChosen: true },
    { ...near, sizes: [100, 100, 118], middle: 4.6902, takesChosen: false },
    { ...near, sizes: [118, 119], middle: 4.8557, takesChosen: false },
  ];
  expect(shown(false)).toEqual(two);
  expect(shown(true)).toEqual([
    ...two.map((band) => ({ ...band, takesChosen: true })),
    { sizes: [118, 100, 119, 100, 9.99], width: 3, middle: 4.7707, isAny: true, isExact: false, takesChosen: true },
  ]);
  const [exact] = amountBandsOf(
    paid(monthly(2), () => 9.99),
    false,
  );
  expect(exact!.width).toBeCloseTo(0.01 / 9.99, 9);
  expect(
    amountBandsOf(
      paid(monthly(2), () => 0),
      true,
    )[0],
  ).toMatchObject({ middle: Math.log(0.01), width: 0.17 });
});

test('strangers are those within half a unit around a band, or within it, and half a one is always possible', () => {
  const logs = [0.501, 0.5, 0.2, 0, -0.5, -0.501].map((off) => Math.log(100) + off);
  expect(strangersAround(BAND, logs, 2, 50)).toBeCloseTo((2 + 0.5) / 50, 9);
  expect(strangersAround(BAND, logs, 9, 50)).toBeCloseTo(0.5 / 50, 9);
  expect(strangersAround({ ...BAND, width: 3 }, logs, 2, 50)).toBeCloseTo((4 + 0.5) / 3 / 50, 9);
});

describe('the odds of a series', () => {
  const chance = (windowDays: number) => 1 - Math.exp((-0.5 / 120) * 0.17 * windowDays);
  const fit = (dates: readonly string[], more: Partial<AmountBand> = {}) => {
    const members = paid(dates, () => 100);
    return fitSeries({ ...BAND, members, ...more }, logsOf(members), 120);
  };

  test('rise with each payment that keeps its slot, by how little a stranger would', () => {
    expect(fit(monthly(4))).toMatchObject({ period: { frequency: 'MONTHLY' }, tolerance: 1 });
    expect(fit(monthly(4))!.score).toBeCloseTo(3 * Math.log(0.85 / chance(3)) - Math.log(31 / 3), 9);
    expect(scoreAtMost(BAND, logsOf(BAND.members), 120)).toBeCloseTo(3 * Math.log(0.85 / chance(1)), 9);
  });

  test('fall with each slot that stays empty, of which two thirds must be kept', () => {
    const skipping = fit(monthly(5).toSpliced(2, 1))!;
    const missed = Math.log(0.15 / (1 - chance(3)));
    expect(skipping.score).toBeCloseTo(3 * Math.log(0.85 / chance(3)) + missed - Math.log(31 / 3), 9);
    // Four of six are two thirds; of seven they are not.
    expect(fit(['2025-01-10', '2025-02-10', '2025-05-10', '2025-06-10'])!.hits).toHaveLength(4);
    expect(fit(['2025-01-10', '2025-02-10', '2025-05-10', '2025-07-10'])?.hits.length ?? 0).toBeLessThan(4);
    expect(fit(['2025-01-10'])).toBeNull();
  });

  test('know no more than four in five strangers in a slot', () => {
    const crowd = Array.from({ length: 5_000 }, () => Math.log(100));
    expect(scoreAtMost(BAND, crowd, 120)).toBeCloseTo(3 * Math.log(0.85 / 0.8), 9);
  });

  test('are none of sums that are mostly chosen, where those tell nothing', () => {
    const some = (chosen: number) => {
      const members = paid(monthly(4), (index) => (index < chosen ? 100 : 98.76));
      return fitSeries({ ...BAND, members, takesChosen: false }, logsOf(members), 120)?.hits.length;
    };
    expect(some(2)).toBe(4);
    expect(some(3)).not.toBe(4);
  });
});

test('a bill of any amount is a series where two thirds of what its payee got keep the date', () => {
  const bill = paid(monthly(8), (index) => 40 * 1.2 ** ((index * 5) % 8), 'bill');
  const among = (count: number) => {
    const others = paid(
      ['2025-02-03', '2025-03-04', '2025-04-16', '2025-06-17', '2025-07-03'].slice(0, count),
      (index) => 300 * 1.3 ** index,
      'other',
    );
    return findSeries([...bill, ...others], true).map(({ hits }) => hits.length);
  };
  expect([among(0), among(4), among(5)]).toEqual([[8], [8], []]);
});

test('of round sums without a payee four in a row are believed, three are not; of crooked ones three are', () => {
  const believed = (count: number, size: number) =>
    findSeries(
      paid(monthly(count), () => size),
      false,
    ).length;
  expect([believed(3, 1_000), believed(4, 1_000), believed(2, 711.3), believed(3, 711.3)]).toEqual([0, 1, 0, 1]);
});
