import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { openTextModel, type TextModel } from '../domain/enrichment/text/text-model.ts';

const LABELS_MAX = 500;
const DIMENSIONS_MAX = 65_536;

const fileShape = z.strictObject({
  version: z.string().regex(/^text-[0-9a-f]{12}$/),
  dimensions: z.int().positive().max(DIMENSIONS_MAX),
  labels: z.array(z.string().min(1)).min(2).max(LABELS_MAX),
  biases: z.array(z.number()),
  scales: z.array(z.number().positive()),
  weights: z.string().regex(/^[\w-]+$/),
  temperature: z.number().positive(),
  learnt: z.strictObject({
    from: z.string(),
    seed: z.int(),
    examples: z.int(),
    heldOutMacroF1: z.number(),
    heldOutCalibrationError: z.number(),
  }),
});

/**
 * The text model of a file.
 * @throws when the file is no model, or its content is not what its version says
 */
export const readTextModel = (file: URL): TextModel => {
  const model = fileShape.parse(JSON.parse(readFileSync(file, 'utf8')));
  const { labels, dimensions, weights, biases, scales } = model;
  const sizes = [weights.length / dimensions, biases.length, scales.length];
  if (sizes.some((size) => size !== labels.length)) {
    throw new Error(`${file.pathname} has ${sizes.join(', ')} weights, biases and scales for ${labels.length} labels`);
  }
  return openTextModel(model);
};
