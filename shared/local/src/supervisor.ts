import { join } from 'node:path';
import { requireFreePort } from './free-port.ts';
import { Keeper, type KeeperStatus } from './keeper.ts';
import type { Log } from './log.ts';

/** One service to run as a process of its own. */
export interface ServiceSpec {
  readonly name: string;
  /** The .ts file that Node runs. */
  readonly entry: string;
  /** Arguments for Node before the file, for example `--max-old-space-size=512`. */
  readonly nodeArgs?: readonly string[];
  /** Arguments after the file. */
  readonly args?: readonly string[];
  /** Its whole environment. */
  readonly env: Readonly<Record<string, string>>;
  /** Answers 200 when the service can serve, for example http://127.0.0.1:4001/readyz. */
  readonly readyUrl: string;
  /** Default 60,000. */
  readonly readyWithinMs?: number;
}

/** What a supervisor needs to know. */
export interface SupervisorOptions {
  /** Each service writes to `<logDir>/<name>.log`. */
  readonly logDir: string;
  /** The working folder of the services. */
  readonly cwd: string;
  /** The first wait before a restart, doubled each time up to ten seconds. Default 250. */
  readonly firstBackOffMs?: number;
  /** How long a service may take to end after SIGTERM, before SIGKILL. Default 10,000. */
  readonly stopWithinMs?: number;
  readonly log: Log;
}

const READY_WITHIN_MS = 60_000;
const READY_ANSWER_WITHIN_MS = 2_000;
const STOP_WITHIN_MS = 10_000;

/**
 * Runs processes and keeps them alive. They end with this process however it ends (see process.ts), so there is nothing
 * to clean up after a crash. Parts started elsewhere (PostgreSQL, nats-server) are adopted with their keepers.
 */
export class Supervisor {
  readonly #options: SupervisorOptions;
  readonly #keepers = new Map<string, Keeper>();
  // What came together also goes together; otherwise the last come is the first gone.
  readonly #groups: (readonly Keeper[])[] = [];
  #stopping: Promise<void> | null = null;

  constructor(options: SupervisorOptions) {
    this.#options = options;
  }

  /** Takes responsibility for a process that runs already; whatever comes later is stopped before it. */
  adopt(keeper: Keeper): void {
    this.#add([keeper]);
  }

  /**
   * Starts services, all at once, and resolves when every one of them is ready. Rejects with the first failure (see
   * `Keeper.start`); the others are left as they are, for `stop()`.
   */
  async run(services: readonly ServiceSpec[]): Promise<void> {
    const keepers = services.map((service) => this.#keeperOf(service));
    this.#add(keepers);
    await Promise.all(keepers.map((keeper) => keeper.start()));
  }

  /** Starts a process that was killed or has failed; resolves when it is ready. */
  start(name: string): Promise<void> {
    return this.#get(name).start();
  }

  /** SIGKILL; it stays down until `start(name)`. */
  kill(name: string): Promise<void> {
    return this.#get(name).kill();
  }

  /** Stops a process in good order and starts it again; resolves when it is ready. */
  restart(name: string): Promise<void> {
    return this.#get(name).restart();
  }

  status(): readonly KeeperStatus[] {
    return [...this.#keepers.values()].map((keeper) => keeper.status());
  }

  /**
   * Stops everything, last come first gone, the services of one `run()` together: SIGTERM, and SIGKILL for what takes
   * longer than it may.
   */
  stop(): Promise<void> {
    this.#stopping ??= this.#stopAll();
    return this.#stopping;
  }

  /**
   * On SIGINT, SIGTERM and SIGHUP: stops everything, then runs `afterwards` and ends this process (code 0). A second
   * signal ends it at once (code 130), and the processes with it.
   */
  stopOnSignals(afterwards: () => Promise<void>): void {
    let asked = 0;
    const onSignal = (): void => {
      asked += 1;
      if (asked > 1) process.exit(130);
      this.#options.log('stopping … (again to stop at once)');
      const end = async (): Promise<void> => {
        await this.stop();
        await afterwards();
      };
      end().then(
        () => process.exit(0),
        (error: unknown) => {
          this.#options.log(`not everything stopped in good order: ${String(error)}`);
          process.exit(1);
        },
      );
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
  }

  async #stopAll(): Promise<void> {
    const failures: unknown[] = [];
    for (const group of this.#groups.toReversed()) {
      const stops = group.toReversed().map((keeper) => keeper.stop());
      for (const stop of await Promise.allSettled(stops)) if (stop.status === 'rejected') failures.push(stop.reason);
    }
    if (failures.length > 0) throw failures[0];
  }

  #add(keepers: readonly Keeper[]): void {
    for (const keeper of keepers) {
      if (this.#keepers.has(keeper.name)) throw new Error(`there is a process called ${keeper.name} already`);
      this.#keepers.set(keeper.name, keeper);
    }
    this.#groups.push(keepers);
  }

  #get(name: string): Keeper {
    const keeper = this.#keepers.get(name);
    if (!keeper) throw new Error(`there is no process called ${name}: ${[...this.#keepers.keys()].join(', ')}`);
    return keeper;
  }

  #keeperOf(service: ServiceSpec): Keeper {
    const { logDir, cwd, log, firstBackOffMs, stopWithinMs = STOP_WITHIN_MS } = this.#options;
    return new Keeper({
      name: service.name,
      log,
      isReady: () => answersOk(service.readyUrl),
      readyWithinMs: service.readyWithinMs ?? READY_WITHIN_MS,
      // Otherwise a stranger on that port would answer for the service.
      beforeStart: () => requireFreePort(portOf(service.readyUrl), service.name, Math.min(stopWithinMs, 5_000)),
      ...(firstBackOffMs === undefined ? {} : { firstBackOffMs }),
      process: {
        command: process.execPath,
        args: [...(service.nodeArgs ?? []), service.entry, ...(service.args ?? [])],
        env: service.env,
        cwd,
        logFile: join(logDir, `${service.name}.log`),
        stopSignal: 'SIGTERM',
        stopWithinMs,
      },
    });
  }
}

async function answersOk(url: string): Promise<boolean> {
  const response = await fetch(url, { signal: AbortSignal.timeout(READY_ANSWER_WITHIN_MS), redirect: 'manual' });
  await response.body?.cancel();
  return response.status === 200;
}

function portOf(url: string): number {
  const { port, protocol } = new URL(url);
  return Number(port) || (protocol === 'https:' ? 443 : 80);
}
