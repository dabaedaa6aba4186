import type { Figure } from './report.ts';
import { bringInTemplates, fill, HISTORY } from './scale/fill.ts';
import { measureSize, type Size } from './scale/measure-size.ts';
import { openScaleHouse } from './scale/open-scale-house.ts';

const COUNTED_EVENTS = 1_000;
const READ_MS_MAX = 10;

const at = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(Math.floor(sorted.length * share), sorted.length - 1)]!;

const figuresOf = (size: Size, smallest: Size): Figure[] => {
  const { customers, work, perSecond, delaysMs, reads, firstReads, readGb } = size;
  const area = `scale, ${customers.toLocaleString('en')} customers`;
  const beside = (value: number) =>
    size === smallest ? {} : { beside: { what: `${smallest.customers.toLocaleString('en')} customers`, value } };
  const per = (count: number): number => count / COUNTED_EVENTS;
  const workRow = (what: string, of: keyof Size['work']): Figure => ({
    area,
    what: `${what} per transaction`,
    value: per(work[of]),
    unit: '',
    ...beside(per(smallest.work[of])),
    ...(size === smallest ? {} : { reach: '1' }),
  });
  const readRows = (name: keyof Size['reads']): Figure[] => {
    const what = name === 'nothing' ? 'a question that reads nothing' : `customer.${name}`;
    const { diskKb } = reads[name];
    const row = (how: string, at: 'service' | 'caller', part: 'p50Ms' | 'p99Ms'): Figure => ({
      area,
      what: `${what} ${how}`,
      value: reads[name][at][part],
      unit: 'ms',
      ...beside(smallest.reads[name][at][part]),
    });
    const bar = name === 'nothing' ? {} : { reach: `${READ_MS_MAX} ms` };
    return [
      row('in the service, median', 'service', 'p50Ms'),
      { ...row('in the service, p99', 'service', 'p99Ms'), ...bar },
      { area, what: `${what} in the service, p99, after a fill`, value: firstReads[name].service.p99Ms, unit: 'ms' },
      row('as its caller sees it, p99', 'caller', 'p99Ms'),
      ...(diskKb === null ? [] : [{ area, what: `${what}, read from the disk`, value: diskKb, unit: 'kB' }]),
    ];
  };
  return [
    {
      area,
      what: 'transactions to updated features',
      value: perSecond,
      unit: '/s',
      ...beside(smallest.perSecond),
      ...(size === smallest ? {} : { reach: '0.6' }),
    },
    {
      area,
      what: 'request → signal, median',
      value: at(delaysMs, 0.5),
      unit: 'ms',
      ...beside(at(smallest.delaysMs, 0.5)),
    },
    {
      area,
      what: 'request → signal, p99',
      value: at(delaysMs, 0.99),
      unit: 'ms',
      ...beside(at(smallest.delaysMs, 0.99)),
    },
    workRow('statements', 'statements'),
    workRow('rows written', 'written'),
    workRow('rows read', 'read'),
    { area, what: 'read into memory before questions are measured', value: readGb, unit: 'GB' },
    ...(['nothing', 'transactions', 'features', 'signals'] as const).flatMap((name) => readRows(name)),
  ];
};

/**
 * One house that grows: at each size the same load, about as many customers, whose histories are alike. Statements and
 * rows are counted by PostgreSQL itself.
 * @param sizes how many customers there are, growing
 */
export const benchScale = async (sizes: readonly number[]): Promise<Figure[]> => {
  const scale = await openScaleHouse(`${new Date().toISOString().slice(0, 10)}T11:00:00.000Z`);
  try {
    const templates = await bringInTemplates(scale.house);
    const measured: Size[] = [];
    const fills: Figure[] = [];
    let from = 0;
    for (const size of sizes) {
      const seconds = await fill(scale.house, templates, { from, to: size });
      const transactions = (size - from) * HISTORY.transactions;
      process.stderr.write(`${size} customers after ${seconds.toFixed(0)} s\n`);
      fills.push({ area: 'scale', what: `filling up to ${size} customers`, value: transactions / seconds, unit: '/s' });
      // What the fill left to write would be written while something is measured.
      await scale.admin.query('CHECKPOINT');
      measured.push(await measureSize(scale, from, size));
      from = size;
    }
    return [...fills, ...measured.flatMap((size) => figuresOf(size, measured[0]!))];
  } finally {
    await scale.stop();
  }
};
