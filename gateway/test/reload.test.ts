import { writeFileSync } from 'node:fs';
import { consent, profile } from './tiny-customers.ts';
import { startTinyGraph, type TinyGraph } from './tiny-graph.ts';

let graph: TinyGraph;
beforeAll(async () => {
  graph = await startTinyGraph({ profile, consent });
});
afterAll(() => graph.stop());

const isKnown = async (field: string): Promise<boolean> => {
  const { data } = await graph.ask(`{ __type(name: "Query") { fields { name } } }`);
  const type = data?.['__type'] as { fields: { name: string }[] };
  return type.fields.some(({ name }) => name === field);
};

const until = async (check: () => Promise<boolean>): Promise<void> => {
  const deadline = performance.now() + 5_000;
  while (!(await check())) {
    if (performance.now() > deadline) throw new Error('it did not come about');
  }
};

test('a new supergraph takes over without a failed request, and a broken one is refused', async () => {
  let isOver = false;
  const failures: unknown[] = [];
  let asked = 0;
  const client = async () => {
    while (!isOver) {
      const { status, errors } = await graph.ask('{ consentPing customers { displayName consents } }');
      asked += 1;
      if (status !== 200 || errors) failures.push({ status, errors });
    }
  };
  const clients = [client(), client(), client()];
  const changed = { consent: consent.schema.replace('consentPing: String', 'consentPing: String consentNews: String') };

  graph.writeSupergraph(changed);
  await until(() => isKnown('consentNews'));

  writeFileSync(graph.supergraphFile, 'type Query { broken');
  await new Promise((resolve) => setTimeout(resolve, 1_100));
  expect(await isKnown('consentNews')).toBe(true);

  graph.writeSupergraph();
  await until(async () => !(await isKnown('consentNews')));
  isOver = true;
  await Promise.all(clients);
  expect(failures).toEqual([]);
  expect(asked).toBeGreaterThan(5);
});
