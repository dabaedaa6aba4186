import { mkdtemp, readFile, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const MEMORY = '/dev/shm';
const ENOUGH_BYTES = 2 * 1024 ** 3;

/**
 * Makes a folder for what a test run throws away: in memory where the system has room for it (copying a database of 60
 * tables took 45 ms there and 500 ms on a disk), else in the system's temporary folder, and there too when the person
 * chose one by TMPDIR. Whoever asks removes it.
 */
export async function makeTemporaryFolder(purpose: string): Promise<string> {
  const base = tmpdir() === '/tmp' && (await hasRoomInMemory()) ? MEMORY : tmpdir();
  return mkdtemp(join(base, `rapport-test-${purpose}-`));
}

async function hasRoomInMemory(): Promise<boolean> {
  try {
    const [mounts, space] = await Promise.all([readFile('/proc/mounts', 'utf8'), statfs(MEMORY)]);
    const [, options = ''] = new RegExp(`^\\S+ ${MEMORY} tmpfs (\\S+)`, 'm').exec(mounts) ?? [];
    // Containers often give it 64 MB, or let no program run from it, which a copy of PostgreSQL's programs may have to.
    const isOpen = options.split(',').includes('rw') && !options.split(',').includes('noexec');
    return isOpen && space.bavail * space.bsize >= ENOUGH_BYTES;
  } catch {
    return false;
  }
}
