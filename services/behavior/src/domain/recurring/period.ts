export const FREQUENCIES = ['WEEKLY', 'BIWEEKLY', 'SEMI_MONTHLY', 'MONTHLY', 'QUARTERLY', 'ANNUALLY'] as const;
/** How often a payment comes. */
export type Frequency = (typeof FREQUENCIES)[number];

/** One way for payments to come back: a calendar of slots, numbered from 1970, that a phase moves. */
export type Period = {
  readonly frequency: Frequency;
  /** How many phases it has: days of a week, of a month, of months of 31 days. */
  readonly phases: number;
  /** Days by which a payment may miss its slot, narrow to wide: weekends and holidays move bookings. */
  readonly tolerances: readonly number[];
  /** Slots that may stay empty in a row before a series is over. */
  readonly skipsMax: number;
  /** Payments from which a series is mature. */
  readonly matureFrom: number;
  readonly perYear: number;
  readonly phaseOf: (day: number) => number;
  /** The day of a slot. */
  readonly dayOf: (slot: number, phase: number) => number;
  /** A slot near a day, at most one off. */
  readonly slotNear: (day: number, phase: number) => number;
};

const DAY_MS = 86_400_000;

type MonthDay = { readonly month: number; readonly date: number };

/** The answers of a function of a whole number, each worked out once: there are few days and fewer months. */
const remembered = <T>(find: (at: number) => T): ((at: number) => T) => {
  const known = new Map<number, T>();
  return (at) => {
    let found = known.get(at);
    if (found === undefined) {
      found = find(at);
      known.set(at, found);
    }
    return found;
  };
};

const monthDayOf = remembered((day): MonthDay => {
  const at = new Date(day * DAY_MS);
  return { month: (at.getUTCFullYear() - 1970) * 12 + at.getUTCMonth(), date: at.getUTCDate() };
});

const firstDayOf = remembered((month) => Date.UTC(1970, month, 1) / DAY_MS);

/** A date in a month counted from January 1970; the month's last where it has no such date. */
const dayInMonth = (month: number, date: number): number =>
  Math.min(firstDayOf(month) + date - 1, firstDayOf(month + 1) - 1);

const MONTH = 31;

const everyDays = (frequency: Frequency, days: number, tolerances: readonly number[]): Period => ({
  frequency,
  phases: days,
  tolerances,
  skipsMax: 2,
  matureFrom: 3,
  perYear: days === 7 ? 52 : 26,
  phaseOf: (day) => day % days,
  dayOf: (slot, phase) => slot * days + phase,
  slotNear: (day, phase) => Math.round((day - phase) / days),
});

const everyMonths = (frequency: Frequency, months: number, tolerances: readonly number[]): Period => ({
  frequency,
  phases: months * MONTH,
  tolerances,
  skipsMax: months === 12 ? 1 : 2,
  matureFrom: months === 12 ? 2 : 3,
  perYear: 12 / months,
  phaseOf: (day) => {
    const { month, date } = monthDayOf(day);
    return (month % months) * MONTH + date - 1;
  },
  dayOf: (slot, phase) => dayInMonth(slot * months + Math.floor(phase / MONTH), (phase % MONTH) + 1),
  slotNear: (day, phase) => {
    const { month, date } = monthDayOf(day);
    const off = month - Math.floor(phase / MONTH) + (date - 1 - (phase % MONTH)) / MONTH;
    return Math.round(off / months);
  },
});

const HALF = 15;

const semiMonthly: Period = {
  frequency: 'SEMI_MONTHLY',
  phases: HALF,
  tolerances: [1, 3],
  skipsMax: 2,
  matureFrom: 3,
  perYear: 24,
  phaseOf: (day) => (monthDayOf(day).date - 1) % HALF,
  dayOf: (slot, phase) => dayInMonth(Math.floor(slot / 2), phase + 1 + (slot % 2) * HALF),
  slotNear: (day, phase) => {
    const { month, date } = monthDayOf(day);
    return Math.round((month + (date - 1 - phase) / (2 * HALF)) * 2);
  },
};

/** The ways for payments to come back that are looked for. */
export const PERIODS: readonly Period[] = [
  everyDays('WEEKLY', 7, [0, 1]),
  everyDays('BIWEEKLY', 14, [1, 3]),
  semiMonthly,
  everyMonths('MONTHLY', 1, [1, 3, 5]),
  everyMonths('QUARTERLY', 3, [1, 5]),
  everyMonths('ANNUALLY', 12, [3, 10]),
];

export const periodOf = (frequency: Frequency): Period => PERIODS.find((period) => period.frequency === frequency)!;

/** The slot that a day is nearest to, and by how many days it comes late; negative is early. */
export const nearestSlot = (period: Period, phase: number, day: number): { slot: number; late: number } => {
  const guess = period.slotNear(day, phase);
  let best = { slot: guess, late: day - period.dayOf(guess, phase) };
  for (const slot of [guess - 1, guess + 1]) {
    const late = day - period.dayOf(slot, phase);
    if (Math.abs(late) < Math.abs(best.late)) best = { slot, late };
  }
  return best;
};
