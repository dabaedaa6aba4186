import { bankingDay, type CalendarDay, dayOfMonth, instantOn, monthOf, writeMonth } from '../demo/calendar-day.ts';
import type { SeededNumbers } from '../demo/seeded-numbers.ts';
import type { PlannedEvent, Window } from './draw-events.ts';
import type { Persona } from './draw-persona.ts';
import type { SeriesKind } from './ground-truth.ts';
import type { PlannedMovement } from './planned-movement.ts';
import { type Origin, seededStream } from './seeded-stream.ts';

/** One series to be: what it is called, how much on which day, and from when until when. */
type Standing = {
  readonly kind: SeriesKind;
  readonly who?: string;
  /** Negative is money out. */
  readonly cents: number;
  readonly dayOfMonth: number;
  readonly everyMonths?: 1 | 3;
  /** By how much it differs from month to month, a share of the amount. */
  readonly spread?: number;
  /** More in winter, less in summer, a share of the amount. */
  readonly winter?: number;
  readonly from?: CalendarDay;
  readonly until?: number;
  readonly mcc?: string;
};

const CATEGORIES: Readonly<Record<SeriesKind, string>> = {
  SALARY: 'INCOME_WAGES',
  PENSION: 'INCOME_RETIREMENT_PENSION',
  UNEMPLOYMENT_BENEFIT: 'INCOME_UNEMPLOYMENT',
  CHILD_BENEFIT: 'INCOME_OTHER_INCOME',
  ALLOWANCE: 'TRANSFER_IN_OTHER_TRANSFER_IN',
  GIG_PAY: 'INCOME_WAGES',
  RENT: 'RENT_AND_UTILITIES_RENT',
  ENERGY: 'RENT_AND_UTILITIES_GAS_AND_ELECTRICITY',
  TELEPHONE: 'RENT_AND_UTILITIES_TELEPHONE',
  INSURANCE: 'GENERAL_SERVICES_INSURANCE',
  CAR_INSURANCE: 'GENERAL_SERVICES_INSURANCE',
  SUBSCRIPTION: 'ENTERTAINMENT_TV_AND_MOVIES',
  GYM: 'PERSONAL_CARE_GYMS_AND_FITNESS_CENTERS',
  LOAN: 'LOAN_PAYMENTS_CAR_PAYMENT',
  CHILDCARE: 'GENERAL_SERVICES_CHILDCARE',
  SAVING: 'TRANSFER_OUT_ACCOUNT_TRANSFER',
};
const SUBSCRIPTION_CATEGORIES: Readonly<Record<string, string>> = {
  '5815': 'ENTERTAINMENT_MUSIC_AND_AUDIO',
  '5968': 'GENERAL_MERCHANDISE_BOOKSTORES_AND_NEWSSTANDS',
  '5734': 'GENERAL_SERVICES_OTHER_GENERAL_SERVICES',
};

const meansOf = ({ kind, cents }: Standing): PlannedMovement['means'] => {
  if (cents > 0) return 'CREDIT';
  if (kind === 'SAVING') return 'SAVING';
  return kind === 'SUBSCRIPTION' || kind === 'GYM' ? 'CARD' : 'DEBIT';
};

/** 1 in January, -1 in July. */
const wintriness = (month: number): number => Math.cos(((month % 12) / 12) * 2 * Math.PI);

const movementsOf = (
  { place, city }: Persona,
  item: Standing,
  window: Window,
  numbers: SeededNumbers,
): PlannedMovement[] => {
  const { kind, who = '', cents, everyMonths = 1, spread = 0, winter = 0, mcc } = item;
  const [from, until] = [Math.max(item.from ?? 0, window.from), Math.min(item.until ?? Infinity, window.until)];
  const frequency = everyMonths === 3 ? 'QUARTERLY' : 'MONTHLY';
  const category = SUBSCRIPTION_CATEGORIES[kind === 'SUBSCRIPTION' ? (mcc ?? '') : ''] ?? CATEGORIES[kind];
  const movements: PlannedMovement[] = [];
  for (let month = monthOf(window.from) - 1; month <= monthOf(window.until) + 1; month += 1) {
    const change = 1 + spread * (2 * numbers.next() - 1) + winter * wintriness(month);
    // Money in is booked before money out, as banks do at the start of a day.
    const minutes = cents > 0 ? numbers.integer(60, 180) : numbers.integer(240, 360);
    const day = bankingDay(dayOfMonth(month, item.dayOfMonth), cents > 0 ? 'BEFORE' : 'AFTER');
    if (month % everyMonths !== 0 || day < from || day >= until) continue;
    movements.push({
      at: instantOn(day, minutes),
      cents: Math.round(cents * change),
      narration: place.words[kind].replace('{month}', writeMonth(month)).replace('{who}', who).replace('{city}', city),
      mcc,
      category,
      series: { kind, frequency, name: `${kind} ${who}` },
      means: meansOf(item),
    });
  }
  return movements;
};

