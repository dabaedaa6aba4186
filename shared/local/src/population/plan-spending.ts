import { type CalendarDay, instantOn, isWeekend, monthOf, weekdayOf } from '../demo/calendar-day.ts';
import type { Counterparty } from '../demo/life.ts';
import type { SeededNumbers } from '../demo/seeded-numbers.ts';
import type { PlannedEvent, Window } from './draw-events.ts';
import { type Persona, type Rhythm, turnedRhythm } from './draw-persona.ts';
import type { PlannedMovement } from './planned-movement.ts';
import {
  AWAY_CATEGORY,
  AWAY_PLACES,
  CHILD_PURSUITS,
  inCity,
  MOVING_PURSUITS,
  PURSUITS,
  type Pursuit,
  STRESS_PURSUITS,
} from './pursuits.ts';
import { type Origin, seededStream, weighted } from './seeded-stream.ts';

const DAYS_A_MONTH = 30.4;
const DECEMBER = 11;
/** Where the month's money allows less or more than an average life, the rest is spread over price and frequency. */
const LEVELS = { least: 0.3, most: 3 };
const PRICE_POWER = 0.65;
/** How much tighter the belt is after a lost job, from two weeks on; how much looser when somebody slides. */
const AFTER_JOB_LOSS = 0.75;
const AFTER_JOB_LOSS_DAYS = 14;
const WHILE_SLIDING = 1.3;
const MOVING_DAYS = 40;
/** What is bought outside its usual hours all the same. */
const ODD_HOURS = 0.04;

const meanOf = ([lowest, highest]: readonly [number, number]): number => (lowest + highest) / 2;
/** What an average life costs in a month beside its standing payments, cents. */
const AVERAGE_LIFE = PURSUITS.reduce((sum, { timesAMonth, cents }) => sum + timesAMonth * meanOf(cents), 0);

/** What of a life decides how it spends on one day. */
type LivedDay = {
  readonly day: CalendarDay;
  readonly isAway: boolean;
  /** How much likelier any purchase is, beside an ordinary weekday of this life. */
  readonly times: number;
  readonly isWeekend: boolean;
  readonly isDecember: boolean;
  readonly hours: Rhythm['hours'];
  /** Whether the usual hours of shops and meals still are this life's. */
  readonly isUsual: boolean;
};

const livedDays = ({ rhythm }: Persona, events: readonly PlannedEvent[], { from, until }: Window): LivedDay[] => {
  const onOf = (kind: PlannedEvent['kind']) => events.find((event) => event.kind === kind)?.on ?? Infinity;
  const [lost, stressed, turned] = [onOf('JOB_LOSS') + AFTER_JOB_LOSS_DAYS, onOf('STRESS'), onOf('RHYTHM_CHANGE')];
  const trips = events.filter(({ kind }) => kind === 'TRAVEL');
  const other = turnedRhythm(rhythm);
  return Array.from({ length: until - from }, (_, index) => {
    const day = from + index;
    const { hours, weekdays } = day >= turned ? other : rhythm;
    const frequency = day >= stressed ? WHILE_SLIDING : day >= lost ? AFTER_JOB_LOSS : 1;
    return {
      day,
      isAway: trips.some((trip) => day >= trip.on && day < trip.until),
      times: frequency * weekdays[weekdayOf(day)]!,
      isWeekend: isWeekend(day),
      isDecember: monthOf(day) % 12 === DECEMBER,
      hours,
      isUsual: day < turned,
    };
  });
};

const drawHour = (numbers: SeededNumbers, [first, last]: Pursuit['hours'], { hours, isUsual }: LivedDay): number =>
  weighted(
    numbers,
    hours.map((weight, hour) => [hour, weight * (!isUsual || (hour >= first && hour < last) ? 1 : ODD_HOURS)]),
  );

type Purchase = { readonly cents: number; readonly at: Counterparty; readonly category: string };

const purchaseOn = (
  day: CalendarDay,
  hour: number,
  { place, city }: Persona,
  { cents, at, category }: Purchase,
  numbers: SeededNumbers,
): PlannedMovement => ({
  at: instantOn(day, (hour - place.hoursAhead) * 60 + numbers.integer(0, 59)),
  cents: -Math.max(Math.round(cents), 50),
  narration: inCity(at, city),
  mcc: at.mcc,
  category,
  series: null,
  means: 'CARD',
});

