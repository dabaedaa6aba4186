import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Part, REPOSITORY } from './config.ts';
import { gatewayEnvironment, type Places, serviceEnvironment } from './environments.ts';
import type { RapportOptions } from './rapport.ts';
import type { Secrets } from './secrets.ts';
import { PROCESSES, type ProcessName, SERVICES } from './service-names.ts';
import type { ServiceSpec, Supervisor } from './supervisor.ts';

type Grounds = { readonly supervisor: Supervisor; readonly secrets: Secrets; readonly places: Places };

const NODE_ARGS = ['--disable-warning=ExperimentalWarning'];

const partOf = (name: ProcessName, { secrets, places }: Grounds): Part => ({
  entry: join(REPOSITORY, ...(name === 'gateway' ? ['gateway'] : ['services', name]), 'src', 'main.ts'),
  environment: name === 'gateway' ? gatewayEnvironment(secrets, places) : serviceEnvironment(name, secrets, places),
});

const readyUrlOf = ({ environment }: Part): string => `http://127.0.0.1:${environment['PORT']}/readyz`;

const alone = (name: ProcessName, grounds: Grounds): ServiceSpec => {
  const part = partOf(name, grounds);
  return { name, entry: part.entry, nodeArgs: NODE_ARGS, env: part.environment, readyUrl: readyUrlOf(part) };
};

/** One process for several; it is ready when the last of them is. */
const inOne = (names: readonly ProcessName[], grounds: Grounds): ServiceSpec => {
  const parts = names.map((name) => partOf(name, grounds));
  const last = parts.at(-1)!;
  const { NODE_ENV = '', NODE_COMPILE_CACHE = '' } = last.environment;
  return {
    name: 'together',
    entry: fileURLToPath(new URL('together/main.ts', import.meta.url)),
    nodeArgs: NODE_ARGS,
    env: { NODE_ENV, NODE_COMPILE_CACHE, TOGETHER: JSON.stringify(parts) },
    readyUrl: readyUrlOf(last),
  };
};

/** Starts services and gateway, each as a process of its own or, where told so, in one. */
export const startProcesses = async (
  { log, together = [] }: Pick<RapportOptions, 'log' | 'together'>,
  grounds: Grounds,
): Promise<void> => {
  const isAlone = (name: ProcessName) => !together.includes(name);
  const shared = PROCESSES.filter((name) => !isAlone(name));
  log(`starting ${SERVICES.join(', ')}`);
  await grounds.supervisor.run([
    ...SERVICES.filter(isAlone).map((name) => alone(name, grounds)),
    ...(shared.length > 0 ? [inOne(shared, grounds)] : []),
  ]);
  log('starting the gateway');
  if (isAlone('gateway')) await grounds.supervisor.run([alone('gateway', grounds)]);
};