/** Wages and what comes in their place. */
const incomeItems = (persona: Persona, events: readonly PlannedEvent[], numbers: SeededNumbers): Standing[] => {
  const { livelihood, monthlyIncome, payday, place, hasChild } = persona;
  const [employer, lostJob] = [numbers.pick(place.parties.employer), events.find(({ kind }) => kind === 'JOB_LOSS')];
  const on = (kind: PlannedEvent['kind']) => events.find((event) => event.kind === kind)?.on ?? Infinity;
  const [retired, raised, born] = [on('RETIREMENT'), on('PAY_RISE'), on('NEW_CHILD')];
  // Every other who lost a job is helped, from the second month on.
  const isHelped = lostJob !== undefined && numbers.next() < 0.5;
  const items: Standing[] = [];
  const salary = { kind: 'SALARY', who: employer, dayOfMonth: payday, spread: numbers.pick([0, 0, 0.03]) } as const;
  if (livelihood === 'SALARIED') {
    const ends = Math.min(lostJob?.on ?? Infinity, retired);
    items.push({ ...salary, cents: monthlyIncome, until: Math.min(ends, raised) });
    if (raised < ends) items.push({ ...salary, cents: Math.round(monthlyIncome * 1.12), from: raised, until: ends });
  }
  if (livelihood === 'PENSIONER') items.push({ kind: 'PENSION', cents: monthlyIncome, dayOfMonth: payday });
  if (livelihood === 'STUDENT') {
    items.push({ kind: 'ALLOWANCE', cents: Math.round(monthlyIncome * 0.6), dayOfMonth: 1 });
    items.push({ ...salary, cents: Math.round(monthlyIncome * 0.4), dayOfMonth: 15 });
  }
  if (retired < Infinity) {
    items.push({ kind: 'PENSION', cents: Math.round(monthlyIncome * 0.62), dayOfMonth: 28, from: retired + 20 });
  }
  if (isHelped && livelihood === 'SALARIED') {
    const from = lostJob.on + 40;
    items.push({ kind: 'UNEMPLOYMENT_BENEFIT', cents: Math.round(monthlyIncome * 0.45), dayOfMonth: 28, from });
  }
  if (hasChild) items.push({ kind: 'CHILD_BENEFIT', cents: 25_000, dayOfMonth: 12 });
  else if (born < Infinity) items.push({ kind: 'CHILD_BENEFIT', cents: 25_000, dayOfMonth: 12, from: born + 30 });
  return items;
};

/** What goes out again and again. */
const outgoingItems = (persona: Persona, events: readonly PlannedEvent[], numbers: SeededNumbers): Standing[] => {
  const { place, rent, monthlyIncome, saving } = persona;
  const { landlord, energy, phone, insurer } = place.parties;
  const moved = events.find(({ kind }) => kind === 'MOVE')?.on ?? Infinity;
  const first = numbers.integer(0, landlord.length - 1);
  const share = (part: number): number => -Math.round((monthlyIncome * part) / 100) * 100;
  const items: Standing[] = [
    { kind: 'RENT', who: landlord[first]!, cents: -rent, dayOfMonth: 1, until: moved },
    { kind: 'ENERGY', who: numbers.pick(energy), cents: share(0.035), dayOfMonth: 3, winter: 0.15, mcc: '4900' },
    { kind: 'TELEPHONE', who: numbers.pick(phone), cents: -numbers.integer(1_200, 5_900), dayOfMonth: 9, mcc: '4814' },
  ];
  if (moved < Infinity) {
    const who = landlord[(first + 1) % landlord.length]!;
    items.push({ kind: 'RENT', who, cents: -Math.round((rent * 1.1) / 500) * 500, dayOfMonth: 1, from: moved });
  }
  if (persona.livelihood !== 'STUDENT') {
    items.push({ kind: 'INSURANCE', who: numbers.pick(insurer), cents: share(0.02), dayOfMonth: 2, mcc: '6300' });
  }
  if (persona.hasCar) {
    items.push({ kind: 'CAR_INSURANCE', cents: share(0.05), dayOfMonth: 5, everyMonths: 3, mcc: '6300' });
  }
  if (persona.hasGym) items.push({ kind: 'GYM', cents: -2_990, dayOfMonth: 6, mcc: '7997' });
  if (persona.hasLoan) items.push({ kind: 'LOAN', cents: share(0.07), dayOfMonth: 6 });
  if (persona.hasChild) items.push({ kind: 'CHILDCARE', cents: share(0.06), dayOfMonth: 4, mcc: '8351' });
  for (const { narration, cents, mcc } of place.subscriptions.slice(0, persona.subscriptions)) {
    items.push({ kind: 'SUBSCRIPTION', who: narration, cents: -cents, dayOfMonth: numbers.integer(2, 27), mcc });
  }
  if (saving > 0) items.push({ kind: 'SAVING', cents: -saving, dayOfMonth: Math.min(persona.payday + 1, 28) });
  return items;
};

/** Everything that comes and goes again and again within a window, in no order. */
export const planSeries = (
  origin: Origin,
  persona: Persona,
  events: readonly PlannedEvent[],
  window: Window,
): PlannedMovement[] => {
  const income = incomeItems(persona, events, seededStream(origin, 'income'));
  const outgoing = outgoingItems(persona, events, seededStream(origin, 'outgoing'));
  return [...income, ...outgoing].flatMap((item, index) =>
    movementsOf(persona, item, window, seededStream(origin, `series ${index}`)),
  );
};
