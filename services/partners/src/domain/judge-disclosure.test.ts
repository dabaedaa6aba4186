import { judgeDisclosure, type Word } from './judge-disclosure.ts';

const NOON = new Date('2026-03-02T12:00:00Z');
const offer = { name: 'OFFER_DECIDED' as const, time: NOON };
const word = (more: Partial<NonNullable<Word>> = {}): Word => ({
  allowed: true,
  reasons: [],
  ground: ['ledger:cus_1:3'],
  since: '2026-03-02T11:00:00.000Z',
  ...more,
});
const judge = (said: Word, wasTold = false) => judgeDisclosure(offer, { word: said, wasTold });

test('what happened under a grant is disclosed, and what that rests on is kept', () => {
  expect(judge(word())).toEqual({ outcome: 'DISCLOSED', ground: ['ledger:cus_1:3'] });
});

test('what is denied is withheld with the reason', () => {
  const denied = word({ allowed: false, reasons: ['PURPOSE_WITHDRAWN'], since: null });
  expect(judge(denied, true)).toEqual({ outcome: 'WITHHELD', ground: ['PURPOSE_WITHDRAWN', 'ledger:cus_1:3'] });
});

test('a grant opens its own moment and nothing before it', () => {
  expect(judge(word({ since: NOON.toISOString() })).outcome).toBe('DISCLOSED');
  expect(judge(word({ since: '2026-03-02T12:00:00.001Z' }))).toMatchObject({ outcome: 'WITHHELD' });
});

test('silence, and a leave that does not say since when, decide nothing', () => {
  expect(judge(null)).toEqual({ outcome: 'HELD' });
  expect(judge(word({ since: undefined })).outcome).toBe('HELD');
});

test('of a withdrawal hears whoever was told anything, and nobody else, whatever consent says', () => {
  const withdrawn = { name: 'SHARING_WITHDRAWN' as const, time: NOON };
  for (const said of [null, word(), word({ allowed: false })]) {
    expect(judgeDisclosure(withdrawn, { word: said, wasTold: true }).outcome).toBe('DISCLOSED');
    expect(judgeDisclosure(withdrawn, { word: said, wasTold: false }).outcome).toBe('WITHHELD');
  }
});
