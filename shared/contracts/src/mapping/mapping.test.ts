import { type Mapped, mapRow } from './map-row.ts';
import { type MappingDocument, parseMapping } from './mapping-document.ts';
import { neededFields } from './needed-fields.ts';
import { orderWithinDay } from './order-within-day.ts';
import { instantOf, readLocalTime } from './read-date.ts';
import { readDecimal } from './read-decimal.ts';

const NOW = new Date('2026-03-02T11:00:00Z');

const DOCUMENT = {
  mapping: 'bank',
  zone: 'Europe/Berlin',
  parameters: ['person'],
  shiftDates: { lastTransaction: 'today' },
  lookups: { words: { P: 'paid', R: 'received' } },
  inputs: {
    people: { file: 'people.csv', key: '{id}' },
    bookings: {
      file: 'bookings.csv',
      key: '{id}',
      account: '{account}',
      joins: { owner: { input: 'people', on: { id: '{owner_id}' } } },
    },
  },
  calls: [
    {
      from: 'bookings',
      type: 'track',
      event: 'Transaction Posted',
      userId: 'p-{owner.number}',
      unless: { state: 'pending' },
      properties: {
        transactionId: '{id}',
        accountId: '{account}',
        amount: { decimal: '{amount}', decimalSeparator: ',', groupSeparator: '.', negate: { kind: 'P' } },
        currency: 'EUR',
        bookedAt: { date: '{day}', format: 'DD.MM.YYYY', at: '12:00' },
        narration: { text: [{ lookup: 'words', key: '{kind}' }, '{text}', 'by {parameter.person}'], separator: ' · ' },
      },
    },
  ],
} as const;

const parsed: MappingDocument = parseMapping(DOCUMENT);
const ROW = { id: '1', account: 'a', owner_id: '7', amount: '1.234,50', kind: 'P', day: '05.07.1995', text: 'RENT' };

const mapOne = (over: Record<string, string> = {}, shift: { days: number; fixedOn: string } | null = null): Mapped =>
  mapRow(
    parsed.calls[0]!,
    { row: { ...ROW, ...over }, joined: { owner: { number: 'seven' } }, parameters: { person: 'me' } },
    { mapping: parsed, now: NOW, shift },
  );

const callOf = (mapped: Mapped) => {
  if (mapped.result !== 'CALL') throw new Error(JSON.stringify(mapped));
  return mapped.call;
};

test('a row becomes a call: templates, joins, parameters, lookups, decimals, signs and dates with their zone', () => {
  expect(callOf(mapOne())).toEqual({
    type: 'track',
    event: 'Transaction Posted',
    userId: 'p-seven',
    properties: {
      transactionId: '1',
      accountId: 'a',
      amount: '-1234.50',
      currency: 'EUR',
      bookedAt: '1995-07-05T10:00:00.000Z',
      narration: 'paid · RENT · by me',
    },
  });
  expect(callOf(mapOne({ kind: 'R', text: '' })).properties).toMatchObject({
    amount: '1234.50',
    narration: 'received · by me',
  });
  expect(mapOne({ state: 'pending' })).toEqual({ result: 'SKIPPED' });
});

test('a shift moves the calendar day and keeps the time of day, across summer time; what is ahead waits', () => {
  const days = 11_198;
  expect(callOf(mapOne({}, { days, fixedOn: '2026-03-02' })).properties!['bookedAt']).toBe('2026-03-02T11:00:00.000Z');
  expect(mapOne({}, { days: days + 1, fixedOn: '2026-03-02' })).toEqual({ result: 'AHEAD', day: '2026-03-03' });
});

test('what cannot be read is told with its field, its value and the remedy; a row tells all its flaws', () => {
  expect(mapOne({ amount: '12.5', day: '31.02.1995', kind: 'X' })).toEqual({
    result: 'FLAWED',
    flaws: [
      {
        path: 'properties.amount',
        message: expect.stringContaining('"12.5" is no decimal with ","'),
        why: expect.stringMatching(/^is no decimal with ","/),
      },
      {
        path: 'properties.bookedAt',
        message: '"31.02.1995" names a day that does not exist',
        why: 'names a day that does not exist',
      },
      {
        path: 'properties.narration',
        message: expect.stringContaining('"X" is not in the lookup words (P, R)'),
        why: 'is not in the lookup words (P, R): add it there',
      },
    ],
  });
  expect(mapOne({ amount: '' })).toMatchObject({
    flaws: [{ path: 'properties.amount', message: 'is empty, but needed' }],
  });
});

