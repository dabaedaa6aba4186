import { readFile } from 'node:fs/promises';

/** What this machine has read from its disks so far, kB, as Linux counts it; null elsewhere. */
export const diskReadsKb = async (): Promise<number | null> => {
  const text = await readFile('/proc/vmstat', 'utf8').catch(() => '');
  const [, count] = /^pgpgin (\d+)$/m.exec(text) ?? [];
  return count === undefined ? null : Number(count);
};
