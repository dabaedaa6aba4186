import { createHash, type KeyObject, sign, verify } from 'node:crypto';
import { canonicalJson } from '@rapport/contracts';
import type { ModelFile, SignedModel } from './model-file.ts';

/** SHA-256 of a model's canonical JSON (RFC 8785), in hex. */
export const modelHash = (model: ModelFile): string => createHash('sha256').update(canonicalJson(model)).digest('hex');

/** A model with its hash and an Ed25519 signature (RFC 8032). */
export const signModel = (model: ModelFile, privateKey: KeyObject): SignedModel => ({
  model,
  hash: modelHash(model),
  signature: sign(null, Buffer.from(canonicalJson(model)), privateKey).toString('base64url'),
});

/** What is wrong with the canonical JSON of a model; null where it is whole and signed by one of the keys. */
export const flawOfModel = (
  { file, id, signature }: { readonly file: string; readonly id: string; readonly signature: string },
  publicKeys: readonly KeyObject[],
): 'WRONG_HASH' | 'WRONG_SIGNATURE' | null => {
  if (createHash('sha256').update(file).digest('hex') !== id) return 'WRONG_HASH';
  const signed = Buffer.from(signature, 'base64url');
  return publicKeys.some((key) => verify(null, Buffer.from(file), key, signed)) ? null : 'WRONG_SIGNATURE';
};
