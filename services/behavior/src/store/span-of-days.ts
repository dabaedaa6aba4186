import type { TouchedDay } from '../usecases/ports.ts';

const DAY_MS = 86_400_000;

/**
 * The parameters of a statement over touched days: whose, which, and from when to when all of them lie, so that
 * PostgreSQL visits the parts between and no others.
 */
export const spanOfDays = (days: readonly TouchedDay[]): [string[], Date[], Date, Date] => {
  const starts = days.map(({ day }) => new Date(`${day}T00:00:00Z`));
  const times = starts.map((at) => at.getTime());
  return [
    days.map(({ customerId }) => customerId),
    starts,
    new Date(Math.min(...times)),
    new Date(Math.max(...times) + DAY_MS),
  ];
};
