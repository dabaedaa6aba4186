import { join } from 'node:path';
import { readLocalConfig } from './config.ts';
import { seedDemo } from './demo/seed-demo.ts';
import { LocalError } from './local-error.ts';
import { type Rapport, startRapport } from './rapport.ts';
import { SERVICES } from './service-names.ts';
import type { TokenRole } from './token.ts';

const begun = performance.now();
const seconds = (): string => `${((performance.now() - begun) / 1_000).toFixed(1).padStart(5)} s`;
const log = (line: string): void => console.log(`${seconds()}  ${line}`);

/** The roles that a newcomer tries first. */
const SHOWN_ROLES: readonly TokenRole[] = ['agent', 'operator', 'risk-officer', 'compliance-officer'];

const QUERY = `query Customer360($id: ID!) {
  customer(id: $id) {
    displayName locale timeZone
    accounts { id type holders { role } }
    transactions(first: 3) { edges { node { bookedAt narration amount { amount currency } } } }
    signals { kind level }
    protection { level reason }
    contactability(channel: SMS, purpose: SERVICE) { allowed reasons }
    nextBestActions(surface: HOME) { action { key title } explanation }
    conversations { edges { node { channel } } }
    assignments { experimentKey variationKey }
  }
}`;

const table = (rows: readonly (readonly [string, string])[]): string => {
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, value]) => `  ${name.padEnd(width)}  ${value}`).join('\n');
};

const welcome = async (rapport: Rapport, customers: readonly { name: string; kind: string; id: string }[]) => {
  const { places, url } = rapport;
  const urls = [
    ['front door', `${url}/graphql`],
    ['ingestion', `${url}/v1/batch   (write key: ${rapport.secrets.writeKeys.demo})`],
    ...SERVICES.map((name) => [name, `http://127.0.0.1:${places.ports[name]}/readyz`] as const),
  ] as const;
  const tokens = await Promise.all(SHOWN_ROLES.map(async (role) => [role, await rapport.token({ role })] as const));
  const first = customers[0];
  const [, agent] = tokens[0]!;
  const body = JSON.stringify({ query: QUERY.replaceAll(/\s+/g, ' '), variables: { id: first?.id } });
  console.log(`
Rapport is ready after ${seconds().trim()}.

${table(urls.map(([name, value]) => [name, value]))}

Customers
${table(customers.map(({ name, kind, id }) => [name, `${id}  ${kind}`]))}

Tokens (twelve hours; another: npm run token -- --role customer --sub ${first?.id ?? 'cus_…'})
${table(tokens)}

A query to paste
  curl -s ${url}/graphql -H 'content-type: application/json' \\
    -H 'authorization: Bearer ${agent}' \\
    -d '${body}'

Ctrl-C stops everything.`);
};

const main = async (): Promise<void> => {
  const config = readLocalConfig();
  const fresh = process.argv.includes('--fresh');
  const rapport = await startRapport({ ...config, fresh, log });
  const customers = await seedDemo(rapport, { markerFile: join(config.dataDir, 'demo.json'), log });
  await welcome(rapport, customers);
};

main().catch(async (error: unknown) => {
  if (!(error instanceof LocalError)) throw error;
  if (error.code === 'STOPPED') process.exit(0);
  console.error(`\n${error.message}\n→ ${error.remedy}`);
  for (const line of error.details) console.error(`  ${line}`);
  process.exit(1);
});
