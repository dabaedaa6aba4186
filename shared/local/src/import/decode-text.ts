import { LocalError } from '../local-error.ts';

const NEW_LINE = 0x0a;

const isKnownEncoding = (encoding: string): boolean => {
  try {
    return Boolean(new TextDecoder(encoding));
  } catch {
    return false;
  }
};

/** The first line that does not decode, from 1. In UTF-8 no character crosses the end of a line. */
const firstBadLine = (bytes: Uint8Array, encoding: string): number => {
  let line = 1;
  for (let from = 0; from < bytes.length; line += 1) {
    const end = bytes.indexOf(NEW_LINE, from);
    const to = end < 0 ? bytes.length : end + 1;
    try {
      new TextDecoder(encoding, { fatal: true }).decode(bytes.subarray(from, to));
    } catch {
      return line;
    }
    from = to;
  }
  return line;
};

/**
 * The text of a file. A file of another encoding is refused whole, before anything of it is sent: its good lines would
 * come again as other lines once it is mended.
 * @throws LocalError DATA_DAMAGED that names the first line that is not in the encoding
 */
export const decodeText = (bytes: Uint8Array, encoding: string, file: string): string => {
  if (!isKnownEncoding(encoding)) {
    throw new LocalError(
      'UNSUPPORTED',
      `the encoding ${encoding} is not known`,
      'name one such as utf-8 or windows-1250',
    );
  }
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    const line = firstBadLine(bytes, encoding);
    throw new LocalError(
      'DATA_DAMAGED',
      `${file} is not ${encoding}: line ${line} is the first that cannot be read; nothing of it was sent`,
      'convert it (iconv -t UTF-8), or name its encoding in the mapping, such as encoding: windows-1250',
    );
  }
};
