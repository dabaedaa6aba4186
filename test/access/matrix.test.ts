// Role × field × object: what `@access` promises is what the running house does, through the front door and, with the
// gateway's own key, at each subgraph. Every field has a rule, and a looser rule is seen in matrix.txt.
import { readFileSync, writeFileSync } from 'node:fs';
import { ROLES, type Role } from '@rapport/contracts';
import { type GuardedField, guardedFieldsOf, promised, SERVICES, type Verdict, writeMatrix } from './access-rules.ts';
import { type AccessWorld, type Answer, startAccessWorld, THINGS, type Thing } from './access-world.ts';

const MATRIX = new URL('matrix.txt', import.meta.url);

const fields = SERVICES.flatMap((service) => guardedFieldsOf(service));
const allOf = (type: string) => fields.filter((field) => field.type === type);
const isRoot = ({ type }: GuardedField) => ['Query', 'Mutation', 'Subscription'].includes(type);

const codesAt = ({ errors }: Answer, ...path: (string | number)[]): string[] =>
  errors
    .filter((error) => path.every((part, at) => error.path?.[at] === part))
    .map(({ extensions }) => extensions.code);

/** What an answer says about one place in it: refused, nothing there, or open. Any other error is a mistake. */
const observed = (answer: Answer, path: (string | number)[], isThere: boolean): string => {
  const codes = codesAt(answer, ...path);
  if (codes.includes('FORBIDDEN')) return 'denied';
  if (codes.length > 0) return codes.join(' ');
  return isThere ? 'granted' : 'hidden';
};

let world: AccessWorld;
let ids: AccessWorld['ids'];
beforeAll(async () => {
  world = await startAccessWorld();
  ({ ids } = world);
}, 90_000);
afterAll(() => world.stop());

test('every field of a root or entity has a rule', () => {
  expect(fields.length).toBeGreaterThan(70);
  expect(fields.filter(({ rule }) => !rule).map(({ type, name }) => `${type}.${name}`)).toEqual([]);
});

test('the rules are those that were reviewed', () => {
  const written = writeMatrix(fields);
  if (process.env['UPDATE_ACCESS'] === '1') writeFileSync(MATRIX, written);
  expect(readFileSync(MATRIX, 'utf8')).toBe(written);
});

test('a rule that is missing, and one that is loosened, would be seen', () => {
  const [open] = guardedFieldsOf('scratch', 'type Query { secret: String }');
  expect(open?.rule).toBeNull();
  const rule = (roles: string) => `type Query { secret: String @access(roles: [${roles}]) }`;
  expect(writeMatrix(guardedFieldsOf('scratch', rule('AGENT')))).not.toBe(
    writeMatrix(guardedFieldsOf('scratch', rule('AGENT, MARKETER'))),
  );
});

/** Compares a cell with its promise; all that differ are told together. */
const differences: string[] = [];
let cells = 0;
const compare = (cell: string, expected: Verdict | readonly Verdict[], found: string): void => {
  cells += 1;
  if (![expected].flat().includes(found as Verdict))
    differences.push(`${cell}: ${found}, promised ${String(expected)}`);
};
beforeEach(() => {
  differences.length = 0;
  cells = 0;
});

const entityFields = (service: string) =>
  fields.filter((field) => field.service === service && !isRoot(field) && field.isResolvable);

const promisedOfEntity = ({ rule, typeRule, type }: GuardedField, role: Role, thing: Thing): readonly Verdict[] => {
  if (promised(typeRule, role, thing === 'own') === 'hidden') return ['hidden'];
  const verdict = promised(rule, role, thing === 'own');
  const found = verdict === 'hidden' ? 'denied' : verdict;
  // A service may know nothing of an account or a decision; a customer of whom nothing is known is empty.
  return thing === 'none' && type !== 'Customer' ? ['hidden', found] : [found];
};

test.each(SERVICES)('%s opens the fields of its entities to those whom they are promised', async (service) => {
  const asked = entityFields(service);
  for (const role of ROLES) {
    for (const thing of THINGS) {
      const query = asked.map(
        (field, index) =>
          `f${index}: _entities(representations: [{ __typename: "${field.type}", id: "${
            ids[thing][field.type as 'Customer']
          }" }]) { ... on ${field.type} { ${field.ask(world.valuesFor(thing))} } }`,
      );
      const answer = await world.askSubgraph(service, role, `{ ${query.join(' ')} }`);
      expect(answer.status).toBe(200);
      for (const [index, field] of asked.entries()) {
        const entities = answer.data?.[`f${index}`] as (object | null)[] | undefined;
        const found = observed(answer, [`f${index}`], Boolean(entities?.[0]));
        compare(`${role} ${thing} ${field.type}.${field.name}`, promisedOfEntity(field, role, thing), found);
      }
      if (thing === 'other' && world.actsFor(role).length > 0) expect(answer.text).not.toMatch(/[Cc]anary/);
    }
  }
  expect(differences).toEqual([]);
  expect(cells).toBe(asked.length * ROLES.length * THINGS.length);
});

