import { RapportError } from '@rapport/contracts';
import { readJson } from '../domain/ingestion/read-json.ts';

/** Reads a request's body. @throws RapportError INVALID_INPUT that names where it stops being JSON */
export const readBody = (text: string): unknown => {
  const read = readJson(text);
  if ('value' in read) return read.value;
  const { position, line, column } = read.fault;
  throw new RapportError(
    'INVALID_INPUT',
    `the body is not JSON from position ${position} on (line ${line}, column ${column}): send one JSON object in UTF-8`,
  );
};
