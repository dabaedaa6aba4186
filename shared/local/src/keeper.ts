import { pause, pollUntil } from './deadline.ts';
import { LocalError } from './local-error.ts';
import type { Log } from './log.ts';
import { type ProcessExit, type ProcessSpec, type RunningProcess, startProcess } from './process.ts';

/** A process to keep alive, and how to see that it can serve. */
export interface KeeperSpec {
  readonly name: string;
  readonly process: ProcessSpec;
  /** Whether it can serve now; what it throws counts as no. Has to answer within seconds. */
  readonly isReady: () => Promise<boolean>;
  readonly readyWithinMs: number;
  /** Runs before every start, restarts included; what it throws counts as a start that failed. */
  readonly beforeStart?: () => Promise<void>;
  /** The first wait before a restart, doubled each time up to ten seconds. Default 250. */
  readonly firstBackOffMs?: number;
  readonly log: Log;
}

/** `failed` = given up: it never became ready. `stopped` = down because somebody asked for it. */
export type KeeperPhase = 'stopped' | 'starting' | 'ready' | 'waiting' | 'failed';

/** What a keeper would tell about its process. */
export interface KeeperStatus {
  readonly name: string;
  readonly phase: KeeperPhase;
  readonly pid: number | null;
  readonly restarts: number;
}

const LONGEST_BACK_OFF_MS = 10_000;
const STEADY_AFTER_MS = 10_000;
const QUICK_EXITS_ALLOWED = 5;
const READY_EVERY_MS = 50;

/** Keeps one process alive: starts it, sees it become ready, starts it again with growing back-off when it dies. */
export class Keeper {
  readonly name: string;
  readonly #spec: KeeperSpec;
  #phase: KeeperPhase = 'stopped';
  #running: RunningProcess | null = null;
  #restarts = 0;
  #loop: Promise<void> = Promise.resolve();
  #ready = Promise.withResolvers<void>();
  #release = new AbortController();

  constructor(spec: KeeperSpec) {
    this.name = spec.name;
    this.#spec = spec;
    this.#release.abort();
  }

  status(): KeeperStatus {
    const pid = this.#running?.pid ?? null;
    return { name: this.name, phase: this.#phase, pid, restarts: this.#restarts };
  }

  /**
   * Resolves when the process is ready; while it is being started again, when it is ready the next time. Rejects with
   * `NOT_READY` and the last lines of its log when it ends five times before it was ever ready, or is not ready in
   * time; with `STOPPED` when it is stopped meanwhile.
   */
  start(): Promise<void> {
    if (!this.#release.signal.aborted) return this.#ready.promise;
    this.#release = new AbortController();
    this.#expectReady();
    this.#loop = this.#keep(this.#release.signal);
    return this.#ready.promise;
  }

  /** Ends it in good order; it stays down until `start()`. */
  async stop(): Promise<void> {
    this.#letGo();
    await this.#running?.stop();
    await this.#loop;
  }

  /** SIGKILL, as a crash would; it stays down until `start()`. */
  async kill(): Promise<void> {
    this.#letGo();
    this.#running?.kill('SIGKILL');
    await this.#loop;
  }

  /** Ends it in good order and starts it again; resolves when it is ready. */
  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }

  #expectReady(): void {
    this.#ready = Promise.withResolvers();
    // Whoever called start() hears of a failure; that nobody waits for a restart is no unhandled rejection.
    this.#ready.promise.catch(() => undefined);
  }

  #letGo(): void {
    this.#release.abort();
    this.#ready.reject(new LocalError('STOPPED', `${this.name} was stopped before it was ready`, 'start it again'));
  }

  async #keep(released: AbortSignal): Promise<void> {
    const firstBackOffMs = this.#spec.firstBackOffMs ?? 250;
    let backOffMs = firstBackOffMs;
    let everReady = false;
    for (let quickExits = 0; !released.aborted; ) {
      const run = await this.#runOnce(released);
      if (released.aborted) break;
      if (run.readyForMs !== null) {
        everReady = true;
        this.#expectReady();
      }
      quickExits = run.readyForMs === null ? quickExits + 1 : 0;
      if (!everReady && (run.hopeless || quickExits >= QUICK_EXITS_ALLOWED)) return this.#giveUp(run);
      if ((run.readyForMs ?? 0) >= STEADY_AFTER_MS) backOffMs = firstBackOffMs;
      this.#phase = 'waiting';
      this.#spec.log(`${this.name} ended (${run.reason}); starting it again in ${backOffMs} ms`);
      await pause(backOffMs, released);
      backOffMs = Math.min(backOffMs * 2, LONGEST_BACK_OFF_MS);
      if (!released.aborted) this.#restarts += 1;
    }
    this.#phase = 'stopped';
  }

  async #runOnce(released: AbortSignal): Promise<Run> {
    this.#phase = 'starting';
    let running: RunningProcess;
    try {
      await this.#spec.beforeStart?.();
      running = await startProcess(this.#spec.process);
    } catch (error) {
      return { readyForMs: null, reason: messageOf(error), hopeless: error instanceof LocalError, error, lines: [] };
    }
    this.#running = running;
    // stop() and kill() may have come while the process was being made and found nothing to end.
    if (released.aborted) await running.stop();
    const becameReady = await this.#becomesReady(running);
    const readySince = performance.now();
    if (becameReady === 'ready') {
      this.#phase = 'ready';
      this.#ready.resolve();
    } else if (becameReady === 'too slow') {
      await running.stop();
    }
    const exit = await running.exited;
    this.#running = null;
    return {
      readyForMs: becameReady === 'ready' ? performance.now() - readySince : null,
      reason: becameReady === 'too slow' ? `not ready within ${this.#spec.readyWithinMs} ms` : describeExit(exit),
      hopeless: becameReady === 'too slow',
      error: null,
      lines: await running.lastLines(20),
    };
  }

  async #becomesReady(running: RunningProcess): Promise<'ready' | 'ended' | 'too slow'> {
    const ended = new AbortController();
    void running.exited.then(() => ended.abort());
    const ready = await pollUntil(() => this.#spec.isReady().catch(() => false), {
      withinMs: this.#spec.readyWithinMs,
      everyMs: READY_EVERY_MS,
      signal: ended.signal,
    });
    if (ended.signal.aborted) return 'ended';
    return ready ? 'ready' : 'too slow';
  }

  #giveUp(run: Run): void {
    this.#phase = 'failed';
    this.#release.abort();
    const { logFile } = this.#spec.process;
    // What went wrong stands above the stack that it came with.
    const last = run.lines.findLast((line) => !/^\s*(at |\}|$)/.test(line));
    const told = [`${this.name} could not be started`, run.reason, ...(last ? [last] : [])].join(': ');
    this.#ready.reject(
      run.error instanceof LocalError ? run.error : new LocalError('NOT_READY', told, `see ${logFile}`, run.lines),
    );
  }
}

/** One life of the process: null milliseconds = it never became ready; hopeless = another try would not help. */
interface Run {
  readonly readyForMs: number | null;
  readonly reason: string;
  readonly hopeless: boolean;
  readonly error: unknown;
  readonly lines: readonly string[];
}

function describeExit(exit: ProcessExit): string {
  return exit.signal ? `signal ${exit.signal}` : `exit code ${exit.code}`;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
