import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSource, RapportError, type SourceDocument } from '@rapport/contracts';
import { SettingsError } from '@rapport/platform';
import { parseDocument } from 'yaml';
import type { SourceKeys } from '../domain/sources/signatures/signed-request.ts';
import { canVerify } from '../domain/sources/verify-signature.ts';

/** A source that may knock, and what it is recognised by. */
export type OpenSource = { readonly definition: SourceDocument; readonly keys: SourceKeys };

type Settings = {
  readonly folder: string;
  /** Of shipped examples those without a secret stay closed; of one's own that is a mistake. */
  readonly isShipped: boolean;
  readonly secrets: ReadonlyMap<string, readonly string[]>;
  readonly jwks: ReadonlyMap<string, SourceKeys['jwks']>;
};

const SECRET_BYTES_MIN = 24;

/** Each mistake says its file and place. */
const readOne = (file: string, text: string): SourceDocument | string[] => {
  const document = parseDocument(text, { prettyErrors: true, uniqueKeys: true });
  if (document.errors.length > 0) return document.errors.map(({ message }) => `${file}: ${message.split('\n')[0]}`);
  try {
    // Aliases could make a small file a huge document.
    return parseSource(document.toJS({ maxAliasCount: 100 }));
  } catch (error) {
    if (!(error instanceof RapportError)) throw error;
    return error.issues.map(({ path, message }) => `${file}: ${path}: ${message}`);
  }
};

const secretFaults = ({ source, signatures }: SourceDocument, { secrets }: SourceKeys): string[] => {
  if (!signatures.some(({ scheme }) => scheme === 'standard-webhooks')) return [];
  const isShort = secrets.some(
    (secret) => Buffer.from(secret.replace(/^whsec_/, ''), 'base64').length < SECRET_BYTES_MIN,
  );
  return isShort ? [`SOURCE_SECRETS: ${source} needs whsec_ and the base64 of ${SECRET_BYTES_MIN} bytes or more`] : [];
};

const filesOf = (folder: string): string[] => {
  try {
    return readdirSync(folder)
      .filter((name) => /\.ya?ml$/.test(name))
      .sort();
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    throw new SettingsError(`these settings are missing or wrong:\n  SOURCES_DIR: cannot be read: ${code}`);
  }
};

/**
 * Reads and checks the definitions of all sources at once.
 * @throws SettingsError that names every mistake with file and place, and sources and secrets without one another
 */
export const readSources = ({ folder, isShipped, secrets, jwks }: Settings): ReadonlyMap<string, OpenSource> => {
  const open = new Map<string, OpenSource>();
  const seen = new Map<string, string>();
  const faults: string[] = [];
  for (const file of filesOf(folder)) {
    const definition = readOne(file, readFileSync(join(folder, file), 'utf8'));
    if (Array.isArray(definition)) {
      faults.push(...definition);
      continue;
    }
    const { source, signatures } = definition;
    const keys = { secrets: secrets.get(source) ?? [], jwks: jwks.get(source) ?? [] };
    const other = seen.get(source);
    if (other) faults.push(`${file}: source: ${source} is that of ${other} already: choose another name`);
    else if (canVerify(signatures, keys)) open.set(source, { definition, keys });
    else if (!isShipped) faults.push(`${file}: has no secret: add ${source}:… to SOURCE_SECRETS, or its SOURCE_JWKS`);
    seen.set(source, other ?? file);
    faults.push(...secretFaults(definition, keys));
  }
  for (const [setting, named] of [
    ['SOURCE_SECRETS', secrets],
    ['SOURCE_JWKS', jwks],
  ] as const) {
    const strays = faults.length > 0 ? [] : [...named.keys()].filter((source) => !seen.has(source));
    faults.push(
      ...strays.map((source) => `${setting}: ${source} is no source: known are ${[...seen.keys()].join(', ')}`),
    );
  }
  if (faults.length > 0) {
    throw new SettingsError(`these sources cannot be opened:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
  }
  return open;
};
