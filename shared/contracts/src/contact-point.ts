import { createHmac } from 'node:crypto';
import { domainToASCII } from 'node:url';
import { parsePhoneNumberFromString } from 'libphonenumber-js';
import { idOfBytes } from './ids.ts';
import type { Channel, IdentityType } from './vocabulary.ts';

/** What a contact point is made of: one telephone line or one mailbox, whatever the channels that reach it. */
export type ContactPointKind = 'PHONE' | 'EMAIL';

/** The kind of contact point behind each channel; PUSH and IN_APP reach a device and have none. */
export const CONTACT_POINT_KIND: Readonly<Record<Channel, ContactPointKind | null>> = {
  SMS: 'PHONE',
  MMS: 'PHONE',
  WHATSAPP: 'PHONE',
  RCS: 'PHONE',
  VOICE: 'PHONE',
  EMAIL: 'EMAIL',
  PUSH: null,
  IN_APP: null,
};

/** E.164 form of a telephone number, or null where it cannot be one. A prefix such as `whatsapp:` is dropped. */
export const normalisePhone = (raw: string): string | null => {
  const number = parsePhoneNumberFromString(raw.replace(/^[a-z]+:/i, '').trim());
  return number?.isPossible() ? number.number : null;
};

/** A domain of at least two labels, none of them empty, in ASCII. */
const DOMAIN = /^[^.]+(\.[^.]+)+$/;

/**
 * Mailbox in lower case and composed form (Unicode NFC, as RFC 6532 section 3.1 asks), its domain in ASCII (IDNA,
 * RFC 5890) without the dot of the root; null where it cannot be one. That mailboxes differ by case is allowed
 * (RFC 5321 section 2.4) and nowhere true.
 */
export const normaliseEmail = (raw: string): string | null => {
  const match = /^([^\s@]{1,64})@([^\s@]{1,255})$/.exec(raw.trim());
  if (!match) return null;
  const domain = domainToASCII(match[2]!.replace(/\.$/, ''));
  return DOMAIN.test(domain) ? `${match[1]!.normalize('NFC').toLowerCase()}@${domain}` : null;
};

export const normaliseAddress = (kind: ContactPointKind, raw: string): string | null =>
  kind === 'PHONE' ? normalisePhone(raw) : normaliseEmail(raw);

/**
 * The id of a contact point: `cp_` and 128 bits of HMAC-SHA256(key, kind ‖ ':' ‖ normalised address).
 * Services that share the key agree on it without passing addresses around.
 * @param key at least 32 bytes, shared by profile, consent and messaging
 */
export const contactPointIdOf = (key: Uint8Array, kind: ContactPointKind, normalised: string): string =>
  idOfBytes('cp', createHmac('sha256', key).update(`${kind}:${normalised}`).digest());

/** A form of an address that people recognise and machines cannot use: `+49•••••••89`, `j•••@example.org`. */
export const maskAddress = (kind: ContactPointKind, normalised: string): string => {
  if (kind === 'EMAIL') return normalised.replace(/^(.)[^@]*/, '$1•••');
  return normalised.slice(0, 3) + '•'.repeat(Math.max(normalised.length - 5, 1)) + normalised.slice(-2);
};

/** The one spelling of an identifier under which it is looked up, or null where the value cannot be one. */
export const normaliseIdentifier = (type: IdentityType, raw: string): string | null => {
  if (type === 'PHONE') return normalisePhone(raw);
  if (type === 'EMAIL') return normaliseEmail(raw);
  const value = raw.trim();
  return value.length > 0 && value.length <= 256 ? value : null;
};

/**
 * The keyed hash under which an identifier is known outside profile: hex of HMAC-SHA256(key, type ‖ ':' ‖ value).
 * @param key at least 32 bytes, shared by profile and behavior
 */
export const identifierHash = (key: Uint8Array, type: IdentityType, normalised: string): string =>
  createHmac('sha256', key).update(`${type}:${normalised}`).digest('hex');
