// `npm run bench [-- AREA…]`: what a load costs, each figure beside a peer or a limit of the same run.
import { fileURLToPath } from 'node:url';
import { callsOf, generateCustomer, houseOutsideJest, type TestHouse } from '@rapport/testkit';
import { benchGateway } from './bench-gateway.ts';
import { benchIngestion } from './bench-ingestion.ts';
import { benchQuery } from './bench-query.ts';
import { type Figure, report } from './report.ts';

const FILE = fileURLToPath(new URL('../../.rapport/bench.json', import.meta.url));
const AREAS = ['gateway', 'ingestion', 'query'] as const;
type Area = (typeof AREAS)[number];

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !AREAS.includes(name as Area));
if (unknown.length > 0) {
  process.stderr.write(`there is no area ${unknown.join(', ')}: choose among ${AREAS.join(', ')}\n`);
  process.exit(1);
}
const chosen = asked.length > 0 ? (asked as Area[]) : AREAS;

const bringIn = async (house: TestHouse): Promise<string> => {
  const person = generateCustomer('salaried-family', {
    seed: 1,
    today: house.rapport.now().toISOString().slice(0, 10),
  });
  const calls = callsOf(person);
  for (let begin = 0; begin < calls.length; begin += 200) await house.send(calls.slice(begin, begin + 200));
  return person.userId;
};

const begun = performance.now();
const house = await houseOutsideJest({ now: new Date().toISOString(), log: () => undefined });
const figures: Figure[] = [
  {
    area: 'start',
    what: 'a whole house from nothing',
    value: (performance.now() - begun) / 1_000,
    unit: 's',
    reach: '60 s',
  },
];
try {
  const userId = await bringIn(house);
  if (chosen.includes('gateway')) figures.push(...(await benchGateway(house, userId)));
  if (chosen.includes('query')) figures.push(...(await benchQuery(house, userId)));
  if (chosen.includes('ingestion')) figures.push(...(await benchIngestion(house)));
} finally {
  await house.stop();
}
report(figures, FILE);
