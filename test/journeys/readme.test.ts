// The story by hand in README.md, run as it stands there.
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { callsOf, customerOf, eventually, generateCustomer, type TestHouse, testHouse } from '@rapport/testkit';

const NOON = '2026-03-02T11:00:00Z';
const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** The commands of the README's story, in order. */
const commands = (): string => {
  const [, story] = readFileSync(`${ROOT}/README.md`, 'utf8').split('## The story by hand');
  return [...story!.split('\n## ')[0]!.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, block]) => block).join('\n');
};

let house: TestHouse;
let id: string;

beforeAll(async () => {
  house = await testHouse({ now: NOON });
  // The same Sandra as `npm start` brings in on that day.
  const sandra = generateCustomer('sliding-into-distress', { seed: 15, today: NOON.slice(0, 10) });
  const calls = callsOf(sandra);
  for (let begin = 0; begin < calls.length; begin += 200) await house.send(calls.slice(begin, begin + 200));
  id = await customerOf(house, sandra.userId);
}, 90_000);
afterAll(() => house.stop());

test('the query in the README is answered by every service', async () => {
  const [, query] = /```graphql\n([\s\S]*?)```/.exec(readFileSync(`${ROOT}/README.md`, 'utf8'))!;
  // Each service hears of her in its own time.
  await eventually(
    async () => {
      const { data, errors } = await house.ask<{ customer: object }>({ role: 'agent' }, query!, { id });
      expect(errors).toEqual([]);
      expect(data.customer).toMatchObject({ displayName: 'Sandra Pohl', contactability: { allowed: true } });
    },
    { timeoutMs: 15_000 },
  );
});

test('the story in the README plays as it is told', async () => {
  const script = commands()
    .replaceAll('http://localhost:4000', house.url)
    .replaceAll('./.rapport/', `${house.dataDir}/`);
  expect(script).toContain('facts <<');
  const { stdout } = await promisify(execFile)('bash', ['-c', script], {
    cwd: ROOT,
    timeout: 60_000,
    env: { ...process.env, RAPPORT_DIR: house.dataDir, NODE_OPTIONS: '' },
  });
  const told = [
    '"level":"MEDIUM"',
    '"level":"WATCH"',
    '"repayment-plan"',
    '"status":"SENT"',
    '<Message>Rapport Bank: Verstanden.',
    '"CONTACT_POINT_BLOCKED"',
    '"level":"HIGH"',
    '"level":"PROTECTED"',
    '"status":"SUPPRESSED","reasons":["CONTACT_POINT_BLOCKED"]',
    '"userErrors":[]',
    '"same":true',
    '"intact":true',
  ];
  let from = 0;
  for (const words of told) {
    const at = stdout.indexOf(words, from);
    if (at < 0) throw new Error(`the story does not come to ${words}; it went\n${stdout}`);
    from = at;
  }
  const [before, after] = stdout
    .split('\n')
    .filter((line) => line.startsWith('{"data":{"me"'))
    .map((line) => [...line.matchAll(/"key":"([^"]+)"/g)].map(([, key]) => key));
  expect(before!.length).toBeGreaterThan(1);
  expect(after).not.toHaveLength(0);
  expect(after).not.toContain(before![0]);
}, 90_000);
