import { createServer } from 'node:net';
import { pollUntil } from './deadline.ts';
import { LocalError } from './local-error.ts';

// Below the range from which systems take the ports of outgoing connections, so that none slips in after the check.
const FIRST_PORT = 15_000;
const LAST_PORT = 32_000;

/** Processes that look at the same time, as workers of a test do, look in different places. */
const SLICES = 64;
const SLICE = Math.floor((LAST_PORT - FIRST_PORT) / SLICES);
/** What this process has looked at lately and may be about to take. */
const given: number[] = [];
const GIVEN_MAX = 100;

/**
 * A TCP port that nobody uses on 127.0.0.1 at this moment. It is taken seconds later only, when what is to listen there
 * has started: so each process has ports of its own to choose from, and chooses among all where those are in use.
 */
export async function findFreePort(): Promise<number> {
  const own = FIRST_PORT + (process.pid % SLICES) * SLICE;
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const [first, count] = attempt < 50 ? [own, SLICE] : [FIRST_PORT, LAST_PORT - FIRST_PORT];
    const port = first + Math.floor(Math.random() * count);
    if (given.includes(port)) continue;
    given.push(port);
    if (given.length > GIVEN_MAX) given.shift();
    if (await isPortFree(port)) return port;
  }
  throw new LocalError('PORT_TAKEN', 'no free TCP port was found on 127.0.0.1', 'stop a few programs and try again');
}

/** Whether a program may listen on 127.0.0.1:`port` now. */
export function isPortFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve(true)));
  });
}

/**
 * Throws `PORT_TAKEN`, one clear line, when `port` is still taken after `waitMs` (default 5,000): so long what a killed
 * predecessor left behind may take to end.
 */
export async function requireFreePort(port: number, what: string, waitMs = 5_000): Promise<void> {
  if (await pollUntil(() => isPortFree(port), { withinMs: waitMs, everyMs: 100 })) return;
  throw new LocalError(
    'PORT_TAKEN',
    `port ${port}, wanted by ${what}, is used by another program`,
    `stop that program (lsof -i :${port}) or choose another port`,
  );
}
