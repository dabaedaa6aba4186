import { readFileSync } from 'node:fs';
import { fcOptions, seededRandom } from '@rapport/testkit';
import fc from 'fast-check';
import { SUPERGRAPH_FILE } from '../../src/compose.ts';
import { bothExecutors } from './both-executors.ts';
import { generateQuery } from './generate-query.ts';
import { MANIFOLD } from './manifold-graph.ts';

const QUERIES = 15;
const WORLDS = 4;

/** Generated queries, each in several made-up worlds: from faultless ones to those in which little is right. */
const expectSameAnswers = async (supergraph: string): Promise<void> => {
  const { apiSchema, calls, execute, stop } = await bothExecutors(supergraph);
  const world = fc.record({ seed: fc.nat(), faultRate: fc.constantFrom(0, 0, 0.03, 0.1, 0.3) });
  await fc.assert(
    fc.asyncProperty(fc.nat(), fc.array(world, { minLength: 1, maxLength: WORLDS }), async (seed, worlds) => {
      const query = generateQuery(apiSchema, seededRandom(seed));
      for (const one of worlds) {
        const { apollo, ours } = await execute(query, one);
        expect({ query: query.text, seen: ours }).toEqual({ query: query.text, seen: apollo });
      }
    }),
    fcOptions({ numRuns: QUERIES }),
  );
  await stop();
  expect(calls.ours).toBe(calls.apollo);
  expect(calls.ours).toBeGreaterThan(QUERIES);
};

test("whatever is asked of the real graph, and whatever subgraphs answer, the answer is Apollo's", () =>
  expectSameAnswers(readFileSync(SUPERGRAPH_FILE, 'utf8')));

test("interfaces, unions, collisions and requirements are answered as Apollo's gateway answers them", () =>
  expectSameAnswers(MANIFOLD));
