import { setTimeout as wait } from 'node:timers/promises';
import { consent } from './tiny-customers.ts';
import { startTinyGraph } from './tiny-graph.ts';

test('a request under way is answered before the gateway stops, and later ones find nobody', async () => {
  const graph = await startTinyGraph({ consent });
  graph.subgraph('consent').intercept = async () => wait(300, undefined);
  const asked = graph.ask('{ consentPing }');
  await wait(100);
  const stopped = graph.stop();
  expect(await asked).toMatchObject({ status: 200, data: { consentPing: 'pong' } });
  await stopped;
  await expect(graph.ask('{ consentPing }')).rejects.toThrow('fetch failed');
});
