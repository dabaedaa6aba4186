import { createPrivateKey } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Environment, keySetting, readSettings } from '@rapport/platform';
import { z } from 'zod';

const REPOSITORY = fileURLToPath(new URL('../../../..', import.meta.url));
/** What stands before the 32 bytes of a private key in PKCS #8 (RFC 8410, 7). */
const PKCS8_HEAD = Buffer.from('302e020100300506032b657004220420', 'hex');

const trainSettings = z.object({
  MODEL_SIGNING_KEY: keySetting.transform((bytes) =>
    createPrivateKey({ key: Buffer.concat([PKCS8_HEAD, bytes.slice(0, 32)]), format: 'der', type: 'pkcs8' }),
  ),
  DATABASE_URL: z.url('must be a PostgreSQL URL').optional(),
});

const localSecrets = z.looseObject({ modelSigningKey: z.string().optional() });

/** What training needs to know. The key of a local house is found in its secrets where no other is given. */
export const readTrainConfig = (environment: Environment = process.env) => {
  const folder = resolve(REPOSITORY, environment['RAPPORT_DIR'] ?? '.rapport');
  const secrets = join(folder, 'secrets.json');
  const local = existsSync(secrets) ? localSecrets.parse(JSON.parse(readFileSync(secrets, 'utf8'))) : {};
  const key = environment['MODEL_SIGNING_KEY'] ?? local.modelSigningKey;
  const { MODEL_SIGNING_KEY, DATABASE_URL } = readSettings(trainSettings, { ...environment, MODEL_SIGNING_KEY: key });
  return { signingKey: MODEL_SIGNING_KEY, databaseUrl: DATABASE_URL ?? null, modelsFolder: join(folder, 'models') };
};
export type TrainConfig = ReturnType<typeof readTrainConfig>;
