import { readFile, writeFile } from 'node:fs/promises';
import { pollUntil } from '../deadline.ts';
import { LocalError } from '../local-error.ts';
import type { Log } from '../log.ts';
import type { Rapport } from '../rapport.ts';
import { batchesOf } from './batches-of.ts';
import { generateDemoCustomers } from './demo-customers.ts';
import { postBatches } from './post-batches.ts';

/** A customer of the demo as the graph knows them. */
export type SeededCustomer = { readonly id: string; readonly name: string; readonly kind: string };

type Marker = { readonly today: string; readonly customers: readonly SeededCustomer[] | null };

const REQUEST_MS_MAX = 10_000;
const SETTLED_MS_MAX = 60_000;

const readMarker = async (file: string): Promise<Marker | null> =>
  readFile(file, 'utf8').then(
    (text) => JSON.parse(text) as Marker,
    () => null,
  );

const KNOWN = `query ($userId: String!) {
  customerByIdentity(type: USER_ID, value: $userId) {
    id displayName features { name } transactions(first: 1) { edges { cursor } }
  }
}`;

type Known = {
  data?: {
    customerByIdentity?: {
      id: string;
      displayName: string;
      features: unknown[] | null;
      transactions: { edges: unknown[] } | null;
    };
  };
};

/** Asks the graph, as an agent would, for a customer; null until profile and behavior know them. */
const findKnown = async (rapport: Rapport, userId: string, token: string) => {
  const response = await fetch(`${rapport.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query: KNOWN, variables: { userId } }),
    signal: AbortSignal.timeout(REQUEST_MS_MAX),
  });
  const found = ((await response.json()) as Known).data?.customerByIdentity;
  return found?.features?.length && found.transactions?.edges.length ? found : null;
};

const waitUntilKnown = async (rapport: Rapport, userId: string, token: string) => {
  let known: Awaited<ReturnType<typeof findKnown>> = null;
  const look = async () => {
    known = await findKnown(rapport, userId, token);
    return known !== null;
  };
  await pollUntil(look, { withinMs: SETTLED_MS_MAX, everyMs: 200 });
  if (known) return known;
  throw new LocalError(
    'NOT_READY',
    'the demo customers were sent but do not appear in the graph',
    'look into .rapport/logs/behavior.log and profile.log, or begin anew with npm start -- --fresh',
  );
};

/**
 * Brings the demo customers in through the front door, once: calls have ids of their own, so a start that was
 * interrupted simply sends them again. Their last day is the day of the first start.
 */
export async function seedDemo(
  rapport: Rapport,
  { markerFile, log }: { markerFile: string; log: Log },
): Promise<readonly SeededCustomer[]> {
  const marker = await readMarker(markerFile);
  if (marker?.customers) return marker.customers;
  const today = marker?.today ?? rapport.now().toISOString().slice(0, 10);
  await writeFile(markerFile, JSON.stringify({ today, customers: null }));
  log('bringing in the demo customers');
  const people = generateDemoCustomers(today);
  await postBatches(rapport.url, rapport.secrets.writeKeys.demo, batchesOf(people));
  const token = await rapport.token({ role: 'agent', subject: 'demo' });
  const customers: SeededCustomer[] = [];
  for (const { kind, userId } of people) {
    const { id, displayName: name } = await waitUntilKnown(rapport, userId, token);
    customers.push({ id, name, kind });
  }
  await writeFile(markerFile, JSON.stringify({ today, customers }));
  return customers;
}
