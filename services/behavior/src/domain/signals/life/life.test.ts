import { assessed, booked, caseOf, series } from '../../../../test/signal-case.ts';
import { levelOf } from '../hysteresis.ts';
import { findSignal } from '../registry.ts';

const level = (kind: string, of: Parameters<typeof caseOf>[0] = {}) =>
  levelOf(assessed(kind, caseOf(of)).score, 'NONE', findSignal(kind)!.thresholds);

const NEW = { firstOn: '2026-01-20', status: 'EARLY_DETECTION' as const };
const KINDS = ['TRAVEL', 'HOME_PURCHASE', 'MOVING', 'RETIREMENT', 'NEW_CHILD', 'ILLNESS', 'BEREAVEMENT', 'DIVORCE'];

test.each(KINDS)('in an ordinary month there is no sign of %s', (kind) => {
  const recent = [
    booked(1, '-40', 'SUPERMARKT', { mcc: '5411' }),
    booked(3, '-1200', 'MIETE'),
    booked(4, '2400', 'LOHN'),
  ];
  expect(level(kind, { recent, series: [series('MIETE KASTANIE', '-1200'), series('LOHN NORDLICHT', '2400')] })).toBe(
    'NONE',
  );
});

test('flights, hotels and payments abroad are travel, named by their transactions', () => {
  const recent = [
    booked(2, '-180', 'HOTEL MIRADOR', { mcc: '7011' }),
    booked(5, '-320', 'ALBATROS AIR TICKET', { mcc: '4511' }),
    booked(6, '-12', 'BAKERY'),
  ];
  const subject = { recent, features: { away_share_30d: 0.4, foreign_currency_share_90d: 0.2, travel_share_90d: 0.2 } };
  expect(level('TRAVEL', subject)).toBe('HIGH');
  expect(assessed('TRAVEL', caseOf(subject)).transactionIds).toEqual(['HOTEL MIRADOR-2', 'ALBATROS AIR TICKET-5']);
});

test('much saved is a first suspicion of a home purchase, a notary and a mortgage tell', () => {
  expect(level('HOME_PURCHASE', { features: { saving_rate_90d: 0.48 } })).toBe('LOW');
  const buying = [booked(3, '-4200', 'NOTARIAT AM MARKT'), booked(9, '-18000', 'FINANZAMT GRUNDERWERBSTEUER')];
  expect(level('HOME_PURCHASE', { recent: buying, series: [series('BAUFINANZ BANK', '-1100', NEW)] })).toBe('HIGH');
});

test('removals, a new rent and new utilities are moving; a rent that was always there is not', () => {
  const recent = [booked(2, '-800', 'UMZUG SCHMIDT'), booked(5, '-2400', 'KAUTION WOHNUNG')];
  const moved = [series('MIETE NEUBAU', '-1300', NEW), series('STROMWERKE SPREE', '-90', NEW)];
  expect(level('MOVING', { recent, series: moved })).toBe('HIGH');
  expect(level('MOVING', { series: [series('MIETE KASTANIE', '-1200')] })).toBe('NONE');
});

test('a pension that begins while pay ends is retirement; a pension of long ago is none', () => {
  const recent = [booked(4, '1600', 'DEUTSCHE RENTENVERSICHERUNG RENTE')];
  const ended = series('LOHN NORDLICHT', '2400', { nextOn: '2026-01-28', status: 'TOMBSTONED' });
  expect(level('RETIREMENT', { recent, series: [series('RENTE', '1600', NEW), ended] })).toBe('HIGH');
  expect(level('RETIREMENT', { recent, series: [series('RENTE', '1600')] })).toBe('NONE');
});

describe('a guess about health, family or a death is made only where two signs agree', () => {
  const baby = [1, 3, 5, 8, 9].map((ago) => booked(ago, '-60', 'BABY WORLD', { mcc: '5641' }));
  const benefit = [series('FAMILIENKASSE KINDERGELD', '255', NEW)];

  test.each<[string, Parameters<typeof caseOf>[0], Parameters<typeof caseOf>[0]]>([
    ['NEW_CHILD', { recent: baby }, { recent: baby, series: benefit }],
    [
      'ILLNESS',
      { features: { medical_share_90d: 0.5 } },
      { features: { medical_share_90d: 0.4 }, recent: [booked(3, '1400', 'KRANKENKASSE KRANKENGELD')] },
    ],
    [
      'BEREAVEMENT',
      { recent: [booked(3, '-3900', 'BESTATTUNG PIETAET', { mcc: '7261' })] },
      { recent: [booked(3, '-3900', 'BESTATTUNG PIETAET'), booked(1, '700', 'WITWENRENTE')] },
    ],
    [
      'DIVORCE',
      { recent: [booked(3, '-900', 'RECHTSANWALT'), booked(4, '-400', 'RECHTSANWALT')] },
      {
        recent: [
          booked(3, '-900', 'RECHTSANWALT'),
          booked(4, '-400', 'FAMILIENGERICHT'),
          booked(5, '-600', 'UNTERHALT'),
        ],
      },
    ],
  ])('%s', (kind, one, both) => {
    expect(level(kind, one)).toBe('NONE');
    expect(['LOW', 'MEDIUM', 'HIGH']).toContain(level(kind, both));
  });
});

test('a transfer between own accounts is a sign of nothing', () => {
  const own = {
    enrichment: {
      merchant: null,
      city: null,
      category: 'TRANSFER_OUT_ACCOUNT_TRANSFER' as const,
      confidence: 1,
      evidence: 'TRANSFER' as const,
      counterpart: null,
    },
  };
  expect(level('MOVING', { recent: [booked(2, '-800', 'UMZUG', own), booked(3, '-900', 'KAUTION', own)] })).toBe(
    'NONE',
  );
});
