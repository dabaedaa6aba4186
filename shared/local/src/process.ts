import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Writable } from 'node:stream';
import { settleWithin } from './deadline.ts';

/** Which system user a process runs as, by number; only root may ask for another than itself. */
export interface Identity {
  readonly uid: number;
  readonly gid: number;
}

/** One operating-system process to start. */
export interface ProcessSpec {
  readonly command: string;
  readonly args: readonly string[];
  /** The whole environment of the process; without it, it inherits ours. */
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  readonly identity?: Identity;
  /** stdout and stderr are appended here; past 10 MB the old file is kept once, as `<file>.1`. */
  readonly logFile: string;
  readonly stopSignal: 'SIGTERM' | 'SIGINT';
  /** How long it may take to end after `stopSignal`, before SIGKILL. */
  readonly stopWithinMs: number;
  /** The same when we are gone and cannot wait for it. Default 3,000: a successor wants the port. */
  readonly orphanStopWithinMs?: number;
  /** A temporary folder that is to go even when we are killed before we can remove it ourselves. */
  readonly removeIfOrphaned?: string;
}

/** How a process ended: exactly one of the two is set. */
export interface ProcessExit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** A process that was started; `exited` never rejects. */
export interface RunningProcess {
  readonly pid: number;
  readonly exited: Promise<ProcessExit>;
  /** Sends a signal; nothing happens when the process is gone. */
  kill(signal: NodeJS.Signals): void;
  /** `stopSignal`, then SIGKILL when it takes longer than `stopWithinMs`. */
  stop(): Promise<ProcessExit>;
  /** The end of what this run wrote to its log file. */
  lastLines(count: number): Promise<readonly string[]>;
}

/*
 * No process may outlive us, not even when we are killed with SIGKILL and can do nothing about it ourselves. So each is
 * started by a shell that leaves a watcher behind and then becomes the process (`exec`, the pid stays). The watcher
 * reads a pipe whose only other end we hold: the kernel closes it when we die, however we die, and the watcher ends the
 * process. A line on the pipe instead says that the process is gone and the watcher may leave. The watcher is started
 * twice removed, so that the process never sees a child that it did not make (PostgreSQL would take notice).
 */
const TETHER = `
( (
  exec >/dev/null 2>&1
  if ! read -r line <&3; then
    kill -s "$1" $$
    left="$2"
    while [ "$left" -gt 0 ] && kill -0 $$; do sleep 0.1 || sleep 1; left=$((left - 1)); done
    kill -0 $$ && kill -s KILL $$
    [ -z "$3" ] || rm -rf -- "$3"
  fi
) & )
shift 3
exec "$@" 3<&-
`;
const ORPHAN_STOP_WITHIN_MS = 3_000;
const KILL_TAKES_AT_MOST_MS = 5_000;
const LOG_ROTATES_AT_BYTES = 10 * 1024 * 1024;

/**
 * Starts a process in a session of its own (Ctrl-C at the terminal reaches only us, who then stop it in order) that
 * ends when we do, SIGKILL included. Rejects when the shell or the log file cannot be opened; a missing command shows
 * as exit code 127 and a line in the log.
 */
export async function startProcess(spec: ProcessSpec): Promise<RunningProcess> {
  await mkdir(dirname(spec.logFile), { recursive: true });
  await rotate(spec.logFile);
  const logFile = await open(spec.logFile, 'a', 0o600);
  try {
    const writtenBefore = (await logFile.stat()).size;
    const child = spawn('/bin/sh', ['-c', TETHER, 'tether', ...tetherArguments(spec)], {
      detached: true,
      stdio: ['ignore', logFile.fd, logFile.fd, 'pipe'],
      ...(spec.env ? { env: spec.env } : {}),
      ...(spec.cwd ? { cwd: spec.cwd } : {}),
      ...spec.identity,
    });
    const exited = untilExit(child);
    const pid = await untilSpawned(child);
    return asRunning(spec, child, pid, exited, writtenBefore);
  } finally {
    await logFile.close();
  }
}

function tetherArguments(spec: ProcessSpec): readonly string[] {
  const signal = spec.stopSignal.slice('SIG'.length);
  const tenths = Math.ceil((spec.orphanStopWithinMs ?? ORPHAN_STOP_WITHIN_MS) / 100);
  return [signal, String(tenths), spec.removeIfOrphaned ?? '', spec.command, ...spec.args];
}

function asRunning(
  spec: ProcessSpec,
  child: ChildProcess,
  pid: number,
  exited: Promise<ProcessExit>,
  logOffset: number,
): RunningProcess {
  return {
    pid,
    exited,
    kill: (signal) => void child.kill(signal),
    stop: async () => {
      child.kill(spec.stopSignal);
      if (await settleWithin(exited, spec.stopWithinMs)) return exited;
      child.kill('SIGKILL');
      const exit = await settleWithin(exited, KILL_TAKES_AT_MOST_MS);
      if (!exit) throw new Error(`process ${pid} (${spec.command}) did not end after SIGKILL`);
      return exit;
    },
    lastLines: (count) => readLastLines(spec.logFile, logOffset, count),
  };
}

function untilSpawned(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('spawn', () => resolve(child.pid ?? 0));
  });
}

function untilExit(child: ChildProcess): Promise<ProcessExit> {
  // Not the process's stdin: Node closes that by itself when the process ends, before anything can be said.
  const tether = child.stdio[3] as Writable;
  // A watcher that is gone already (it was killed with its whole session) must not be an error of ours.
  tether.on('error', () => undefined);
  return new Promise((resolve) => {
    child.once('exit', (code, signal) => {
      tether.end('gone\n', () => tether.destroy());
      resolve({ code, signal });
    });
  });
}

async function rotate(logFile: string): Promise<void> {
  const size = await stat(logFile).then(
    (found) => found.size,
    () => 0,
  );
  if (size < LOG_ROTATES_AT_BYTES) return;
  await rm(`${logFile}.1`, { force: true });
  await rename(logFile, `${logFile}.1`);
}

async function readLastLines(logFile: string, from: number, count: number): Promise<readonly string[]> {
  const file = await open(logFile, 'r').catch(() => null);
  if (!file) return [];
  try {
    const { size } = await file.stat();
    const start = Math.max(from, size - 64 * 1024);
    const bytes = Buffer.alloc(Math.max(0, size - start));
    await file.read(bytes, 0, bytes.length, start);
    return bytes
      .toString('utf8')
      .split('\n')
      .filter((line) => line.trim() !== '')
      .slice(-count);
  } finally {
    await file.close();
  }
}
