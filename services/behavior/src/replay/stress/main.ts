// Replays accounts up to an instant through behavior's features and its learnt model of financial stress: JSON lines
// in, one account each, one JSON line out for each that is scored, by models that never saw it.
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { customerDaysOf } from '../../domain/features/customer-days.ts';
import { bucketOf } from '../../domain/features/day-bucket.ts';
import { computeFeatures } from '../../domain/features/registry.ts';
import { crossValidate, type Learner } from '../../domain/learning/cross-validate.ts';
import { rowOf, rowsOf, sampleOf } from '../../domain/learning/sample.ts';
import { dayOf, type LedgerFact } from '../../domain/ledger/ledger-fact.ts';
import { inputsOfFeatures } from '../../domain/models/inputs-of-features.ts';
import { type ModelInputs, rawLogOdds, rowOfInputs } from '../../domain/models/learnt-model.ts';
import { FEW_ROWS, learnMembers } from '../../domain/models/recipe.ts';
import { financialStress } from '../../domain/signals/financial-stress.ts';
import { stressInputsOf } from '../../domain/signals/stress-inputs.ts';

const lineShape = z.strictObject({
  accountId: z.string(),
  /** The day on which it is asked; only facts before it are given. */
  today: z.iso.date(),
  isBad: z.boolean(),
  /** Whether models learn from it, or only judge it. */
  part: z.enum(['LEARN', 'TEST']),
  seed: z.int(),
  facts: z.array(
    z.strictObject({
      transactionId: z.string(),
      day: z.iso.date(),
      amount: z.string(),
      balanceAfter: z.string(),
      category: z.string().nullable(),
    }),
  ),
});
type Line = z.infer<typeof lineShape>;

const FOLDS = 5;
const REPEATS = 10;
/** Of the catalogue what says something else than the inputs made for stress; few rows bear few inputs. */
const FROM_CATALOGUE = new Set(['cash_share_90d', 'income_regularity_180d']);

/** A booking as the ledger would have it; within a day the file's order is kept by the second. */
const factOf = ({ accountId }: Line, fact: Line['facts'][number], index: number): LedgerFact => ({
  customerId: accountId,
  bookedAt: new Date(Date.parse(`${fact.day}T12:00:00Z`) + (index % 3_600) * 1_000),
  accountId,
  transactionId: fact.transactionId,
  kind: 'POSTED',
  amount: fact.amount,
  currency: 'CZK',
  narration: '',
  mcc: null,
  balanceAfter: fact.balanceAfter,
  reason: null,
  version: 1,
  receivedAt: new Date(`${fact.day}T12:00:00Z`),
  enrichment:
    fact.category === null
      ? null
      : {
          merchant: null,
          city: null,
          category: fact.category as NonNullable<LedgerFact['enrichment']>['category'],
          confidence: 1,
          evidence: 'TEXT',
          counterpart: null,
        },
});

/** What behavior knows of an account on the eve of the day in question, and what its rules say. */
const judge = (line: Line): { inputs: ModelInputs; rules: number } => {
  const eve = dayOf(new Date(Date.parse(`${line.today}T00:00:00Z`) - 86_400_000));
  const facts = line.facts.map((fact, index) => factOf(line, fact, index));
  const byDay = Map.groupBy(facts, ({ bookedAt }) => dayOf(bookedAt));
  const days = customerDaysOf(
    [...byDay].map(([day, of]) => ({ day, bucket: bucketOf(of) })),
    [],
    eve,
  );
  const features = computeFeatures(days);
  const now = new Date(`${eve}T23:59:59Z`);
  const { score } = financialStress.assess({ days, features, recent: [], series: [], now });
  const told = inputsOfFeatures(features.filter(({ name }) => FROM_CATALOGUE.has(name)));
  return { inputs: { ...told, ...stressInputsOf(days) }, rules: score };
};

const learnerOf =
  (seed: number): Learner =>
  (part) => {
    const members = learnMembers(part, FEW_ROWS, seed);
    return (row) => rawLogOdds(members, row);
  };

const lines: Line[] = [];
for await (const line of createInterface({ input: process.stdin })) lines.push(lineShape.parse(JSON.parse(line)));
const judged = lines.map(judge);
const names = [...new Set(judged.flatMap(({ inputs }) => Object.keys(inputs)))].sort();
const sample = sampleOf(
  judged.map(({ inputs }) => rowOfInputs(names, inputs)),
  lines.map(({ isBad }) => (isBad ? 1 : 0)),
);
const rowsIn = (part: Line['part']) => [...lines.keys()].filter((row) => lines[row]!.part === part);
const [learning, testing] = [rowsIn('LEARN'), rowsIn('TEST')];
const seed = lines[0]?.seed ?? 1;
const lesson = rowsOf(sample, learning);
const scoresOf = new Map<number, number[]>();
if (testing.length > 0) {
  const score = learnerOf(seed)(lesson);
  for (const row of testing) scoresOf.set(row, [score(rowOf(sample, row))]);
} else {
  const repeats = crossValidate(lesson, learnerOf(seed), { folds: FOLDS, repeats: REPEATS, seed });
  learning.forEach((row, index) => {
    scoresOf.set(
      row,
      repeats.map((scores) => scores[index]!),
    );
  });
}
for (const [row, scores] of scoresOf) {
  const { accountId } = lines[row]!;
  process.stdout.write(`${JSON.stringify({ accountId, scores, rules: judged[row]!.rules })}\n`);
}
