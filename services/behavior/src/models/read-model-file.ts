import type { KeyObject } from 'node:crypto';
import { canonicalJson } from '@rapport/contracts';
import { z } from 'zod';
import { MODEL_FORMAT, type ModelFile } from '../domain/models/model-file.ts';
import { flawOfModel } from '../domain/models/sign-model.ts';
import type { ProposedModel } from '../usecases/change-models.ts';
import type { ReadModel } from '../usecases/ports.ts';

const NAME = z.string().min(1).max(100);
const numbers = (max: number) => z.array(z.number()).max(max);
const WORDS_MAX = 2_000;
const INPUTS_MAX = 300;
const NODES_MAX = 2_047;

/** A tree whose children exist, come after their parent, and end: what is read in always comes to a leaf. */
const treeShape = z
  .strictObject({
    input: numbers(NODES_MAX).min(1),
    threshold: numbers(NODES_MAX),
    left: numbers(NODES_MAX),
    value: numbers(NODES_MAX),
  })
  .refine(
    ({ input, threshold, left, value }) =>
      [threshold, left, value].every(({ length }) => length === input.length) &&
      input.every((asked, node) => {
        if (!Number.isInteger(asked)) return false;
        if (asked < 0) return true;
        const child = left[node]!;
        return Number.isInteger(child) && child > node && child + 1 < input.length;
      }),
    'is no tree: every inner node needs two children after it',
  );

const memberShape = z.discriminatedUnion('form', [
  z.strictObject({
    form: z.literal('LOGISTIC'),
    means: numbers(INPUTS_MAX),
    scales: numbers(INPUTS_MAX),
    weights: numbers(INPUTS_MAX),
    intercept: z.number(),
  }),
  z.strictObject({ form: z.literal('TREES'), base: z.number(), trees: z.array(treeShape).max(2_000) }),
]);

const cardShape = z.strictObject({
  data: z.string().min(1).max(WORDS_MAX),
  label: z.string().min(1).max(WORDS_MAX),
  rows: z.int().positive(),
  positives: z.int().positive(),
  from: z.iso.datetime().nullable(),
  to: z.iso.datetime().nullable(),
  trainedAt: z.iso.datetime(),
  trainedBy: z.string().min(1).max(200),
  validation: z.string().max(WORDS_MAX),
  metrics: z.array(z.strictObject({ name: NAME, value: z.number(), low: z.number(), high: z.number() })).max(20),
  limits: z.array(z.string().max(WORDS_MAX)).max(20),
  fairness: z.array(z.string().max(WORDS_MAX)).max(20),
});

const calibrationShape = z.discriminatedUnion('method', [
  z.strictObject({ method: z.literal('PLATT'), slope: z.number().nonnegative(), offset: z.number() }),
  z.strictObject({
    method: z.literal('ISOTONIC'),
    upTo: z.array(z.number()).min(1).max(5_000),
    values: z.array(z.number().min(0).max(1)).min(1).max(5_000),
  }),
]);

const modelShape: z.ZodType<ModelFile> = z
  .strictObject({
    format: z.literal(MODEL_FORMAT),
    kind: z.string().regex(/^[A-Z][A-Z_]{1,63}$/, 'must be the kind of a signal, such as FINANCIAL_STRESS'),
    inputs: z
      .array(z.strictObject({ name: NAME, edges: numbers(64), counts: z.array(z.int().nonnegative()).max(66) }))
      .min(1)
      .max(INPUTS_MAX)
      .refine((inputs) => inputs.every(({ edges, counts }) => counts.length === edges.length + 2), 'miss some bins')
      .refine((inputs) => new Set(inputs.map(({ name }) => name)).size === inputs.length, 'name an input twice'),
    members: z.array(memberShape).min(1).max(20),
    calibration: calibrationShape,
    card: cardShape,
  })
  .refine(
    ({ inputs, members }) =>
      members.every((member) =>
        member.form === 'LOGISTIC'
          ? [member.means, member.scales, member.weights].every(({ length }) => length === inputs.length)
          : member.trees.every(({ input }) => input.every((asked) => asked < inputs.length)),
      ),
    { path: ['members'], message: 'ask for inputs that the model does not have' },
  );

const signedShape = z.strictObject({ model: z.unknown(), hash: z.string(), signature: z.string() });

/** What is wrong, where: the first few flaws, with their paths. */
const flawsOf = (error: z.ZodError): string =>
  error.issues
    .slice(0, 3)
    .map(({ path, message }) => `${path.join('.') || 'the file'}: ${message}`)
    .join('; ');

const FLAWS = {
  WRONG_HASH: 'its content is not what its hash says: take the file as the training wrote it',
  WRONG_SIGNATURE: 'it is signed by none of MODEL_PUBLIC_KEYS: train it with MODEL_SIGNING_KEY, or set its public key',
};

/** Reads models that are whole and signed by one of these keys. */
export const modelReader =
  (publicKeys: readonly KeyObject[]): ReadModel =>
  (stored) => {
    const flaw = flawOfModel(stored, publicKeys);
    if (flaw) return { flaw: FLAWS[flaw] };
    const parsed = modelShape.safeParse(JSON.parse(stored.file));
    return parsed.success ? { model: parsed.data } : { flaw: flawsOf(parsed.error) };
  };

/** Takes a signed model file apart; the model itself is read later. */
export const openModelFile = (text: string): ProposedModel | { readonly flaw: string } => {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { flaw: 'is no JSON: hand in the whole file that the training wrote' };
  }
  const signed = signedShape.safeParse(json);
  if (!signed.success) return { flaw: flawsOf(signed.error) };
  const { model, hash, signature } = signed.data;
  if (model === undefined || model === null) return { flaw: 'model: is missing' };
  return { id: hash, file: canonicalJson(model), signature };
};