const complaintsOf = (written: string, instead: string): string => {
  const text = JSON.stringify(DOCUMENT);
  expect(text).toContain(written);
  try {
    parseMapping(JSON.parse(text.replace(written, instead)));
  } catch (error) {
    return (error as Error).message;
  }
  return 'accepted';
};

test.each([
  ['"account":"{account}"', '"acount":"{account}"', 'inputs.bookings: acount is not known here: did you mean account?'],
  ['"lookups"', '"lokups"', 'did you mean lookups?; allowed are mapping, description, zone'],
  [
    'decimalSeparator',
    'decimalSeperator',
    'calls.0.properties.amount: decimalSeperator is not known here: did you mean',
  ],
  ['"amount":', '"amout":', 'did you mean amount?; allowed are transactionId, accountId, amount'],
  ['"from":"bookings"', '"from":"booking"', 'calls.0.from: booking is not known here: did you mean bookings?'],
  ['"lookup":"words"', '"lookup":"word"', 'did you mean words?'],
  ['p-{owner.number}', 'p-{owner.number', 'calls.0.userId: has a brace that is not closed'],
  ['Europe/Berlin', 'Europe/Berlim', 'zone: must be an IANA time zone'],
  ['"account":"{account}",', '', 'inputs.bookings.account: is missing: shiftDates needs'],
  ['DD.MM.YYYY', 'DMY', 'must be ISO, UNIX or a pattern'],
])('a mapping with %s written as %s is refused with its place and what is allowed', (written, instead, complaint) => {
  expect(complaintsOf(written, instead)).toContain(complaint);
});

test('what a mapping needs of each file is known before it is read, also through joins', () => {
  const needed = neededFields(parsed);
  expect([...needed.get('people')!].sort()).toEqual(['id', 'number']);
  expect([...needed.get('bookings')!].sort()).toEqual(
    ['account', 'amount', 'day', 'id', 'kind', 'owner_id', 'state', 'text'].sort(),
  );
});

test.each([
  ['1234.50', '.', undefined, '1234.50'],
  ['-0.00', '.', undefined, '0.00'],
  ['+007', '.', undefined, '7'],
  ['1 234 567,8', ',', ' ', '1234567.8'],
  ["-1'234.5", '.', "'", '-1234.5'],
])('%s with %s is read exactly', (text, decimalSeparator, groupSeparator, expected) => {
  expect(readDecimal(text, { decimalSeparator: decimalSeparator as '.', groupSeparator })).toBe(expected);
});

test.each(['1,234', '12,50', '1.2.3', '', '-', '1e5', '0x10', '.5', '5.'])('%s is never guessed at', (text) => {
  expect(() => readDecimal(text, { decimalSeparator: '.' })).toThrow(/is no decimal/);
});

test('local times are placed in their zone, also where the clock leaps or comes twice', () => {
  const at = (day: string, time: string) => instantOf({ day, time }, 'Europe/Prague').toISOString();
  expect(at('2026-07-01', '12:00:00')).toBe('2026-07-01T10:00:00.000Z');
  expect(at('2026-03-29', '02:30:00')).toBe('2026-03-29T01:30:00.000Z');
  expect(at('2026-10-25', '02:30:00')).toBe('2026-10-25T00:30:00.000Z');
  expect(readLocalTime('960229', 'YYMMDD', '12:00')).toEqual({ day: '1996-02-29', time: '12:00:00' });
  expect(() => readLocalTime('950229', 'YYMMDD', '12:00')).toThrow('does not exist');
});

test('bookings of one day follow their balances, whatever the order they came in', () => {
  const day = [
    { id: 'fee', amount: '-15', balanceAfter: '985' },
    { id: 'spent', amount: '-1000', balanceAfter: '1000' },
    { id: 'pay', amount: '1500', balanceAfter: '2000' },
  ];
  const ids = (before: string | null) => orderWithinDay(day, before).map(({ id }) => id);
  expect(ids('500')).toEqual(['pay', 'spent', 'fee']);
  expect(ids(null)).toEqual(['pay', 'spent', 'fee']);
});
