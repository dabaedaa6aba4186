import { readFile } from 'node:fs/promises';
import { type MappingDocument, parseMapping, RapportError } from '@rapport/contracts';
import { parseDocument } from 'yaml';
import { LocalError, systemErrorCode } from '../local-error.ts';

const wrong = (file: string, details: readonly string[]): LocalError =>
  new LocalError('UNSUPPORTED', `the mapping ${file} cannot be used`, 'mend what is listed; nothing was sent', details);

/** Reads a mapping from its YAML file. @throws LocalError that lists every mistake with its place */
export const readMapping = async (file: string): Promise<MappingDocument> => {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw wrong(file, [`it cannot be read: ${systemErrorCode(error) ?? 'unknown'}`]);
  });
  // Aliases could make a small file a huge document.
  const document = parseDocument(text, { prettyErrors: true, uniqueKeys: true });
  if (document.errors.length > 0)
    throw wrong(
      file,
      document.errors.map(({ message }) => message.split('\n')[0]!),
    );
  try {
    return parseMapping(document.toJS({ maxAliasCount: 100 }));
  } catch (error) {
    if (!(error instanceof RapportError)) throw error;
    throw wrong(
      file,
      error.issues.map(({ path, message }) => `${path}: ${message}`),
    );
  }
};