const pursue = (
  persona: Persona,
  pursuit: Pursuit,
  { level, days }: { readonly level: number; readonly days: readonly LivedDay[] },
  numbers: SeededNumbers,
): PlannedMovement[] => {
  const movements: PlannedMovement[] = [];
  const [price, often] = [level ** PRICE_POWER, (pursuit.timesAMonth / DAYS_A_MONTH) * level ** (1 - PRICE_POWER)];
  // People have their shops: two of those there are, one of them more often.
  const shops = pursuit.at[persona.place.country];
  const [usual, other] = [numbers.pick(shops), numbers.pick(shops)];
  for (const lived of days) {
    const { day, isAway, times, isWeekend: isFree, isDecember, isUsual } = lived;
    const likelihood =
      often * times * (isFree && isUsual ? pursuit.weekendTimes : 1) * (isDecember ? pursuit.decemberTimes : 1);
    const count = Math.floor(likelihood) + (numbers.next() < likelihood % 1 ? 1 : 0);
    for (let time = 0; time < count && !isAway; time += 1) {
      const hour = drawHour(numbers, pursuit.hours, lived);
      const cents = numbers.integer(...pursuit.cents) * price;
      const at = numbers.next() < 0.7 ? usual : other;
      movements.push(purchaseOn(day, hour, persona, { cents, at, category: pursuit.category }, numbers));
    }
  }
  return movements;
};

/** A journey: booked weeks before, a bed for each night, meals and ways there. */
const travel = (persona: Persona, trip: PlannedEvent, window: Window, numbers: SeededNumbers): PlannedMovement[] => {
  const price = Math.sqrt(persona.monthlyIncome / 250_000);
  const flight = { narration: 'ALBATROS AIR TICKET', mcc: '4511' };
  const hotel = { narration: 'HOTEL MIRADOR', mcc: '7011' };
  const shops = numbers.pick(AWAY_PLACES);
  const bookedOn = Math.max(trip.on - numbers.integer(20, 50), window.from);
  const buy = (day: number, hour: number, purchase: Purchase) => purchaseOn(day, hour, persona, purchase, numbers);
  const cents = numbers.integer(9_000, 34_000) * price;
  const movements = [buy(bookedOn, 20, { cents, at: flight, category: 'TRAVEL_FLIGHTS' })];
  for (let day = trip.on; day < Math.min(trip.until, window.until); day += 1) {
    const count = numbers.integer(1, 4);
    for (let time = 0; time < count; time += 1) {
      const at = numbers.pick(shops);
      const paid = numbers.integer(700, 5_200) * price;
      movements.push(buy(day, numbers.integer(9, 21), { cents: paid, at, category: AWAY_CATEGORY[at.mcc!]! }));
    }
  }
  const bed = numbers.integer(5_900, 14_900) * price * Math.min(trip.until - trip.on, 7);
  movements.push(buy(trip.on, 15, { cents: bed, at: hotel, category: 'TRAVEL_LODGING' }));
  return movements;
};

/** The bill with which one in two slides begins: more than a month's money. */
const shock = (persona: Persona, { on }: PlannedEvent, numbers: SeededNumbers): PlannedMovement[] => {
  if (numbers.next() < 0.5) return [];
  const cents = persona.monthlyIncome * (1.2 + numbers.next() * 0.8) + persona.savedUp;
  const at = { narration: 'AUTO WERKSTATT MOTORSCHADEN {city}', mcc: '7538' };
  const purchase = { cents, at, category: 'GENERAL_SERVICES_AUTOMOTIVE' };
  return [{ ...purchaseOn(on, 12, persona, purchase, numbers), means: 'BILL' }];
};

/**
 * Everything that is bought now and then within a window, in no order.
 * @param free what the standing payments leave in a month, cents
 */
export const planSpending = (
  origin: Origin,
  persona: Persona,
  events: readonly PlannedEvent[],
  { window, free }: { readonly window: Window; readonly free: number },
): PlannedMovement[] => {
  const level = Math.min(Math.max(free / AVERAGE_LIFE, LEVELS.least), LEVELS.most);
  const days = livedDays(persona, events, window);
  const all = (pursuits: readonly Pursuit[], name: string, from = window.from, until = Infinity): PlannedMovement[] => {
    const part = days.filter(({ day }) => day >= from && day < until);
    return pursuits.flatMap((pursuit, index) =>
      pursue(persona, pursuit, { level, days: part }, seededStream(origin, `${name} ${index}`)),
    );
  };
  return [
    ...all(PURSUITS, 'spending'),
    ...(persona.hasChild ? all(CHILD_PURSUITS, 'child') : []),
    ...events.flatMap((event) => {
      const numbers = seededStream(origin, `${event.kind} ${event.on}`);
      if (event.kind === 'TRAVEL') return travel(persona, event, window, numbers);
      if (event.kind === 'NEW_CHILD') return all(CHILD_PURSUITS, 'newborn', event.on - 30);
      if (event.kind === 'MOVE') return all(MOVING_PURSUITS, 'moving', event.on - 15, event.on + MOVING_DAYS);
      if (event.kind !== 'STRESS') return [];
      return [...shock(persona, event, numbers), ...all(STRESS_PURSUITS, 'stress', event.on)];
    }),
  ];
};
