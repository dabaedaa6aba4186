import { isUtf8 } from 'node:buffer';
import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';

export const BODY_BYTES_MAX = 524_288;

/** A request's body as text, or why it cannot be read, with the HTTP status that says so. */
export type DecodedBody =
  | { readonly text: string }
  | { readonly status: 400 | 413 | 415; readonly code: string; readonly message: string };

export const TOO_LARGE = {
  status: 413,
  code: 'PAYLOAD_TOO_LARGE',
  message: 'the body is larger than 512 kB, unpacked: send smaller batches',
} as const;

const unreadable = (message: string): DecodedBody => ({ status: 400, code: 'INVALID_INPUT', message });
const unsupported = (message: string): DecodedBody => ({ status: 415, code: 'UNSUPPORTED_MEDIA_TYPE', message });

const UNPACKERS = new Map([
  ['gzip', promisify(gunzip)],
  ['x-gzip', promisify(gunzip)],
  ['deflate', promisify(inflate)],
  ['br', promisify(brotliDecompress)],
]);

/** What cannot be JSON by its own word. Else anything goes: some SDKs call their JSON a form, browsers plain text. */
const NO_JSON = /^(multipart|image|audio|video)\/|[/+]xml$|^text\/(html|csv)$/;

const mediaTypeOf = (contentType: string | undefined): string =>
  (contentType ?? '').split(';')[0]!.trim().toLowerCase().slice(0, 64);

const charsetOf = (contentType: string | undefined): string =>
  /;\s*charset="?([^";\s]{1,40})/i.exec(contentType ?? '')?.[1]?.toLowerCase() ?? 'utf-8';

const unpacked = async (bytes: Buffer, encoding: string): Promise<Buffer | DecodedBody> => {
  const unpack = UNPACKERS.get(encoding);
  if (!unpack) {
    return unsupported('the Content-Encoding is not known: send gzip, deflate or br, one of them, or none');
  }
  try {
    return await unpack(bytes, { maxOutputLength: BODY_BYTES_MAX });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') return TOO_LARGE;
    return unreadable(`the body is no whole ${encoding}, though Content-Encoding says so: was it cut short?`);
  }
};

/** The offset of the first byte that is not UTF-8: where decoding leniently first put a mark that was not sent. */
const firstBadByte = (bytes: Buffer): number => {
  const sent = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  let [at, offset] = [0, 0];
  for (;;) {
    const mark = sent.indexOf('\ufffd', at);
    offset += Buffer.byteLength(sent.slice(at, mark));
    if (bytes.toString('latin1', offset, offset + 3) !== '\u00ef\u00bf\u00bd') return offset;
    [at, offset] = [mark + 1, offset + 3];
  }
};

/** Unpacks a body and reads it as UTF-8, a byte order mark left aside; nothing is guessed and nothing replaced. */
export const decodeBody = async (
  body: Buffer,
  { contentType, contentEncoding }: { contentType: string | undefined; contentEncoding: string | undefined },
): Promise<DecodedBody> => {
  if (NO_JSON.test(mediaTypeOf(contentType))) {
    return unsupported('the Content-Type is not JSON: send one JSON object as application/json');
  }
  if (!['utf-8', 'utf8', 'us-ascii'].includes(charsetOf(contentType))) {
    return unsupported('the Content-Type names another charset: send JSON in UTF-8');
  }
  const encoding = (contentEncoding ?? '').trim().toLowerCase();
  const bytes = encoding === '' || encoding === 'identity' ? body : await unpacked(body, encoding);
  if (!Buffer.isBuffer(bytes)) return bytes;
  if (bytes.length === 0) return unreadable('the body is empty: send one JSON object');
  if (!isUtf8(bytes)) {
    return unreadable(`the body is not UTF-8 at byte ${firstBadByte(bytes)}: send JSON in UTF-8`);
  }
  return { text: new TextDecoder().decode(bytes) };
};
