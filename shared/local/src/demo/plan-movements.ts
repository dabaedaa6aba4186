import { bankingDay, type CalendarDay, dayOfMonth, instantOn, isWeekend, monthOf, writeMonth } from './calendar-day.ts';
import type { Counterparty, Habit, Life, StandingItem } from './life.ts';
import { type SeededNumbers, seededNumbers } from './seeded-numbers.ts';
import { writeCents } from './write-cents.ts';

/** How long the history of a demo customer is, days. */
export const HISTORY_DAYS = 365;

/** Money that moved on one account, before balances are known. */
export type Movement = {
  readonly accountId: string;
  readonly bookedAt: string;
  readonly cents: number;
  readonly narration: string;
  readonly mcc?: string | undefined;
};

type Year = { readonly first: CalendarDay; readonly last: CalendarDay; readonly today: CalendarDay };

const spread = ({ cents, spreadCents = 0 }: StandingItem, numbers: SeededNumbers): number =>
  cents + numbers.integer(-spreadCents, spreadCents);

const runsIn = ({ fromMonthsAgo = Infinity, untilMonthsAgo = 0, everyMonths = 1 }: StandingItem, monthsAgo: number) =>
  monthsAgo <= fromMonthsAgo && monthsAgo >= untilMonthsAgo && monthsAgo % everyMonths === 0;

const standingMovements = (life: Life, item: StandingItem, year: Year, numbers: SeededNumbers): Movement[] => {
  const movements: Movement[] = [];
  for (let month = monthOf(year.first); month <= monthOf(year.today); month += 1) {
    const cents = spread(item, numbers);
    const direction = cents > 0 ? 'BEFORE' : 'AFTER';
    const day = bankingDay(dayOfMonth(month, item.dayOfMonth), direction);
    const bookedAt = instantOn(day, numbers.integer(5 * 60, 7 * 60));
    if (day < year.first || day > year.last || !runsIn(item, monthOf(year.today) - month)) continue;
    const narration = item.narration.replace('{month}', writeMonth(month));
    movements.push({ accountId: life.current.accountId, bookedAt, cents, narration, mcc: item.mcc });
    if (item.withSavings && life.savings) {
      movements.push({ accountId: life.savings.accountId, bookedAt, cents: -cents, narration });
    }
  }
  return movements;
};

/** What a card payment abroad looks like on a statement at home: the text names the amount paid and the rate. */
const bookedAtHome = (paid: number, at: Counterparty, abroad: NonNullable<Habit['abroad']>) => ({
  cents: Math.min(-1, Math.round(paid * abroad.rate)),
  narration: `${at.narration} ${abroad.currency} ${writeCents(-paid)} KURS ${abroad.rate.toFixed(4)}`,
});

const habitMovements = (life: Life, habit: Habit, year: Year, numbers: SeededNumbers): Movement[] => {
  const movements: Movement[] = [];
  const [nearest, farthest] = habit.daysAgo ?? [0, Infinity];
  for (let day = year.first; day <= year.last; day += 1) {
    const daysAgo = year.today - day;
    const likelihood = (habit.timesAMonth / 30.4) * (isWeekend(day) ? (habit.weekendTimes ?? 1) : 1);
    // More than once a day where it is likelier than certain.
    const times = Math.floor(likelihood) + (numbers.next() < likelihood % 1 ? 1 : 0);
    if (daysAgo < nearest || daysAgo > farthest) continue;
    for (let time = 0; time < times; time += 1) {
      const [paid, at] = [numbers.integer(...habit.cents), numbers.pick(habit.at)];
      const booked = habit.abroad ? bookedAtHome(paid, at, habit.abroad) : { cents: paid, narration: at.narration };
      const bookedAt = instantOn(day, numbers.integer(7 * 60, 19 * 60));
      movements.push({ accountId: life.current.accountId, bookedAt, mcc: at.mcc, ...booked });
    }
  }
  return movements;
};

/** Everything that moves within the year before `today`, oldest first; `today` itself is still to be lived. */
export const planMovements = (life: Life, { seed, today }: { seed: number; today: CalendarDay }): Movement[] => {
  const year = { first: today - HISTORY_DAYS, last: today - 1, today };
  const stream = (index: number) => seededNumbers(seed * 1_000 + index);
  const movements = [
    ...life.standing.flatMap((item, index) => standingMovements(life, item, year, stream(index))),
    ...life.habits.flatMap((habit, index) => habitMovements(life, habit, year, stream(500 + index))),
  ];
  // Array.prototype.sort is stable: what is booked at the same minute keeps the order of the life.
  return movements.sort((one, other) => (one.bookedAt < other.bookedAt ? -1 : one.bookedAt > other.bookedAt ? 1 : 0));
};
