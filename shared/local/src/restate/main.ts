import { parseArgs } from 'node:util';
import { RapportError } from '@rapport/contracts';
import { readLocalConfig } from '../config.ts';
import { findHouse } from '../house-file.ts';
import { LocalError } from '../local-error.ts';
import { SERVICES } from '../service-names.ts';
import { type RestateRequest, restateService } from './restate-service.ts';

const USAGE = `npm run restate -- SERVICE [--from-outbox] [--anew] [--rate 500]
  SERVICE         one of ${SERVICES.join(', ')}
  --from-outbox   publishes what the service's stream has lost, instead of saying its states anew
  --anew          begins anew even where an earlier restatement was interrupted
  --rate N        at most so many states a second, 1 to 100000; default 500`;

const PAGE_SIZE = 200;
const RATE_MAX = 100_000;

const wrong = (message: string): LocalError => new LocalError('UNSUPPORTED', message, USAGE);

/** @throws LocalError that says what is wrong with the arguments, and how they are written */
const readRequest = (): RestateRequest => {
  const options = { rate: { type: 'string' }, anew: { type: 'boolean' }, 'from-outbox': { type: 'boolean' } } as const;
  const { values, positionals } = (() => {
    try {
      return parseArgs({ options, allowPositionals: true });
    } catch (error) {
      throw wrong(error instanceof Error ? error.message : String(error));
    }
  })();
  const service = SERVICES.find((name) => name === positionals[0]);
  if (!service || positionals.length > 1) throw wrong('name one service');
  const statesPerSecond = Number(values.rate ?? 500);
  if (!Number.isInteger(statesPerSecond) || statesPerSecond < 1 || statesPerSecond > RATE_MAX) {
    throw wrong(`--rate must be a whole number from 1 to ${RATE_MAX}`);
  }
  const fromOutbox = values['from-outbox'] ?? false;
  return { service, fromOutbox, anew: values.anew ?? false, statesPerSecond, pageSize: PAGE_SIZE };
};

const main = async (): Promise<void> => {
  const request = readRequest();
  const config = readLocalConfig();
  const house = await findHouse(config);
  if (!house) {
    const remedy = 'npm start, or set NATS_URL and the seven database URLs of servers of your own';
    throw new LocalError('NOT_READY', `no house runs from ${config.dataDir}`, remedy);
  }
  await restateService(house, request, (line) => console.log(line));
};

main().catch((error: unknown) => {
  if (error instanceof LocalError) console.error(`${error.message}\n→ ${error.remedy}`);
  else if (error instanceof RapportError) console.error(error.message);
  else console.error(error);
  process.exit(1);
});
