// `npm run bench [-- AREA…]`: what a load costs, each figure beside a peer or a limit of the same run.
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { callsOf, generateCustomer, houseOutsideJest, type TestHouse } from '@rapport/testkit';
import { areCardPaymentsIn } from '../evaluation/behavior/load-card-payments.ts';
import { benchDelay } from './bench-delay.ts';
import { benchGateway } from './bench-gateway.ts';
import { benchIngestion, type SyncMode } from './bench-ingestion.ts';
import { measureMemory, memoryFigures } from './bench-memory.ts';
import { benchQuery } from './bench-query.ts';
import { benchScale } from './bench-scale.ts';
import { cardLoad, type Load, livesLoad, uniformLoad } from './loads.ts';
import { type Figure, report } from './report.ts';

const FILE = fileURLToPath(new URL('../../.rapport/bench.json', import.meta.url));
const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** What is measured unless something else is asked for; `scale` takes long and is measured alone. */
const USUAL = ['delay', 'gateway', 'query', 'ingestion'] as const;
/** What is measured when it is asked for beside these: `loads`, for which the data must be there. */
const AREAS = [...USUAL, 'loads'] as const;
type Area = (typeof AREAS)[number];
const SIZES = '1000,100000,1000000';

const { values, positionals: asked } = parseArgs({
  allowPositionals: true,
  options: { customers: { type: 'string', default: SIZES } },
});
if (asked.join() === 'scale') {
  const sizes = values.customers.split(',').map(Number);
  if (sizes.some((size, index) => !Number.isInteger(size) || size < 1_000 || size <= (sizes[index - 1] ?? 0))) {
    process.stderr.write(`--customers ${values.customers}: give growing sizes of a thousand or more, as ${SIZES}\n`);
    process.exit(1);
  }
  report(await benchScale(sizes), fileURLToPath(new URL('../../.rapport/bench-scale.json', import.meta.url)));
  process.exit(0);
}
const unknown = asked.filter((name) => !AREAS.includes(name as Area));
if (unknown.length > 0) {
  process.stderr.write(`there is no area ${unknown.join(', ')}: choose among ${AREAS.join(', ')}, or scale alone\n`);
  process.exit(1);
}
const chosen: readonly Area[] = asked.length > 0 ? (asked as Area[]) : USUAL;

const data = resolve(ROOT, process.env['RAPPORT_DATA'] ?? '../shared/data');
if (chosen.includes('loads') && !areCardPaymentsIn(data)) {
  process.stderr.write(`card_fraud_simulated is not in ${data}: set RAPPORT_DATA to where it is\n`);
  process.exit(1);
}

const bringIn = async (house: TestHouse): Promise<string> => {
  const person = generateCustomer('salaried-family', {
    seed: 1,
    today: house.rapport.now().toISOString().slice(0, 10),
  });
  const calls = callsOf(person);
  for (let begin = 0; begin < calls.length; begin += 200) await house.send(calls.slice(begin, begin + 200));
  return person.userId;
};

/** Noon in Berlin, today: nobody's night holds a message back. */
const noon = `${new Date().toISOString().slice(0, 10)}T11:00:00.000Z`;
const open = (syncAlways: boolean): Promise<TestHouse> =>
  houseOutsideJest({ now: noon, syncAlways, log: () => undefined });

/** What is measured on one house as `npm start` makes it. */
const benchHouse = async (): Promise<Figure[]> => {
  const begun = performance.now();
  const house = await open(false);
  const startS = (performance.now() - begun) / 1_000;
  const figures: Figure[] = [
    { area: 'start', what: 'a whole house without data', value: startS, unit: 's', reach: '60 s' },
  ];
  try {
    const userId = await bringIn(house);
    if (chosen.includes('delay')) figures.push(...(await benchDelay(house)));
    if (chosen.includes('gateway')) figures.push(...(await benchGateway(house, userId)));
    if (chosen.includes('query')) figures.push(...(await benchQuery(house, userId)));
    return figures;
  } finally {
    await house.stop();
  }
};

/** Ingestion, and the memory it takes, on a new house for each mode: so that the two have the same past. */
const benchIngestionIn = async (sync: SyncMode, loadAt: (now: Date) => Load): Promise<Figure[]> => {
  const house = await open(sync === 'always');
  try {
    const memory = measureMemory(house);
    const figures = await benchIngestion(house, sync, loadAt(house.rapport.now()));
    return sync === 'local' ? [...figures, ...memoryFigures(memory, measureMemory(house))] : figures;
  } finally {
    await house.stop();
  }
};

const onNewHouses: readonly (readonly [Area, SyncMode, (now: Date) => Load])[] = [
  ['ingestion', 'always', uniformLoad],
  ['ingestion', 'local', uniformLoad],
  ['loads', 'always', (now) => cardLoad(data, now)],
  ['loads', 'always', livesLoad],
];
const figures = chosen.some((area) => !['ingestion', 'loads'].includes(area)) ? await benchHouse() : [];
for (const [area, sync, loadAt] of onNewHouses) {
  if (chosen.includes(area)) figures.push(...(await benchIngestionIn(sync, loadAt)));
}
report(figures, FILE);
