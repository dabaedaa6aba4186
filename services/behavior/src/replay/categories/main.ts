// Learns and judges texts for the measure of learning quality, JSON lines in and out. `labels`: examples with a label
// are learnt, those without are judged by what was learnt from them. `made`: narrations that are made up anew are
// judged by the model that is shipped; some of those that it learnt from are printed beside, for a baseline.
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { enrich, NO_CORRECTIONS } from '../../domain/enrichment/enrich.ts';
import { learnTextModel, type TextExample } from '../../domain/enrichment/text/learn-text-model.ts';
import { openTextModel } from '../../domain/enrichment/text/text-model.ts';
import { readTextModel } from '../../models/read-text-model.ts';
import { generateNarrations } from '../../train/narrations/generate-narrations.ts';
import { categoryExamples } from '../../train/train-categories.ts';

const PLAN = { from: 'the evaluation', seed: 1, dimensions: 2048, rounds: 10 };
const MADE_SEED = 20270101;
const MADE = 2_000;
const LEARNT_SHOWN_EVERY = 8;

const lineShape = z.strictObject({ text: z.string(), label: z.string().nullable() });

const say = (answer: object): void => {
  process.stdout.write(`${JSON.stringify(answer)}\n`);
};

const judgeLabels = async (): Promise<void> => {
  const examples: TextExample[] = [];
  const asked: string[] = [];
  for await (const line of createInterface({ input: process.stdin })) {
    const { text, label } = lineShape.parse(JSON.parse(line));
    if (label === null) asked.push(text);
    else examples.push({ text, label, group: text });
  }
  const model = openTextModel(learnTextModel(examples, PLAN));
  for (const text of asked) say({ text, said: model.guess(text, () => true)?.label ?? '' });
};

const judgeMade = (): void => {
  const model = readTextModel(new URL('../../../models/categories.json', import.meta.url));
  const learnt = categoryExamples();
  const seen = new Set(learnt.map(({ group }) => group));
  for (const [index, { text, label }] of learnt.entries()) {
    if (index % LEARNT_SHOWN_EVERY === 0) say({ text, label, said: null });
  }
  const unseen = generateNarrations(MADE_SEED, MADE).filter(({ core }) => !seen.has(core.toLowerCase()));
  for (const { narration, direction, category } of unseen) {
    const amount = direction === 'IN' ? '10.00' : '-10.00';
    const booking = { accountId: '', transactionId: '', amount, narration, mcc: null };
    say({ text: narration, label: category, said: enrich(booking, NO_CORRECTIONS, model).category });
  }
};

if (process.argv[2] === 'made') judgeMade();
else await judgeLabels();
