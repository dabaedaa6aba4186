// The page on the mapping language, run as it stands there.
import { readFileSync } from 'node:fs';
import { mapRow, parseMapping, parseSource } from '@rapport/contracts';
import { parse } from 'yaml';
import { callsOf } from '../src/domain/sources/map-webhook.ts';
import { readRows } from '../src/domain/sources/read-rows.ts';
import { NOON } from './behavior-setup.ts';

const page = readFileSync(new URL('../../../shared/contracts/src/mapping/README.md', import.meta.url), 'utf8');
const sectionOf = (title: string): string => page.split(`## ${title}\n`)[1]!.split('\n## ')[0]!;
const blocksOf = (text: string) => [...text.matchAll(/```(?:yaml|json)\n([\s\S]*?)```/g)].map(([, block]) => block!);
const now = new Date(NOON);

/** Each line of the table: what is written, the row or the joined rows, and what it gives. */
const values = [...sectionOf('Values').matchAll(/^\| `(.+?)` \| (.+?) \| (.+?) \|$/gm)].map(
  ([, written, row, gives]): [string, string, string] => [written!, row!, gives!],
);
const codeIn = (cell: string): unknown => JSON.parse(/`([^`]+)`$/.exec(cell)![1]!);

test('the page shows every kind of value', () => {
  const kinds = ['constant', 'decimal', 'number', 'digits', 'date', 'lookup', 'text', 'firstOf', 'list', 'each'];
  for (const kind of kinds) expect(values.some(([written]) => written.startsWith(`{ ${kind}:`))).toBe(true);
  expect(values).toHaveLength(27);
});

test.each(values)('%s of %s gives %s', (written, row, gives) => {
  const isJoined = row.startsWith('joined');
  const mapping = parseMapping({
    mapping: 'page',
    zone: 'Europe/Berlin',
    lookups: { kind: { A: 'CURRENT', B: 'SAVINGS' } },
    inputs: { rows: { key: '{id}', joins: { items: { input: 'rows', on: { id: '{id}' }, take: 'many' } } } },
    calls: [{ from: 'rows', type: 'track', event: 'Page Read', userId: 'u', properties: { value: parse(written) } }],
  });
  const scope = {
    row: isJoined ? {} : (codeIn(row) as Record<string, unknown>),
    joined: { items: isJoined ? (codeIn(row) as Record<string, unknown>[]) : [] },
    parameters: {},
  };
  const mapped = mapRow(mapping.calls[0]!, scope, { mapping, now, shift: null });
  if (gives === 'refused') expect(mapped).toMatchObject({ result: 'FLAWED' });
  else {
    const properties = gives === 'nothing' ? {} : { value: codeIn(gives) };
    expect(mapped).toMatchObject({ result: 'CALL', call: { properties } });
    expect(mapped.result === 'CALL' && mapped.call.properties).toEqual(properties);
  }
});

test('the whole example makes the call that it shows', () => {
  const [definition, body, call] = blocksOf(sectionOf('A whole example'));
  const source = parseSource(parse(definition!));
  const { rows, rejected } = readRows(source, JSON.parse(body!));
  const made = callsOf(rows, { source, accesses: new Map(), receivedAt: now });
  expect([...rejected, ...made.rejected]).toEqual([]);
  expect(made.calls.map((one) => one.call)).toEqual([
    {
      ...(JSON.parse(call!) as object),
      messageId: expect.stringMatching(/^source-[0-9a-f]{40}$/),
      identifiers: [{ type: 'USER_ID', value: 'u-7' }],
    },
  ]);
});

test('the part about permissions fits into a source', () => {
  const [part] = blocksOf(sectionOf('Open banking: data that rest on a permission'));
  const { calls, ...rest } = parse(part!) as { calls: object[] };
  const source = parseSource({
    source: 'bank',
    signature: { scheme: 'standard-webhooks' },
    lookups: { status: { valid: 'VALID' } },
    inputs: { consent: { rows: 'consent', key: '{consentId}' }, booked: { rows: 'booked', key: '{id}' } },
    ...rest,
    calls: calls.map((one) => ({ ...one, type: 'track', event: 'Something' })),
  });
  expect(source.calls[0]).toMatchObject({ userId: { template: '{access.userId}' } });
});