test('the front door opens the fields of a customer to those whom they are promised', async () => {
  const root = allOf('Query').find(({ name }) => name === 'customer');
  const asked = [...new Map(allOf('Customer').map((field) => [field.name, field])).values()];
  for (const role of ROLES) {
    for (const thing of THINGS) {
      const inner = asked.map((field) => field.ask(world.valuesFor(thing))).join(' ');
      const answer = await world.ask(role, `{ customer(id: "${ids[thing].Customer}") { ${inner} } }`);
      const rooted = promised(root?.rule ?? null, role, thing === 'own');
      const customer = answer.data?.['customer'] as Record<string, unknown> | null | undefined;
      const expected = rooted === 'granted' && thing === 'none' ? 'hidden' : rooted;
      compare(
        `${role} ${thing} Query.customer`,
        expected,
        customer ? 'granted' : observed(answer, ['customer'], false),
      );
      if (customer) {
        for (const field of asked) {
          const found = observed(answer, ['customer', field.name], true);
          compare(`${role} ${thing} Customer.${field.name}`, promised(field.rule, role, thing === 'own'), found);
        }
      } else expect(answer.text).not.toMatch(/[Cc]anary/);
    }
  }
  expect(differences).toEqual([]);
  expect(cells).toBeGreaterThan(250);
});

test('the front door opens the root fields to those whom they are promised', async () => {
  const roots = allOf('Query');
  const groups = [
    roots.filter(({ isNonNull }) => !isNonNull),
    ...roots.filter(({ isNonNull }) => isNonNull).map((field) => [field]),
  ];
  for (const role of ROLES) {
    for (const thing of ['own', 'other'] as const) {
      for (const group of groups) {
        const answer = await world.ask(
          role,
          `{ ${group.map((field) => field.ask(world.valuesFor(thing))).join(' ')} }`,
        );
        for (const field of group) {
          const expected = promised(field.rule, role, thing === 'own');
          // A field that is open and empty looks like one that hides.
          const found = observed(answer, [field.name], expected !== 'hidden' || answer.data?.[field.name] != null);
          compare(`${role} ${thing} Query.${field.name}`, expected, found);
        }
      }
    }
  }
  expect(differences).toEqual([]);
  expect(cells).toBe(roots.length * ROLES.length * 2);
});

test("to a customer, another's and none look the same, byte for byte", async () => {
  const inner = allOf('Customer').map((field) => field.ask(world.valuesFor('none')));
  for (const role of ['CUSTOMER', 'DELEGATE'] as const) {
    const [other, none] = await Promise.all(
      (['other', 'none'] as const).map((thing) =>
        world.ask(role, `{ customer(id: "${ids[thing].Customer}") { ${[...new Set(inner)].join(' ')} } }`),
      ),
    );
    expect(other?.text).toBe(none?.text);
  }
});

const consentsOf = (thing: 'own' | 'other') =>
  world
    .ask(
      'AGENT',
      `{ customer(id: "${ids[thing].Customer}") {
      consents { purpose granted } decisions { edges { node { outcome } } }
    } }`,
    )
    .then(({ data }) => JSON.stringify(data));

test('nobody changes what is not theirs to change, and what is refused changes nothing', async () => {
  const before = { own: await consentsOf('own'), other: await consentsOf('other') };
  for (const role of ROLES) {
    for (const thing of THINGS) {
      for (const field of allOf('Mutation')) {
        const expected = promised(field.rule, role, thing === 'own');
        // What is open is tried last, and where it can hurt nobody.
        if (expected === 'granted' && thing !== 'none') continue;
        const answer = await world.ask(role, `mutation { ${field.ask(world.valuesFor(thing))} }`);
        const found = observed(answer, [field.name], true);
        // Whoever may ask, about what there is not, is told that, each mutation in its way.
        const isTold = expected === 'granted' && ['INVALID_INPUT', 'NOT_FOUND'].includes(found);
        compare(
          `${role} ${thing} Mutation.${field.name}`,
          expected === 'hidden' ? 'denied' : expected,
          isTold ? 'granted' : found,
        );
      }
    }
  }
  expect(differences).toEqual([]);
  expect(cells).toBeGreaterThan(80);
  expect({ own: await consentsOf('own'), other: await consentsOf('other') }).toEqual(before);
}, 90_000);

test("another's decision is not found by whoever records an outcome for it", async () => {
  const selected = '{ decision { id } userErrors { code } }';
  const query = (decisionId: string) =>
    `mutation { recordOutcome(input: { decisionId: "${decisionId}", outcome: SEEN }) ${selected} }`;
  for (const role of ['CUSTOMER', 'DELEGATE'] as const) {
    const { data } = await world.ask(role, query(ids.other.Decision));
    expect([role, data]).toEqual([role, { recordOutcome: { decision: null, userErrors: [{ code: 'NOT_FOUND' }] } }]);
  }
  expect(await consentsOf('other')).not.toContain('SEEN');
  expect(await world.ask('CUSTOMER', query(ids.own.Decision))).toMatchObject({
    data: { recordOutcome: { userErrors: [] } },
  });
  expect(await consentsOf('own')).toContain('SEEN');
});

test('an object that claims to be theirs is not believed', async () => {
  const claim = { readerId: ids.own.Customer, holderId: ids.own.Customer, customerId: ids.own.Customer };
  const forged = [
    ['profile', 'Account', 'account-other', 'type'],
    ['behavior', 'Account', 'account-other', 'transactions { edges { cursor } }'],
    ['decisioning', 'Decision', ids.other.Decision, 'reasons'],
  ] as const;
  for (const [service, type, id, field] of forged) {
    const query = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on ${type} { ${field} } } }`;
    const { data } = await world.askSubgraph(service, 'CUSTOMER', query, { r: [{ __typename: type, id, ...claim }] });
    expect([service, data]).toEqual([service, { _entities: [null] }]);
  }
});
