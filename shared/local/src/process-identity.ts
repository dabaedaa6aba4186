import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { systemErrorCode } from './local-error.ts';

const run = promisify(execFile);

/** A process that is alive: `startedAt` is opaque, and differs between two processes that get the same pid in turn. */
export interface LiveProcess {
  readonly pid: number;
  readonly command: string;
  readonly startedAt: string;
}

/** Finds a process by its number, or null when none is alive under it; from /proc where there is one, else from ps. */
export async function findProcess(pid: number): Promise<LiveProcess | null> {
  if (!Number.isInteger(pid) || pid <= 0 || !isAlive(pid)) return null;
  return (await findInProc(pid)) ?? (await findByPs(pid));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it is there, only not ours.
    return systemErrorCode(error) === 'EPERM';
  }
}

async function findInProc(pid: number): Promise<LiveProcess | null> {
  try {
    const [stat, commandLine] = await Promise.all([
      readFile(`/proc/${pid}/stat`, 'utf8'),
      readFile(`/proc/${pid}/cmdline`, 'utf8'),
    ]);
    // The second field is the name in brackets, which may hold anything; the 22nd is the start in ticks since boot.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z') return null;
    return { pid, command: commandLine.replaceAll('\0', ' ').trim(), startedAt: fields[19] ?? '' };
  } catch {
    return null;
  }
}

async function findByPs(pid: number): Promise<LiveProcess | null> {
  try {
    const { stdout } = await run('ps', ['-o', 'lstart=,args=', '-p', String(pid)], { timeout: 5_000 });
    const line = stdout.trim();
    // "Mon Jan  2 15:04:05 2026" is 24 characters wide in every implementation.
    return line === '' ? null : { pid, startedAt: line.slice(0, 24), command: line.slice(25).trim() };
  } catch {
    return null;
  }
}
