import { readNarration } from '../domain/enrichment/narration/read-narration.ts';
import { learnTextModel } from '../domain/enrichment/text/learn-text-model.ts';
import type { TextModelFile } from '../domain/enrichment/text/text-model.ts';
import { generateNarrations } from './narrations/generate-narrations.ts';

const SEED = 20260101;
const EXAMPLES = 24_000;
const DIMENSIONS = 2048;
const ROUNDS = 6;

/** Learns categories from made-up narrations, which nobody's payments are part of: the model that is shipped. */
export const trainCategories = (examples: number = EXAMPLES): TextModelFile =>
  learnTextModel(
    generateNarrations(SEED, examples).map(({ narration, category, core }) => ({
      text: readNarration(narration).name || narration,
      label: category,
      group: core.toLowerCase(),
    })),
    {
      from: 'narrations made up from lists of merchants and words',
      seed: SEED,
      dimensions: DIMENSIONS,
      rounds: ROUNDS,
    },
  );
