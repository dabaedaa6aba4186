import { unwatchFile, watchFile } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { SupergraphManager } from '@apollo/gateway';
import { type Log, SettingsError } from '@rapport/platform';

/** How often the file is looked at. Looking works for every file system, for links and for files moved into place. */
const LOOK_EVERY_MS = 500;

/**
 * Reads the supergraph from a file, and again whenever the file changes; requests under way finish on the old one.
 * A file that cannot be read or does not hold a supergraph of known subgraphs is refused and logged, the old one stays.
 * @throws SettingsError when there is no such file at the start
 */
export const supergraphFile = (path: string, log: Log): SupergraphManager => ({
  initialize: async ({ update }) => {
    const supergraphSdl = await readFile(path, 'utf8').catch((error: unknown) => {
      throw new SettingsError(`SUPERGRAPH_FILE: ${path} cannot be read (npm run compose makes it): ${String(error)}`);
    });
    const reload = async (): Promise<void> => {
      try {
        update(await readFile(path, 'utf8'));
        log.info('the supergraph was reloaded');
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        log.error({ reason }, 'the new supergraph is refused, the old one stays');
      }
    };
    const listener = () => void reload();
    watchFile(path, { interval: LOOK_EVERY_MS, persistent: false }, listener);
    return { supergraphSdl, cleanup: async () => unwatchFile(path, listener) };
  },
});
