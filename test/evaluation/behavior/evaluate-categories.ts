import { seededRandom } from '@rapport/testkit';
import type { Measured } from '../report-quality.ts';
import { judgeNarrations } from './judge-narrations.ts';
import { hasNarrations, type LabelledNarration, loadNarrations } from './load-narrations.ts';

const SEED = 1;
const FOLDS = 5;
const DRAWS = 200;
const TASK = 'category from narration';

/** What was said of one text, and what it is. */
type Verdict = LabelledNarration & { readonly said: string };

/** The mean F1 of the labels that occur; one that is never found counts 0. */
export const macroF1Of = (verdicts: readonly Verdict[]): number => {
  const counts = new Map<string, { hits: number; said: number; are: number }>();
  const countOf = (label: string) => {
    const count = counts.get(label) ?? { hits: 0, said: 0, are: 0 };
    counts.set(label, count);
    return count;
  };
  for (const { label, said } of verdicts) {
    countOf(label).are += 1;
    countOf(said).said += 1;
    if (label === said) countOf(label).hits += 1;
  }
  const occurring = [...counts.values()].filter(({ are }) => are > 0);
  return occurring.reduce((sum, { hits, said, are }) => sum + (2 * hits) / (said + are), 0) / occurring.length;
};

/** The middle 95 % over texts drawn with replacement, each with all its occurrences. */
const intervalOf = (verdicts: readonly Verdict[]): [number, number] => {
  const { next } = seededRandom(SEED);
  const texts = [...Map.groupBy(verdicts, ({ text }) => text).values()];
  const drawn = Array.from({ length: DRAWS }, () =>
    macroF1Of(texts.flatMap(() => texts[Math.floor(next() * texts.length)]!)),
  ).sort((a, b) => a - b);
  return [drawn[Math.floor(DRAWS * 0.025)]!, drawn[Math.floor(DRAWS * 0.975)]!];
};

const mostFrequent = (labels: readonly string[]): string =>
  [...Map.groupBy(labels, (label) => label)].sort(([a, ones], [b, others]) =>
    ones.length === others.length ? (a < b ? -1 : 1) : others.length - ones.length,
  )[0]![0];

const gramsOf = (text: string): Set<string> => {
  const plain = ` ${text
    .toLowerCase()
    .replaceAll(/[^\p{L}]+/gu, ' ')
    .trim()} `;
  return new Set(Array.from({ length: Math.max(1, plain.length - 2) }, (_, at) => plain.slice(at, at + 3)));
};

/** The baseline: the label of the learnt text that shares most runs of three letters (Jaccard). */
const nearestOf = (learnt: readonly LabelledNarration[]) => {
  const known = [...Map.groupBy(learnt, ({ text }) => text)].map(([text, rows]) => ({
    grams: gramsOf(text),
    label: mostFrequent(rows.map(({ label }) => label)),
  }));
  return (text: string): string => {
    const grams = [...gramsOf(text)];
    let best = { label: '', likeness: -1 };
    for (const other of known) {
      const shared = grams.filter((gram) => other.grams.has(gram)).length;
      const likeness = shared / (grams.length + other.grams.size - shared);
      if (likeness > best.likeness) best = { label: other.label, likeness };
    }
    return best.label;
  };
};

type Parts = { readonly ours: Verdict[]; readonly majority: Verdict[]; readonly nearest: Verdict[] };

const baselines = (learnt: readonly LabelledNarration[], measured: readonly LabelledNarration[]) => {
  const usual = mostFrequent(learnt.map(({ label }) => label));
  const nearest = nearestOf(learnt);
  const byText = new Map([...new Set(measured.map(({ text }) => text))].map((text) => [text, nearest(text)]));
  return {
    majority: measured.map((row) => ({ ...row, said: usual })),
    nearest: measured.map((row) => ({ ...row, said: byText.get(row.text)! })),
  };
};

const judge = async (learnt: readonly LabelledNarration[], measured: readonly LabelledNarration[]): Promise<Parts> => {
  const texts = [...new Set(measured.map(({ text }) => text))];
  const answers = await judgeNarrations('labels', [...learnt, ...texts.map((text) => ({ text, label: null }))]);
  const said = new Map(answers.map((answer) => [answer.text, answer.said ?? '']));
  return { ours: measured.map((row) => ({ ...row, said: said.get(row.text)! })), ...baselines(learnt, measured) };
};

const figures = ({ ours, majority, nearest }: Parts, split: string): Measured[] =>
  (
    [
      ['macro-F1, beside the most frequent', majority],
      ['macro-F1, beside the nearest neighbour', nearest],
    ] as const
  ).map(([metric, baseline]) => ({
    task: TASK,
    metric,
    ours: macroF1Of(ours),
    interval: intervalOf(ours),
    baseline: macroF1Of(baseline),
    split,
    seed: SEED,
  }));

/** Five parts by narration: no text is learnt from and judged. */
const crossValidate = async (rows: readonly LabelledNarration[]): Promise<Parts> => {
  const { next } = seededRandom(SEED);
  const foldOf = new Map([...new Set(rows.map(({ text }) => text))].sort().map((text) => [text, next() * FOLDS]));
  const whole: Parts = { ours: [], majority: [], nearest: [] };
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const isAside = ({ text }: LabelledNarration) => Math.floor(foldOf.get(text)!) === fold;
    const part = await judge(
      rows.filter((row) => !isAside(row)),
      rows.filter(isAside),
    );
    for (const name of ['ours', 'majority', 'nearest'] as const) whole[name].push(...part[name]);
  }
  return whole;
};

const evaluateSet = async (data: string, test: string | null): Promise<Measured[]> => {
  const missing = [data, ...(test === null ? [] : [test])].find((folder) => !hasNarrations(folder));
  if (missing) {
    process.stderr.write(`txn_categories is not in ${missing}: categories are measured on made-up narrations alone\n`);
    return [];
  }
  const learnt = loadNarrations(data);
  if (test === null) return figures(await crossValidate(learnt), `${FOLDS} parts of --data by narration`);
  const known = new Set(learnt.map(({ text }) => text));
  const rows = loadNarrations(test);
  const measured = rows.filter(({ text }) => !known.has(text));
  if (measured.length === 0) throw new Error(`every narration of ${test} is in ${data} too: give others to measure on`);
  const left = rows.length - measured.length;
  return figures(await judge(learnt, measured), `--test, ${left} rows with narrations of --data left out`);
};

const evaluateMade = async (): Promise<Measured[]> => {
  const answers = await judgeNarrations('made');
  const rows = answers.map(({ text, label = '', said }) => ({ text, label, said: said ?? '' }));
  const learnt = rows.filter((_, index) => answers[index]!.said === null);
  const ours = rows.filter((_, index) => answers[index]!.said !== null);
  return figures({ ours, ...baselines(learnt, ours) }, 'made up anew, names that were not learnt');
};

/** How well behavior tells what a booking is from its text alone. */
export const evaluateCategories = async (data: string, test: string | null): Promise<Measured[]> => [
  ...(await evaluateSet(data, test)),
  ...(await evaluateMade()),
];
