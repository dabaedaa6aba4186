// The number of a card has no place in what we take in.
import { cardIssued, cardStatusChanged } from '../index.ts';

const issued = (cardId: string) =>
  cardIssued.properties.safeParse({ cardId, accountId: 'acct-1', cardType: 'DEBIT' }).success;

test.each(['4111111111111111', '4111-1111-1111-1111', '378282246310005', '5555555555554444'])(
  'a card is never known by its number: %s',
  (number) => {
    expect(issued(number)).toBe(false);
    const blocked = { cardId: number, status: 'BLOCKED', changedAt: '2026-03-01T09:30:00.000Z' };
    expect(cardStatusChanged.properties.safeParse(blocked).success).toBe(false);
  },
);

test.each(['card-4111111111111111', '4111111111111112', '100200300400', 'tok_77'])(
  'any other id is taken: %s',
  (id) => {
    expect(issued(id)).toBe(true);
  },
);

test('of the number only the last four digits are taken', () => {
  const given = { cardId: 'card-1', accountId: 'acct-1', cardType: 'CREDIT' };
  expect(cardIssued.properties.safeParse({ ...given, lastFour: '0042' }).success).toBe(true);
  expect(cardIssued.properties.safeParse({ ...given, lastFour: '11110042' }).success).toBe(false);
  expect(cardIssued.properties.safeParse({ ...given, number: '4111111111111111' }).success).toBe(false);
});
