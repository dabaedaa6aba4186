import type { MadeUpPerson } from '../demo/demo-customer.ts';
import type { SeededNumbers } from '../demo/seeded-numbers.ts';
import type { Livelihood } from './ground-truth.ts';
import { PLACES, type Place } from './places.ts';
import { type Origin, seededStream, weighted } from './seeded-stream.ts';

/** When somebody buys: how likely each local hour and each weekday (0 is Sunday) is beside the others. */
export type Rhythm = { readonly hours: readonly number[]; readonly weekdays: readonly number[] };

/** Who somebody is before anything happens to them. Money in cents. */
export type Persona = MadeUpPerson & {
  readonly place: Place;
  readonly city: string;
  readonly livelihood: Livelihood;
  readonly monthlyIncome: number;
  readonly rent: number;
  readonly payday: number;
  readonly subscriptions: number;
  readonly hasCar: boolean;
  readonly hasGym: boolean;
  readonly hasLoan: boolean;
  readonly hasChild: boolean;
  /** What is laid aside each month; 0 where there is no savings account. */
  readonly saving: number;
  readonly savedUp: number;
  readonly rhythm: Rhythm;
};

const LIVELIHOOD_SHARES: readonly (readonly [Livelihood, number])[] = [
  ['SALARIED', 0.52],
  ['PENSIONER', 0.16],
  ['GIG', 0.12],
  ['FREELANCER', 0.1],
  ['STUDENT', 0.1],
];

/** Between which amounts the monthly income of each lies, cents; most are nearer to the lower end. */
const INCOMES: Readonly<Record<Livelihood, readonly [number, number]>> = {
  SALARIED: [175_000, 560_000],
  PENSIONER: [120_000, 290_000],
  GIG: [130_000, 290_000],
  FREELANCER: [200_000, 620_000],
  STUDENT: [80_000, 130_000],
};

/** Early birds buy before noon, owls at night; most are somewhere between. */
const drawRhythm = (numbers: SeededNumbers): Rhythm => {
  const peak = 11 + numbers.next() * 8;
  const width = 3 + numbers.next() * 2;
  return {
    hours: Array.from({ length: 24 }, (_, hour) => 0.03 + Math.exp(-(((hour - peak) / width) ** 2))),
    weekdays: Array.from({ length: 7 }, () => 0.6 + numbers.next() * 0.8),
  };
};

/** The other side of the clock and of the week, as night work brings it. */
export const turnedRhythm = ({ hours, weekdays }: Rhythm): Rhythm => ({
  hours: hours.map((_, hour) => hours[(hour + 12) % 24]!),
  weekdays: weekdays.map((_, weekday) => 2 - weekdays[(weekday + 3) % 7]!),
});

/** A whole number of whole units: people agree on round sums. */
const round = (cents: number, unit = 500): number => Math.round(cents / unit) * unit;

const ASCII: Readonly<Record<string, string>> = { ı: 'i', ä: 'ae' };

/** Somebody who exists nowhere, the same for the same origin. There is no telephone: numbers for fiction are few. */
export const drawPersona = (origin: Origin): Persona => {
  const numbers = seededStream(origin, 'persona');
  const livelihood = weighted(numbers, LIVELIHOOD_SHARES);
  const place = numbers.pick(PLACES);
  const [lowest, highest] = INCOMES[livelihood];
  const monthlyIncome = round(lowest + (highest - lowest) * numbers.next() ** 2, 1_000);
  const isGrown = livelihood !== 'STUDENT';
  const savesAt = isGrown && numbers.next() < 0.7 ? 0.04 + numbers.next() * 0.12 : 0;
  const [firstName, lastName] = [numbers.pick(place.firstNames), numbers.pick(place.lastNames)];
  const userId = `generated-${origin.seed}-${String(origin.index).padStart(7, '0')}`;
  const mailbox = `${firstName}.${lastName}`.toLowerCase().replace(/[ıä]/g, (letter) => ASCII[letter]!);
  return {
    userId,
    firstName,
    lastName,
    email: `${mailbox}.${origin.seed}.${origin.index}@example.com`,
    locale: place.locale,
    timeZone: place.timeZone,
    place,
    city: numbers.pick(place.cities),
    livelihood,
    monthlyIncome,
    rent: round(monthlyIncome * (0.24 + numbers.next() * 0.1)),
    payday: numbers.pick([1, 15, 25, 26, 27, 28, 30]),
    subscriptions: numbers.integer(0, place.subscriptions.length),
    hasCar: isGrown && numbers.next() < 0.5,
    hasGym: numbers.next() < 0.3,
    hasLoan: livelihood === 'SALARIED' && numbers.next() < 0.25,
    hasChild: livelihood === 'SALARIED' && numbers.next() < 0.25,
    saving: savesAt > 0 ? round(monthlyIncome * savesAt, 1_000) : 0,
    savedUp: savesAt > 0 ? round(monthlyIncome * (2 + numbers.next() * 6), 10_000) : 0,
    rhythm: drawRhythm(numbers),
  };
};
