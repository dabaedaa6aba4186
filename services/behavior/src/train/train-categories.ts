import { readNarration } from '../domain/enrichment/narration/read-narration.ts';
import { learnTextModel, type TextExample } from '../domain/enrichment/text/learn-text-model.ts';
import type { TextModelFile } from '../domain/enrichment/text/text-model.ts';
import { generateNarrations } from './narrations/generate-narrations.ts';

const SEED = 20260101;
const EXAMPLES = 24_000;
const DIMENSIONS = 2048;
const ROUNDS = 6;

/** What the shipped model learns from: made-up narrations, which nobody's payments are part of. */
export const categoryExamples = (count: number = EXAMPLES): TextExample[] =>
  generateNarrations(SEED, count).map(({ narration, category, core }) => ({
    text: readNarration(narration).name || narration,
    label: category,
    group: core.toLowerCase(),
  }));

/** Learns categories from so many made-up narrations: the model that is shipped. */
export const trainCategories = (count: number = EXAMPLES): TextModelFile =>
  learnTextModel(categoryExamples(count), {
    from: 'narrations made up from lists of merchants and words',
    seed: SEED,
    dimensions: DIMENSIONS,
    rounds: ROUNDS,
  });
