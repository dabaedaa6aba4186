import { createPrivateKey, createPublicKey } from 'node:crypto';

/** What stands before the 32 bytes of a private key in PKCS #8 (RFC 8410, 7). */
const PKCS8_HEAD = Buffer.from('302e020100300506032b657004220420', 'hex');

/** The public key, 32 bytes in base64url, of an Ed25519 private key of 32 bytes in base64url. */
export const modelPublicKey = (privateKey: string): string => {
  const key = createPrivateKey({
    key: Buffer.concat([PKCS8_HEAD, Buffer.from(privateKey, 'base64url')]),
    format: 'der',
    type: 'pkcs8',
  });
  return createPublicKey(key).export({ format: 'jwk' }).x!;
};
