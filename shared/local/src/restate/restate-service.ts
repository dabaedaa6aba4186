import {
  connectNats,
  countAggregates,
  createLog,
  createTransact,
  openDatabase,
  republishMissing,
  restate,
  systemClock,
} from '@rapport/platform';
import type { HouseFile } from '../house-file.ts';
import type { Log } from '../log.ts';
import type { ServiceName } from '../service-names.ts';

/** What is to be said again, and how fast. */
export type RestateRequest = {
  readonly service: ServiceName;
  /** Publishes what the stream has lost, under its original ids, instead of saying states anew. */
  readonly fromOutbox: boolean;
  /** Begins anew even where an earlier restatement was interrupted. */
  readonly anew: boolean;
  readonly statesPerSecond: number;
  readonly pageSize: number;
};

const quiet = createLog('restate', 'warn');

const PROGRESS_MS = 1_000;

/** Passes a line on at most once a second, the last one always. */
const slowly = (log: Log) => {
  let toldAt = 0;
  return (line: string, isLast: boolean): void => {
    if (!isLast && Date.now() - toldAt < PROGRESS_MS) return;
    toldAt = Date.now();
    log(line);
  };
};

const openFor = (house: HouseFile, service: ServiceName) =>
  openDatabase({ url: house.places.databaseUrls[service], poolSize: 3, name: 'restate' }, NO_TABLES, quiet);

/** The platform's own tables are all that is needed. */
const NO_TABLES = { tables: [], migrations: [] };

/** Says a service's state again, or publishes what its stream has lost; the service itself relays it. */
export const restateService = async (house: HouseFile, request: RestateRequest, log: Log): Promise<void> => {
  const { service, fromOutbox, anew, statesPerSecond, pageSize } = request;
  const database = await openFor(house, service);
  const tell = slowly(log);
  try {
    if (fromOutbox) {
      const nats = await connectNats(house.natsAdminUrl, 'restate', quiet);
      try {
        const { sent, missing } = await republishMissing({ database, nats, service }, (marked, all) =>
          tell(`${service}: ${marked} of ${all} lost events are on their way again`, marked === all),
        );
        log(`${service}: ${sent} events were sent within the stream's age, ${missing} of them were missing`);
      } finally {
        await nats.close();
      }
      return;
    }
    const total = await countAggregates(database);
    const clock = systemClock(house.places.clockOffsetMs);
    const transact = createTransact({ database, service, clock, hint: () => {} });
    const { aggregates, states } = await restate(
      { database, service, transact },
      { pageSize, statesPerSecond },
      {
        anew,
        onPage: (run) =>
          tell(`${service}: ${run.aggregates} of ${total} aggregates, ${run.states} states`, run.finishedAt !== null),
      },
    );
    log(`${service}: ${states} states of ${aggregates} aggregates were said again`);
  } finally {
    await database.dataSource.destroy();
  }
};
