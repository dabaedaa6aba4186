import { type AmountBand, isChosen, strangersAround } from './amount-band.ts';
import type { Occurrence } from './occurrence.ts';
import { nearestSlot, PERIODS, type Period } from './period.ts';

/** A series that was found: which payments, and when they come back. */
export type Fit = {
  readonly period: Period;
  readonly phase: number;
  /** One payment for each slot that was kept, oldest first. */
  readonly hits: readonly Occurrence[];
  /** Logarithm of the odds that this is a series and no accident. */
  readonly score: number;
  /** Days by which hits may miss their slot. */
  readonly tolerance: number;
};

/** How reliably a series is thought to keep its slots. */
const KEPT = 0.85;
const CHANCE_MAX = 0.8;
/** The least share of slots that a series keeps; below it another rhythm is the truth. */
const KEPT_MIN = 2 / 3;
/** Where any amount will do, the least share of the payee's payments: who shops daily has no standing date. */
const OWN_MIN = 2 / 3;

/** How many payments each phase of a period has. */
const countsOf = (period: Period, members: readonly Occurrence[]): Uint16Array => {
  const counts = new Uint16Array(period.phases);
  for (const { day } of members) counts[period.phaseOf(day)]! += 1;
  return counts;
};

/** The phase whose surroundings hold the most payments; of several in a row the middle one. */
const bestPhase = (period: Period, counts: Uint16Array, tolerance: number): number => {
  let sum = 0;
  for (let offset = -tolerance; offset <= tolerance; offset += 1) {
    sum += counts[(offset + period.phases) % period.phases]!;
  }
  let [best, run, most] = [0, 1, sum];
  for (let phase = 1; phase < period.phases; phase += 1) {
    sum += counts[(phase + tolerance) % period.phases]!;
    sum -= counts[(phase - tolerance - 1 + period.phases) % period.phases]!;
    if (sum > most) [best, run, most] = [phase, 1, sum];
    else if (sum === most && phase === best + run) run += 1;
  }
  return best + Math.floor((run - 1) / 2);
};

type Hit = { readonly slot: number; readonly late: number; readonly occurrence: Occurrence };

/** The payment that keeps each slot best, by slot. */
const hitsOf = (period: Period, phase: number, members: readonly Occurrence[], tolerance: number): Hit[] => {
  const bySlot = new Map<number, Hit>();
  for (const occurrence of members) {
    const { slot, late } = nearestSlot(period, phase, occurrence.day);
    if (Math.abs(late) > tolerance) continue;
    const other = bySlot.get(slot);
    const isBetter =
      !other ||
      Math.abs(late) < Math.abs(other.late) ||
      (Math.abs(late) === Math.abs(other.late) && occurrence.transactionId < other.occurrence.transactionId);
    if (isBetter) bySlot.set(slot, { slot, late, occurrence });
  }
  return [...bySlot.values()].sort((a, b) => a.slot - b.slot);
};

/** Parts without a pause that would end a series. */
const partsOf = (hits: readonly Hit[], skipsMax: number): Hit[][] => {
  const parts: Hit[][] = [];
  for (const hit of hits) {
    const part = parts.at(-1);
    if (part && hit.slot - part.at(-1)!.slot <= skipsMax + 1) part.push(hit);
    else parts.push([hit]);
  }
  return parts;
};

const oddsOf = (part: readonly Hit[], chance: number, searched: number): number => {
  const kept = part.length - 1;
  const missed = part.at(-1)!.slot - part[0]!.slot - kept;
  return kept * Math.log(KEPT / chance) + missed * Math.log((1 - KEPT) / (1 - chance)) - Math.log(searched);
};

/** Whether most of its amounts are round ones that somebody chose, where those say nothing. */
const isOfWhim = (band: AmountBand, part: readonly Hit[]): boolean =>
  !band.takesChosen && part.filter(({ occurrence }) => isChosen(occurrence.size)).length > part.length / 2;

const membersDuring = (part: readonly Hit[], members: readonly Occurrence[]): number => {
  const [first, last] = [part[0]!.occurrence.day, part.at(-1)!.occurrence.day];
  return members.filter(({ day }) => day >= first && day <= last).length;
};

/** How likely a stranger falls into a slot by accident. */
const chanceOf = (
  band: AmountBand,
  logs: readonly number[],
  at: { own: number; spanDays: number; windowDays: number },
) => Math.min(CHANCE_MAX, 1 - Math.exp(-strangersAround(band, logs, at.own, at.spanDays) * band.width * at.windowDays));

/** A score that no series within a band exceeds: as if all its payments kept every slot to the day. */
export const scoreAtMost = (band: AmountBand, logs: readonly number[], spanDays: number): number => {
  const own = band.members.length;
  return (own - 1) * Math.log(KEPT / chanceOf(band, logs, { own, spanDays, windowDays: 1 }));
};

/** The most telling series within one band of amounts; null where there is none of two payments. */
export const fitSeries = (band: AmountBand, logs: readonly number[], spanDays: number): Fit | null => {
  let best: Fit | null = null;
  for (const period of PERIODS) {
    const counts = countsOf(period, band.members);
    for (const tolerance of period.tolerances) {
      const phase = bestPhase(period, counts, tolerance);
      const windowDays = 2 * tolerance + 1;
      for (const part of partsOf(hitsOf(period, phase, band.members, tolerance), period.skipsMax)) {
        const slots = part.at(-1)!.slot - part[0]!.slot + 1;
        if (part.length < 2 || part.length < KEPT_MIN * slots) continue;
        if (band.isAny && part.length < OWN_MIN * membersDuring(part, band.members)) continue;
        if (isOfWhim(band, part)) continue;
        const chance = chanceOf(band, logs, { own: part.length, spanDays, windowDays });
        const score = oddsOf(part, chance, period.phases / windowDays);
        if (best && score <= best.score) continue;
        best = { period, phase, hits: part.map(({ occurrence }) => occurrence), score, tolerance };
      }
    }
  }
  return best;
};

/** By how much a price may change at once and still be the same series. */
const STEP_MAX = 2;

/** A series with the payments that keep its slots at another price; only where the payee is known to be the same. */
export const extendFit = (fit: Fit, candidates: readonly Occurrence[]): Fit => {
  const own = new Set(fit.hits);
  const [least, most] = [fit.hits[0]!.size / STEP_MAX, fit.hits[0]!.size * STEP_MAX];
  const others = candidates.filter((other) => !own.has(other) && other.size >= least && other.size <= most);
  const slots = new Map(hitsOf(fit.period, fit.phase, others, fit.tolerance).map((hit) => [hit.slot, hit]));
  for (const occurrence of fit.hits) {
    const hit = { ...nearestSlot(fit.period, fit.phase, occurrence.day), occurrence };
    slots.set(hit.slot, hit);
  }
  const kept = [...slots.values()].sort((a, b) => a.slot - b.slot);
  const part = partsOf(kept, fit.period.skipsMax).find((hits) => hits.some(({ occurrence }) => own.has(occurrence)));
  return { ...fit, hits: part!.map(({ occurrence }) => occurrence) };
};
