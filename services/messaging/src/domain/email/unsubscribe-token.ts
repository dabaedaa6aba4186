import { createHmac, timingSafeEqual } from 'node:crypto';
import { LANGUAGES, type Language } from '../templates/template.ts';

/** What an unsubscribe link stands for: a contact point, and the language that its owner was written to in. */
export type Unsubscribing = { readonly contactPointId: string; readonly language: Language };

const FORM = /^([a-z]{2})\.([0-7][0-9a-hjkmnp-tv-z]{25})\.([\w-]{22})$/;
const SIGNATURE_BYTES = 16;

/** 22 characters, base64url: 128 bits of HMAC-SHA256(key, what the link stands for). */
const sign = (key: Uint8Array, { contactPointId, language }: Unsubscribing): string =>
  createHmac('sha256', key)
    .update(`unsubscribe:${language}:${contactPointId}`)
    .digest()
    .subarray(0, SIGNATURE_BYTES)
    .toString('base64url');

/** The token of an unsubscribe link: `de.`, the contact point's id without `cp_`, a signature. It does not expire. */
export const unsubscribeToken = (key: Uint8Array, of: Unsubscribing): string =>
  `${of.language}.${of.contactPointId.replace(/^cp_/, '')}.${sign(key, of)}`;

/**
 * What a token stands for, or null where none of the keys signed it. Compared in constant time, with every key.
 * @param keys the first one signs now; a second is accepted while keys are rotated
 */
export const readUnsubscribeToken = (keys: readonly Uint8Array[], token: string): Unsubscribing | null => {
  const [, name, point, signature] = FORM.exec(token) ?? [];
  const language = LANGUAGES.find((known) => known === name);
  if (!language || !point || !signature) return null;
  const of = { contactPointId: `cp_${point}`, language };
  const fitting = keys.filter((key) => timingSafeEqual(Buffer.from(sign(key, of)), Buffer.from(signature)));
  return fitting.length > 0 ? of : null;
};
