import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { type IngestMessage, ingestMessage } from '@rapport/contracts';

const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Encrypts what goes to INGEST, the one stream that may carry contact data: AES-256-GCM, iv ‖ tag ‖ ciphertext.
 * @param key 32 bytes, shared by the services that write and read raw calls
 */
export const sealIngest = (key: Uint8Array, message: IngestMessage): Uint8Array => {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key.subarray(0, 32), iv);
  const body = Buffer.concat([cipher.update(JSON.stringify(message), 'utf8'), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), body]);
};

/** Decrypts a message of INGEST. @throws where the bytes were altered, the key is another, or the shape is wrong */
export const openIngest = (key: Uint8Array, sealed: Uint8Array): IngestMessage => {
  const decipher = createDecipheriv('aes-256-gcm', key.subarray(0, 32), sealed.subarray(0, IV_BYTES));
  decipher.setAuthTag(sealed.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
  const body = Buffer.concat([decipher.update(sealed.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]);
  return ingestMessage.parse(JSON.parse(body.toString('utf8')));
};
