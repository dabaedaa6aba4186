import { FORECAST_VERSION } from '../domain/forecast/forecast-cash-flow.ts';
import { dateOfDay, dayNumberOf } from '../domain/recurring/occurrence.ts';
import type { Resolvers } from './generated.ts';

const decimal = (value: number): string => value.toFixed(2);
const DIGITS = 4;

/** What a forecast says, as the graph says it. */
export const forecastTypes: Pick<Resolvers, 'CashFlowForecast' | 'CategoryForecast'> = {
  CashFlowForecast: {
    expected: ({ currency, days }) => ({ amount: decimal(days.at(-1)!.expected), currency }),
    days: ({ days }) =>
      days.map((day) => ({
        date: day.date,
        expected: decimal(day.expected),
        low50: decimal(day.low50),
        high50: decimal(day.high50),
        low80: decimal(day.low80),
        high80: decimal(day.high80),
        low95: decimal(day.low95),
        high95: decimal(day.high95),
      })),
    belowFloor: ({ asOf, belowFloor: { likelyAhead, probability }, currency, floor }) => ({
      floor: { amount: floor, currency },
      probability: Number(probability.toFixed(DIGITS)),
      likelyOn: likelyAhead === null ? null : dateOfDay(dayNumberOf(new Date(`${asOf}T00:00:00Z`)) + likelyAhead),
    }),
    drivers: ({ currency, drivers }) =>
      drivers.map(({ amount, day, seriesId }) => ({
        seriesId,
        date: dateOfDay(day),
        amount: { amount: decimal(amount), currency },
      })),
    confidence: ({ confidence }) => Number(confidence.toFixed(DIGITS)),
    methodVersion: () => FORECAST_VERSION,
  },
  CategoryForecast: {
    months: ({ currency, months }) =>
      months.map(({ expected, high, low, month }) => ({
        month,
        expected: { amount: decimal(expected), currency },
        low: { amount: decimal(low), currency },
        high: { amount: decimal(high), currency },
      })),
  },
};
