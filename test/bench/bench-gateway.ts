import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { customerOf, type TestHouse } from '@rapport/testkit';
import { type BenchProcess, freePort, startBenchProcess } from './bench-process.ts';
import { type LoadRequest, type LoadResult, load } from './load.ts';
import type { Figure } from './report.ts';
import type { StockSettings } from './stock-gateway.ts';

const fileAt = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const WARM_UP = 600;
const REQUESTS = 2_000;
/** How many people ask in turns. */
const PEOPLE = 100;
const CONNECTIONS = 32;
const ROUNDS = 3;

/** The query of the README: one customer, seen by six services. */
const customer360 = (): string =>
  /```graphql\n([\s\S]*?)```/.exec(readFileSync(fileAt('../../README.md'), 'utf8'))![1]!;

type Side = { readonly name: string; readonly process: BenchProcess; readonly url: string };
type Round = LoadResult & { readonly cpuMs: number };

const startOurs = async (house: TestHouse, urls: Readonly<Record<string, string>>): Promise<Side> => {
  const { secrets, gatewaySettings } = house.rapport;
  const pairs = (values: Readonly<Record<string, string>>) =>
    Object.entries(values)
      .map(([name, value]) => `${name}=${value}`)
      .join(',');
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const process = await startBenchProcess(0, fileAt('../../gateway/src/main.ts'), {
    readyUrl: url,
    environment: {
      ...gatewaySettings,
      // The development issuer is refused in production; everything else is as in production.
      NODE_ENV: 'development',
      LOG_LEVEL: 'warn',
      PORT: String(port),
      SUBGRAPH_URLS: pairs(urls),
      STATEMENT_KEYS: pairs(secrets.statementKeys),
    },
  });
  return { name: 'ours', process, url };
};

const startStock = async (house: TestHouse, urls: Readonly<Record<string, string>>): Promise<Side> => {
  const { gatewaySettings, secrets } = house.rapport;
  const settings: StockSettings = {
    supergraphFile: fileAt('../../gateway/supergraph.graphql'),
    urls,
    keys: secrets.statementKeys,
    jwks: JSON.parse(gatewaySettings['ISSUER_JWKS']!) as StockSettings['jwks'],
    issuer: gatewaySettings['ISSUER_URL']!,
    audience: gatewaySettings['AUDIENCE']!,
    clockOffsetMs: house.rapport.places.clockOffsetMs,
  };
  const process = await startBenchProcess(0, fileAt('stock-gateway.ts'), { args: [JSON.stringify(settings)] });
  return { name: 'stock', process, url: (process.said as { url: string }).url.replace(/\/$/, '') };
};

/** @throws Error unless all sides give the same answer, without errors: else they were not measured at the same work */
const requireSameAnswers = async (sides: readonly Side[], request: LoadRequest): Promise<void> => {
  const answers = await Promise.all(
    sides.map(async ({ url }) => {
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        ...request,
        signal: AbortSignal.timeout(20_000),
      });
      return (await response.text()).trim();
    }),
  );
  const [first = ''] = answers;
  if (answers.some((answer) => answer !== first || answer.includes('"errors"'))) {
    throw new Error(`the gateways answer differently, or with errors:\n${answers.join('\n')}`);
  }
};

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;

type Compared = { readonly ours: Round; readonly stock: Round };

/** The median round of each side; they take turns, so that a machine whose speed drifts slows both. */
const compare = async (
  sides: readonly Side[],
  requestsOf: (round: string) => Promise<(index: number) => LoadRequest>,
): Promise<Compared> => {
  const rounds = new Map<string, Round[]>(sides.map(({ name }) => [name, []]));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const { name, process, url } of sides) {
      const requests = await requestsOf(`${name}-${round}`);
      const before = process.cpuMs();
      const result = await load(url, requests, { requests: REQUESTS, connections: CONNECTIONS });
      if (result.failures > 0) throw new Error(`${name} failed ${result.failures} of ${REQUESTS} requests`);
      rounds.get(name)!.push({ ...result, cpuMs: (process.cpuMs() - before) / REQUESTS });
    }
  }
  const of = (name: string): Round => {
    const all = rounds.get(name)!;
    const keys = Object.keys(all[0]!) as (keyof Round)[];
    return Object.fromEntries(keys.map((key) => [key, median(all.map((one) => one[key]))])) as Round;
  };
  return { ours: of('ours'), stock: of('stock') };
};

/**
 * CPU per request of our gateway beside the stock one, each pinned to the same core while stand-ins replay recorded
 * answers on another: for people who ask again, as they do, and for nothing but strangers.
 */
export const benchGateway = async (house: TestHouse, userId: string): Promise<Figure[]> => {
  const id = await customerOf(house, userId);
  const { ports } = house.rapport.places;
  const services = Object.keys(house.rapport.secrets.statementKeys) as (keyof typeof ports)[];
  const standIns = await startBenchProcess(1, fileAt('replay-subgraphs.ts'), {
    args: services.map((service) => `http://127.0.0.1:${ports[service]}`),
  });
  const urls = Object.fromEntries(
    services.map((service, index) => [service, `http://127.0.0.1:${(standIns.said as number[])[index]}`]),
  );
  const sides = [await startOurs(house, urls), await startStock(house, urls)];
  const body = JSON.stringify({ query: customer360(), variables: { id } });
  const requestBy = async (subject: string): Promise<LoadRequest> => ({
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${await house.rapport.token({ role: 'agent', subject })}`,
    },
    body,
  });
  const known = await Promise.all(Array.from({ length: PEOPLE }, (_, index) => requestBy(`agent-${index}`)));
  try {
    await requireSameAnswers(sides, known[0]!);
    const again = (index: number): LoadRequest => known[index % PEOPLE]!;
    for (const { url } of sides) await load(url, again, { requests: WARM_UP, connections: CONNECTIONS });
    const usual = await compare(sides, async () => again);
    const strangers = await compare(sides, async (round) => {
      const all = await Promise.all(Array.from({ length: REQUESTS }, (_, index) => requestBy(`new-${round}-${index}`)));
      return (index) => all[index]!;
    });
    const area = 'gateway';
    const what = 'stock @apollo/server + @apollo/gateway';
    const figure = (name: string, { ours, stock }: Compared, key: keyof Round, unit: string): Figure => ({
      area,
      what: name,
      value: ours[key],
      unit,
      beside: { what, value: stock[key] },
    });
    return [
      { ...figure(`CPU per request, of ${PEOPLE} people`, usual, 'cpuMs', 'ms'), reach: '≤ 0.33' },
      figure('CPU per request, each with a token never seen', strangers, 'cpuMs', 'ms'),
      figure('requests on one core', usual, 'perSecond', '/s'),
      figure('time to answer, median', usual, 'p50Ms', 'ms'),
      {
        area,
        what: 'memory',
        value: sides[0]!.process.memoryBytes() / 1e6,
        unit: 'MB',
        beside: { what: 'stock', value: sides[1]!.process.memoryBytes() / 1e6 },
      },
    ];
  } finally {
    for (const { process } of sides) await process.stop();
    await standIns.stop();
  }
};
