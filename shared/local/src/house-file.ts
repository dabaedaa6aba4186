import { chmod, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LocalConfig } from './config.ts';
import { findLockHolder } from './data-dir.ts';
import type { Places } from './environments.ts';
import { LocalError } from './local-error.ts';

/** A house as its operator's tools need it: where everything is, with credentials. */
export type HouseFile = {
  readonly places: Places;
  /** Of the administrator, who may look at streams. */
  readonly natsAdminUrl: string;
  /** The bound on each stream; null where only contracts set one. */
  readonly streamBytesMax: number | null;
};

const FILE = 'house.json';

/** Where a running house says where it is; holds credentials, so nobody else may read it. */
export const houseFile = (dataDir: string): string => join(dataDir, FILE);

/** Written when a house has started, for tools that run beside it. */
export const writeHouseFile = async (dataDir: string, house: HouseFile): Promise<void> => {
  const file = houseFile(dataDir);
  await writeFile(file, `${JSON.stringify(house, null, 2)}\n`, { mode: 0o600 });
  // The mode above counts only for a new file.
  await chmod(file, 0o600);
};

export const removeHouseFile = (dataDir: string): Promise<void> => rm(houseFile(dataDir), { force: true });

/**
 * The house that runs from a data folder, else the servers that the settings name, else null.
 * @throws LocalError `DATA_DAMAGED` where the file of a running house cannot be read
 */
export const findHouse = async (config: LocalConfig): Promise<HouseFile | null> => {
  if ((await findLockHolder(config.dataDir)) !== null) {
    const text = await readFile(houseFile(config.dataDir), 'utf8').catch(() => null);
    // It is only starting.
    if (text === null) return null;
    try {
      return JSON.parse(text) as HouseFile;
    } catch (cause) {
      const remedy = 'start the house again';
      throw new LocalError('DATA_DAMAGED', `${houseFile(config.dataDir)} is no JSON: ${String(cause)}`, remedy);
    }
  }
  const { databaseUrls, natsUrl, now, logLevel, smtpUrl } = config;
  if (!databaseUrls || !natsUrl) return null;
  const clockOffsetMs = now ? now.getTime() - Date.now() : 0;
  const services = { profile: 0, behavior: 0, decisioning: 0, consent: 0, messaging: 0, experimentation: 0 };
  const ports = { ...services, partners: 0, gateway: 0 };
  const natsUrls = Object.fromEntries(Object.keys(databaseUrls).map((name) => [name, natsUrl])) as Places['natsUrls'];
  const places = { ports, databaseUrls, natsUrls, publicUrl: '', clockOffsetMs, logLevel, smtpUrl };
  return { places, natsAdminUrl: natsUrl, streamBytesMax: null };
};
