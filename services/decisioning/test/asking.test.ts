// What decisioning answers whoever asks, and what it makes of the outcomes, on real PostgreSQL and NATS.
import { outcomeRecorded } from '@rapport/contracts';
import { statementsOfAnswer, viewerOf } from '@rapport/testkit';
import { type Decisioning, fresh, keysOf, startDecisioning } from './start-decisioning.ts';

let decisioning: Decisioning;
beforeAll(async () => {
  decisioning = await startDecisioning();
});
afterAll(() => decisioning.service.stop());

test('asked again, by however many at once, the same decisions are given', async () => {
  const id = await decisioning.givenCustomer();
  const self = viewerOf('CUSTOMER', id);
  const all = await Promise.all([1, 2, 3, 4].map(() => decisioning.proposals(self, id)));
  // Thirty seconds may end in between: then there are two answers, never four.
  expect(new Set(all.map((found) => found.map((decision) => decision.id).join())).size).toBeLessThanOrEqual(2);
  expect(all[0]!.length).toBeGreaterThan(1);
  expect(all[0]!.every(({ mode }) => mode === 'SERVED')).toBe(true);
});

test('of whom nothing is known there is a harmless proposal, no protection and no history', async () => {
  const fields =
    'protection { level } decisions { edges { cursor } } experience(surface: HOME) { surface } automations { key }';
  const id = fresh();
  const { found, errors } = await decisioning.customer(viewerOf('AGENT'), id, fields);
  expect(errors).toEqual([]);
  expect(found).toEqual({ protection: null, decisions: { edges: [] }, experience: null, automations: [] });
  const keys = keysOf(await decisioning.proposals(viewerOf('AGENT'), id));
  expect(keys.sort()).toEqual(['spending-overview', 'talk-to-a-person']);
});

test('what an agent looks at is observed: the same for every agent, and never seen by the customer', async () => {
  const id = await decisioning.givenCustomer();
  const [first] = await decisioning.proposals(viewerOf('AGENT'), id);
  expect(first!.mode).toBe('OBSERVED');
  const { data } = await decisioning.record(viewerOf('AGENT'), first!.id, 'SEEN');
  const refused = { decision: null, userErrors: [{ code: 'DECISION_OBSERVED', field: 'input.outcome' }] };
  expect(data?.['recordOutcome']).toEqual(refused);
  const { found } = await decisioning.customer(viewerOf('CUSTOMER', id), id, 'decisions { edges { node { id } } }');
  expect(found!['decisions']).toEqual({ edges: [] });
});

test('a dismissed action is not proposed again', async () => {
  const id = await decisioning.givenCustomer();
  const self = viewerOf('CUSTOMER', id);
  const [first] = await decisioning.proposals(self, id);
  const { data } = await decisioning.record(self, first!.id, 'DISMISSED');
  expect(data?.['recordOutcome']).toEqual({ decision: { id: first!.id, outcome: 'DISMISSED' }, userErrors: [] });
  const later = await decisioning.proposals(self, id);
  expect(later.length).toBeGreaterThan(0);
  expect(keysOf(later)).not.toContain(first!.action.key);
});

test('an outcome counts once, teaches, and is refused for a decision about somebody else', async () => {
  const id = await decisioning.givenCustomer();
  const self = viewerOf('CUSTOMER', id);
  const [first] = await decisioning.proposals(self, id, 'SAVINGS');
  const answers = await Promise.all([
    decisioning.record(self, first!.id, 'SEEN'),
    decisioning.record(self, first!.id, 'SEEN'),
  ]);
  const again = await Promise.all([
    decisioning.record(self, first!.id, 'CLICKED', 'k1'),
    decisioning.record(self, first!.id, 'CLICKED', 'k1'),
  ]);
  for (const { errors } of [...answers, ...again]) expect(errors).toEqual([]);
  const stranger = viewerOf('CUSTOMER', fresh());
  const notFound = { decision: null, userErrors: [{ code: 'NOT_FOUND', field: 'input.decisionId' }] };
  expect((await decisioning.record(stranger, first!.id, 'CLICKED')).data?.['recordOutcome']).toEqual(notFound);
  expect((await decisioning.record(self, 'dec_nothing', 'CLICKED')).data?.['recordOutcome']).toEqual(notFound);
  await decisioning.record(self, first!.id, 'COMPLAINED');
  const said = await decisioning.service.published(outcomeRecorded, id, 3);
  expect(said.map(({ data }) => data.outcome)).toEqual(['SEEN', 'CLICKED', 'COMPLAINED']);
  const groups = { 'spending-overview': 'SERVICE', 'talk-to-a-person': 'HELP', 'savings-goal': 'SAVING' };
  expect(said[0]!.data.group).toBe(groups[first!.action.key as keyof typeof groups]);
  // The mean of what is believed: of 10 imagined outcomes, and 5 refusals more for the complaint.
  const believed = { 'spending-overview': 4, 'talk-to-a-person': 2, 'savings-goal': 3 }[first!.action.key]!;
  const learnt = await decisioning.proposals(viewerOf('RISK_OFFICER'), id, 'SAVINGS', 'factors { acceptance }');
  const means = Object.fromEntries(
    learnt.map((each) => [each.action.key, (each['factors'] as { acceptance: number }).acceptance]),
  );
  expect(means[first!.action.key]).toBeCloseTo(believed / 15, 5);
});

test('decisions are listed newest first, page by page, each once', async () => {
  const id = await decisioning.givenCustomer();
  const self = viewerOf('CUSTOMER', id);
  const shown = await decisioning.proposals(self, id);
  const seen: string[] = [];
  let after = '';
  do {
    const { found } = await decisioning.customer(
      self,
      id,
      `decisions(first: 2${after && `, after: "${after}"`}) {
      edges { node { id rank } } pageInfo { hasNextPage endCursor } }`,
    );
    const page = found!['decisions'] as { edges: { node: { id: string } }[]; pageInfo: Record<string, unknown> };
    seen.push(...page.edges.map(({ node }) => node.id));
    after = page.pageInfo['hasNextPage'] ? String(page.pageInfo['endCursor']) : '';
  } while (after);
  expect(seen).toEqual(shown.map((decision) => decision.id));
  const { errors } = await decisioning.customer(self, id, 'decisions(after: "W10") { edges { cursor } }');
  expect(errors[0]?.extensions?.['code']).toBe('INVALID_INPUT');
});

test('twenty customers cost as many statements as one', async () => {
  const fields = `protection { level explanation } decisions(first: 3) { edges { node { id } } }
    nextBestActions(surface: HOME) { action { title } explanation outcome excluded { reasons } }`;
  const cost = (asked: readonly string[]) => {
    const representations = asked.map((id) => ({ __typename: 'Customer', id }));
    const query = `query ($all: [_Any!]!) { _entities(representations: $all) { ... on Customer { ${fields} } } }`;
    return statementsOfAnswer(async () => {
      const { errors } = await decisioning.service.graph(viewerOf('RISK_OFFICER'), query, { all: representations });
      expect(errors).toEqual([]);
    });
  };
  const one = await cost([fresh()]);
  expect(one.length).toBeGreaterThan(10);
  expect(await cost(Array.from({ length: 20 }, fresh))).toEqual(one);
});
