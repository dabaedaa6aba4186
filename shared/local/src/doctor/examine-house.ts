import { connectNats, createLog } from '@rapport/platform';
import type pg from 'pg';
import type { LocalConfig } from '../config.ts';
import { dataLayout } from '../data-dir.ts';
import { asAdmin } from '../databases.ts';
import { findHouse, type HouseFile } from '../house-file.ts';
import { SERVICES, type ServiceName } from '../service-names.ts';
import { checkClock, checkHouseClock } from './check-clock.ts';
import { checkDatabase } from './check-database.ts';
import { checkProcesses } from './check-processes.ts';
import { checkSecrets } from './check-secrets.ts';
import { checkNatsClock, checkStreams } from './check-streams.ts';
import { checkNatsSync, checkPostgresSync } from './check-sync.ts';
import { checkNatsVersion, checkNode, checkPostgresVersion } from './check-versions.ts';
import { examineGroup, type Finding, wrong } from './finding.ts';

const START = 'start it: npm start';

/** What is true of a whole server is asked once, however many databases it has. */
const checkPostgres = async (client: pg.Client): Promise<readonly Finding[]> => {
  const before = Date.now();
  const { rows } = await client.query<{ at: Date; version: number }>(
    `SELECT clock_timestamp() AS at, current_setting('server_version_num')::integer AS version`,
  );
  const { at, version } = rows[0]!;
  return [
    checkPostgresVersion(version),
    checkClock('PostgreSQL', at, [before, Date.now()]),
    ...(await checkPostgresSync(client)),
  ];
};

const examineDatabases = async ({ places }: HouseFile): Promise<readonly Finding[]> => {
  const now = new Date(Date.now() + places.clockOffsetMs);
  const servers = new Map<string, ServiceName>();
  for (const service of SERVICES) {
    const { host } = new URL(places.databaseUrls[service]);
    if (!servers.has(host)) servers.set(host, service);
  }
  const server = [...servers.values()].map((service) =>
    examineGroup('PostgreSQL', START, () => asAdmin(places.databaseUrls[service], checkPostgres)),
  );
  const databases = SERVICES.map((service) =>
    examineGroup(`${service}: database`, START, () =>
      asAdmin(places.databaseUrls[service], (client) => checkDatabase(client, service, now)),
    ),
  );
  return (await Promise.all([...server, ...databases])).flat();
};

const examineNats = ({ natsAdminUrl, streamBytesMax }: HouseFile): Promise<readonly Finding[]> =>
  examineGroup('nats-server', START, async () => {
    const nats = await connectNats(natsAdminUrl, 'doctor', createLog('doctor', 'silent'));
    try {
      const version = nats.info?.version ?? 'unknown';
      return [
        checkNatsVersion(version),
        ...(await checkNatsClock(nats)),
        ...(await checkStreams(nats, streamBytesMax)),
      ];
    } finally {
      await nats.close();
    }
  });

/** Looks at everything that can be wrong with an installation, changes nothing, and says the remedy. */
export const examineHouse = async (config: LocalConfig): Promise<readonly Finding[]> => {
  const { dataDir, nodeEnv, natsUrl } = config;
  const layout = dataLayout(dataDir);
  const first = [checkNode(process.versions.node), ...(await checkSecrets(dataDir))];
  const house = await findHouse(config);
  if (!house) return [...first, wrong('house', `nothing runs from ${dataDir}`, START)];
  const rest = await Promise.all([
    checkProcesses(house.places, layout.logs),
    examineDatabases(house),
    examineNats(house),
    checkNatsSync(layout.nats, { isLocal: natsUrl === null, nodeEnv }),
  ]);
  return [...first, checkHouseClock(house.places.clockOffsetMs, nodeEnv), ...rest.flat()];
};
