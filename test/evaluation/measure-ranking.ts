import { seededRandom } from '@rapport/testkit';

/** Something that was scored, and whether it was so. */
export type ScoredRow = { readonly score: number; readonly isTrue: boolean };

/** Area under the ROC curve: how often a true row scores above a false one, ties counting half. */
export const aucOf = (rows: readonly ScoredRow[]): number => {
  const sorted = rows.toSorted((a, b) => a.score - b.score);
  let [ranks, trues] = [0, 0];
  for (let start = 0; start < sorted.length; ) {
    let end = start;
    while (end < sorted.length && sorted[end]!.score === sorted[start]!.score) end += 1;
    const rank = (start + 1 + end) / 2;
    for (let row = start; row < end; row += 1) if (sorted[row]!.isTrue) [ranks, trues] = [ranks + rank, trues + 1];
    start = end;
  }
  const falses = rows.length - trues;
  return (ranks - (trues * (trues + 1)) / 2) / (trues * falses);
};

/** Average precision: precision at each threshold, weighted by the recall that it gains. */
export const averagePrecisionOf = (rows: readonly ScoredRow[]): number => {
  const sorted = rows.toSorted((a, b) => b.score - a.score);
  const trues = sorted.filter(({ isTrue }) => isTrue).length;
  let [found, sum] = [0, 0];
  for (let start = 0; start < sorted.length; ) {
    let [end, here] = [start, 0];
    while (end < sorted.length && sorted[end]!.score === sorted[start]!.score) {
      here += sorted[end]!.isTrue ? 1 : 0;
      end += 1;
    }
    found += here;
    sum += (here / trues) * (found / end);
    start = end;
  }
  return sum;
};

/** The middle 95 % of a measure over units drawn with replacement. */
export const drawnInterval = <Unit>(
  units: readonly Unit[],
  measure: (drawn: readonly Unit[]) => number,
  { draws, seed }: { readonly draws: number; readonly seed: number },
): [number, number] => {
  const { next: random } = seededRandom(seed);
  const measured = Array.from({ length: draws }, () =>
    measure(units.map(() => units[Math.floor(random() * units.length)]!)),
  )
    .filter((value) => !Number.isNaN(value))
    .sort((a, b) => a - b);
  return [measured[Math.floor(measured.length * 0.025)]!, measured[Math.floor(measured.length * 0.975)]!];
};
