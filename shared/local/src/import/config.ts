import { access, constants } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { REPOSITORY, readLocalConfig } from '../config.ts';
import { LocalError } from '../local-error.ts';
import { loadSecrets } from '../secrets.ts';

/** What an import is told by the environment. */
export type ImportConfig = {
  /** The house on this machine: its folder, front door, and the instant that it is there. */
  readonly dataDir: string;
  readonly url: string;
  readonly now: Date;
  /** Of a house elsewhere; null: the local house's own. */
  readonly writeKey: string | null;
  /** Where real data for tests and evaluation lie. */
  readonly evaluationData: string;
};

/** Reads the settings of an import. @throws LocalError that names the setting that is wrong */
export const readImportConfig = (environment: NodeJS.ProcessEnv = process.env): ImportConfig => {
  const { dataDir, port, now } = readLocalConfig(environment);
  return {
    dataDir,
    url: `http://localhost:${port}`,
    now: now ?? new Date(),
    writeKey: environment['RAPPORT_WRITE_KEY'] ?? null,
    evaluationData: resolve(REPOSITORY, environment['RAPPORT_DATA'] ?? '../shared/data'),
  };
};

const exists = (path: string): Promise<boolean> =>
  access(path, constants.R_OK).then(
    () => true,
    () => false,
  );

/** A set of the evaluation data. @throws LocalError NOT_INSTALLED where it is not there */
export const findEvaluationData = async ({ evaluationData }: ImportConfig, name: string): Promise<string> => {
  const folder = join(evaluationData, name);
  if (await exists(folder)) return folder;
  throw new LocalError(
    'NOT_INSTALLED',
    `the data set ${name} is not there: ${folder}`,
    'set RAPPORT_DATA to the folder that holds it, or put it into ../shared/data beside the checkout',
  );
};

/** The key to write with. @throws LocalError where there is none: the house was never started, or is elsewhere */
export const findWriteKey = async ({ writeKey, dataDir }: ImportConfig): Promise<string> => {
  if (writeKey) return writeKey;
  if (await exists(join(dataDir, 'secrets.json'))) return (await loadSecrets(dataDir)).writeKeys.demo;
  throw new LocalError(
    'NOT_READY',
    `no house was ever started from ${dataDir}`,
    'start one with npm start, or set RAPPORT_WRITE_KEY (and --url) for a house elsewhere',
  );
};
