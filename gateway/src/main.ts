import type { AddressInfo } from 'node:net';
import { DOMAINS, type Domain } from '@rapport/contracts';
import {
  closeHttp,
  createHttp,
  createLog,
  createMetrics,
  type Environment,
  runProcess,
  systemClock,
} from '@rapport/platform';
import { readConfig, refuseVendorTelemetry } from './config.ts';
import { forwardPaths } from './forward-paths.ts';
import { openIssuer } from './open-issuer.ts';
import { serveGraph } from './serve-graph.ts';
import { createSubgraphSource } from './subgraph-source.ts';
import { supergraphFile } from './supergraph-file.ts';
import { viewerIdentifier } from './viewer-identifier.ts';

/** What a query may have at most, beside what is a setting. */
const TOKENS_MAX = 5_000;
const FIELDS_MAX = 1_000;

/** The value that a setting has for one subgraph. @throws for a name that is no subgraph */
const valueFor = <T>(values: ReadonlyMap<Domain, T>, name: string): T => {
  const domain = DOMAINS.find((known) => known === name);
  const value = domain && values.get(domain);
  if (value === undefined) throw new Error(`the supergraph names the subgraph "${name}", of which no setting speaks`);
  return value;
};

/** The whole assembly of the gateway. */
export const start = async (environment?: Environment): Promise<{ url: string; stop(): Promise<void> }> => {
  const config = readConfig(environment);
  refuseVendorTelemetry();
  const log = createLog('gateway', config.LOG_LEVEL);
  const metrics = createMetrics('gateway');
  const clock = systemClock(config.CLOCK_OFFSET_MS);
  const sources = new Map(
    DOMAINS.map((name) => {
      const url = valueFor(config.SUBGRAPH_URLS, name);
      const key = valueFor(config.STATEMENT_KEYS, name);
      return [name, createSubgraphSource({ name, url, key, timeoutMs: config.SUBGRAPH_TIMEOUT_MS, clock, log })];
    }),
  );
  const issuer = openIssuer(config, log);
  let isStopping = false;
  const http = createHttp({ log, metrics }, [
    async () => (isStopping ? 'stopping' : null),
    async () => issuer.keys.problem(),
  ]);
  // Resolves once the supergraph is loaded: whoever listens can plan, whatever the subgraphs are.
  const graph = await serveGraph(http, {
    supergraph: supergraphFile(config.SUPERGRAPH_FILE, log),
    sourceOf: (name) => valueFor(sources, name),
    identify: viewerIdentifier(issuer, clock),
    limits: {
      depth: config.QUERY_DEPTH_MAX,
      aliases: config.QUERY_ALIASES_MAX,
      fields: FIELDS_MAX,
      tokens: TOKENS_MAX,
      cost: config.QUERY_COST_MAX,
    },
    requestTimeoutMs: config.REQUEST_TIMEOUT_MS,
    nodeEnv: config.NODE_ENV,
    log,
    metrics,
  });
  const forwarding = await forwardPaths(http, {
    urlOf: (service) => valueFor(config.SUBGRAPH_URLS, service),
    timeoutMs: config.FORWARD_TIMEOUT_MS,
    isBehindProxy: config.BEHIND_PROXY,
    log,
  });
  await http.listen({ host: config.HOST, port: config.PORT });
  const { port } = http.server.address() as AddressInfo;
  log.info({ port }, 'the gateway serves');
  return {
    url: `http://${config.HOST}:${port}`,
    stop: async () => {
      isStopping = true;
      await closeHttp(http);
      await graph.stop();
      await Promise.all([forwarding.stop(), issuer.keys.stop()]);
      await Promise.all([...sources.values()].map((source) => source.close()));
      log.info('the gateway has stopped');
    },
  };
};

if (import.meta.main) await runProcess(start);
