import { type CalendarDay, instantOn, monthOf, weekdayOf } from '../demo/calendar-day.ts';
import type { PlannedEvent, Window } from './draw-events.ts';
import type { Persona } from './draw-persona.ts';
import type { PlannedMovement } from './planned-movement.ts';
import { type Origin, seededStream } from './seeded-stream.ts';

const FRIDAY = 5;
const WEEKS_A_MONTH = 52 / 12;

const booked = (
  { place }: Persona,
  day: CalendarDay,
  minutes: number,
  of: Pick<PlannedMovement, 'cents' | 'series'> & { readonly who: string },
): PlannedMovement => ({
  at: instantOn(day, minutes),
  cents: of.cents,
  narration: place.words[of.series ? 'GIG_PAY' : 'INVOICE'].replace('{who}', of.who),
  category: 'INCOME_WAGES',
  series: of.series,
  means: 'CREDIT',
});

/** What gig workers are paid every Friday: the same payer, never the same amount. */
const gigPay = (origin: Origin, persona: Persona, { from, until }: Window): PlannedMovement[] => {
  const numbers = seededStream(origin, 'gigs');
  const who = numbers.pick(persona.place.parties.client.slice(0, 2));
  const movements: PlannedMovement[] = [];
  for (let day = from; day < until; day += 1) {
    if (weekdayOf(day) !== FRIDAY) continue;
    const cents = Math.round((persona.monthlyIncome / WEEKS_A_MONTH) * (0.7 + numbers.next() * 0.6));
    const series = { kind: 'GIG_PAY', frequency: 'WEEKLY', name: `GIG_PAY ${who}` } as const;
    movements.push(booked(persona, day, numbers.integer(60, 180), { cents, series, who }));
  }
  return movements;
};

/** What freelancers are paid: two or three invoices a month, on any day, now and then a month with one. */
const invoices = (origin: Origin, persona: Persona, { from, until }: Window): PlannedMovement[] => {
  const numbers = seededStream(origin, 'invoices');
  const movements: PlannedMovement[] = [];
  for (let month = monthOf(from); month <= monthOf(until); month += 1) {
    const count = numbers.integer(1, 4);
    for (let index = 0; index < count; index += 1) {
      const day = Math.floor(Date.UTC(Math.floor(month / 12), month % 12, numbers.integer(1, 28)) / 86_400_000);
      const cents = Math.round((persona.monthlyIncome / 2.5) * (0.6 + numbers.next() * 0.8));
      const who = numbers.pick(persona.place.parties.client.slice(2));
      const movement = booked(persona, day, numbers.integer(60, 180), { cents, series: null, who });
      if (day >= from && day < until) movements.push(movement);
    }
  }
  return movements;
};

/** What those earn who have no wage. */
export const planEarnings = (
  origin: Origin,
  persona: Persona,
  events: readonly PlannedEvent[],
  window: Window,
): PlannedMovement[] => {
  const lostOn = events.find(({ kind }) => kind === 'JOB_LOSS')?.on ?? Infinity;
  const earning = { from: window.from, until: Math.min(window.until, lostOn) };
  if (persona.livelihood === 'GIG') return gigPay(origin, persona, earning);
  if (persona.livelihood === 'FREELANCER') return invoices(origin, persona, earning);
  return [];
};
