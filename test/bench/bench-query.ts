import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { customerOf, type TestHouse } from '@rapport/testkit';
import { load } from './load.ts';
import type { Figure } from './report.ts';

const README = fileURLToPath(new URL('../../README.md', import.meta.url));

/** One 360 query end to end, real services and real databases behind the gateway. */
export const benchQuery = async (house: TestHouse, userId: string): Promise<Figure[]> => {
  const id = await customerOf(house, userId);
  const query = /```graphql\n([\s\S]*?)```/.exec(readFileSync(README, 'utf8'))![1]!;
  // A customer about themselves: nobody else's reading is written to an audit.
  const token = await house.rapport.token({ role: 'customer', subject: id });
  const request = {
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables: { id } }),
  };
  await load(house.url, () => request, { requests: 50, connections: 2 });
  const one = await load(house.url, () => request, { requests: 200, connections: 1 });
  const many = await load(house.url, () => request, { requests: 600, connections: 16 });
  if (one.failures + many.failures > 0) throw new Error('the 360 query failed');
  const area = '360 query';
  return [
    { area, what: 'one at a time, median', value: one.p50Ms, unit: 'ms' },
    { area, what: 'one at a time, 99th percentile', value: one.p99Ms, unit: 'ms' },
    { area, what: 'sixteen at a time', value: many.perSecond, unit: '/s' },
  ];
};
