import { cardsOn, type KnownCard } from './card.ts';

const card: KnownCard = {
  customerId: 'cus_1',
  cardId: 'card-1',
  accountId: 'acct-1',
  cardType: 'DEBIT',
  product: null,
  lastFour: '0042',
  issuedAt: new Date('2025-01-10T09:00:00Z'),
  validUntil: '2026-03-31',
  statedAt: new Date('2025-01-10T09:00:00Z'),
  status: null,
  reason: null,
  changedAt: null,
};
const statusOn = (today: string, said: Partial<KnownCard> = {}) => cardsOn([{ ...card, ...said }], today)[0]!.status;

test('a card that nobody blocked is active through its last day', () => {
  expect(statusOn('2026-03-31')).toBe('ACTIVE');
  expect(statusOn('2026-04-01')).toBe('EXPIRED');
  expect(statusOn('2040-01-01', { validUntil: null })).toBe('ACTIVE');
});

test('a blocked card stays blocked until it ends, and a closed one is closed for good', () => {
  expect(statusOn('2026-03-31', { status: 'BLOCKED' })).toBe('BLOCKED');
  expect(statusOn('2026-04-01', { status: 'BLOCKED' })).toBe('EXPIRED');
  expect(statusOn('2026-04-01', { status: 'CLOSED' })).toBe('CLOSED');
});

test('a card that both ids of a merged customer have is one card, as it was stated last', () => {
  const later = { ...card, customerId: 'cus_2', product: 'gold', statedAt: new Date('2025-06-01T00:00:00Z') };
  expect(cardsOn([later, card], '2026-01-01')).toEqual([expect.objectContaining({ product: 'gold' })]);
});
