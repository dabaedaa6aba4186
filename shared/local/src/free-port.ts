import { createServer } from 'node:net';
import { pollUntil } from './deadline.ts';
import { LocalError } from './local-error.ts';

// Below the range from which systems take the ports of outgoing connections, so that none slips in after the check.
const FIRST_PORT = 15_000;
const LAST_PORT = 32_000;

/** A TCP port that nobody uses on 127.0.0.1 at this moment. */
export async function findFreePort(): Promise<number> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const port = FIRST_PORT + Math.floor(Math.random() * (LAST_PORT - FIRST_PORT));
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
