import { invalidInput } from '@rapport/contracts';
import { TRAJECTORY_MONTHS } from '../domain/trajectory/forecast-spending.ts';
import type { SpendingForecast } from './read-spending-forecasts.ts';

/**
 * Answers what so many months to come will cost by category.
 * @throws RapportError INVALID_INPUT for more months than can be foreseen, or none
 */
export const askSpendingForecast = (forecasts: readonly SpendingForecast[], months: number): SpendingForecast[] => {
  if (months < 1 || months > TRAJECTORY_MONTHS) {
    throw invalidInput([{ path: 'months', message: `give 1 to ${TRAJECTORY_MONTHS}` }]);
  }
  return forecasts.map((forecast) => ({ ...forecast, months: forecast.months.slice(0, months) }));
};
