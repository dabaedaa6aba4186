import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { customerOf, type TestHouse } from '@rapport/testkit';
import { type BenchProcess, freePort, startBenchProcess } from './bench-process.ts';
import { type LoadResult, load } from './load.ts';
import type { Figure } from './report.ts';
import type { StockSettings } from './stock-gateway.ts';

const fileAt = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const WARM_UP = 600;
const REQUESTS = 3_000;
const CONNECTIONS = 32;
const ROUNDS = 3;

/** The query of the README: one customer, seen by all six services. */
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
  };
  const process = await startBenchProcess(0, fileAt('stock-gateway.ts'), { args: [JSON.stringify(settings)] });
  return { name: 'stock', process, url: (process.said as { url: string }).url.replace(/\/$/, '') };
};

type Request = { readonly headers: Record<string, string>; readonly body: string };

/** @throws Error unless all sides give the same answer, without errors: else they were not measured at the same work */
const requireSameAnswers = async (sides: readonly Side[], request: Request): Promise<void> => {
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

/**
 * CPU per request of our gateway beside the stock one, each pinned to the same core while stand-ins replay recorded
 * answers on another. The two take turns, so that a machine whose speed drifts slows both.
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
  const headers = {
    'content-type': 'application/json',
    authorization: `Bearer ${await house.rapport.token({ role: 'agent' })}`,
  };
  const request = { headers, body: JSON.stringify({ query: customer360(), variables: { id } }) };
  const rounds = new Map<string, Round[]>(sides.map(({ name }) => [name, []]));
  try {
    await requireSameAnswers(sides, request);
    for (const { url } of sides) await load(url, request, { requests: WARM_UP, connections: CONNECTIONS });
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const { name, process, url } of sides) {
        const before = process.cpuMs();
        const result = await load(url, request, { requests: REQUESTS, connections: CONNECTIONS });
        if (result.failures > 0) throw new Error(`${name} failed ${result.failures} of ${REQUESTS} requests`);
        rounds.get(name)!.push({ ...result, cpuMs: (process.cpuMs() - before) / REQUESTS });
      }
    }
    const of = (name: string, figure: keyof Round) => median(rounds.get(name)!.map((round) => round[figure]));
    const beside = (figure: keyof Round) => ({
      what: 'stock @apollo/server + @apollo/gateway',
      value: of('stock', figure),
    });
    const area = 'gateway';
    return [
      {
        area,
        what: 'CPU per request',
        value: of('ours', 'cpuMs'),
        unit: 'ms',
        beside: beside('cpuMs'),
        reach: '≤ 0.33',
      },
      { area, what: 'requests on one core', value: of('ours', 'perSecond'), unit: '/s', beside: beside('perSecond') },
      { area, what: 'time to answer, median', value: of('ours', 'p50Ms'), unit: 'ms', beside: beside('p50Ms') },
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
