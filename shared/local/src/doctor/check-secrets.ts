import { stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { dataLayout } from '../data-dir.ts';
import { houseFile } from '../house-file.ts';
import { systemErrorCode } from '../local-error.ts';
import { type Finding, fine, wrong } from './finding.ts';

const OTHERS = 0o077;

/** Files that hold credentials may be read by their owner alone. */
export const checkSecrets = async (dataDir: string): Promise<readonly Finding[]> => {
  const { nats, postgres } = dataLayout(dataDir);
  const files = [
    join(dataDir, 'secrets.json'),
    houseFile(dataDir),
    join(nats, 'nats-server.conf'),
    join(postgres, 'superuser-password'),
  ];
  const findings = await Promise.all(
    files.map(async (file) => {
      const found = await stat(file).catch((error: unknown) => {
        if (systemErrorCode(error) === 'ENOENT') return null;
        throw error;
      });
      if (!found) return [];
      const check = `mode of ${relative(dataDir, file)}`;
      const mode = (found.mode & 0o777).toString(8);
      return (found.mode & OTHERS) === 0
        ? [fine(check, mode)]
        : [wrong(check, `${mode}: others may read it`, `chmod 600 ${file}`)];
    }),
  );
  return findings.flat();
};
