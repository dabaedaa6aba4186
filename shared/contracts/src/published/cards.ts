import { z } from 'zod';
import { financial, operational, pseudonym } from '../data-class.ts';
import { instant, localDate } from '../values.ts';
import { accountId, foreignId } from './fields.ts';
import { trackSchema } from './track-schema.ts';

export const CARD_TYPES = ['DEBIT', 'CREDIT', 'PREPAID'] as const;
export const CARD_STATUSES = ['ACTIVE', 'BLOCKED', 'CLOSED'] as const;
export const CARD_REASONS = ['CUSTOMER_REQUEST', 'LOST', 'STOLEN', 'FRAUD', 'REPLACED', 'OTHER'] as const;

/**
 * Payment cards have 13 to 19 digits, of which the first tells the industry (2 to 6) and the last is a check digit
 * (ISO/IEC 7812-1, annex B: Luhn's formula).
 */
const isCardNumber = (id: string): boolean => {
  const digits = id.replaceAll(/[- ]/g, '');
  if (!/^[2-6]\d{12,18}$/.test(digits)) return false;
  const sum = Array.from(digits)
    .toReversed()
    .reduce((total, digit, index) => {
      const value = Number(digit) * (index % 2 === 1 ? 2 : 1);
      return total + (value > 9 ? value - 9 : value);
    }, 0);
  return sum % 10 === 0;
};

const cardId = pseudonym(
  foreignId.refine(
    (id) => !isCardNumber(id),
    'looks like a card number: send the id or token that stands for the card',
  ),
).describe('The card, as the bank names it; never its number.');

export const cardIssued = trackSchema({
  event: 'Card Issued',
  description: 'A card exists. The caller of the event holds it. Its number is never sent, only how it ends.',
  properties: z.strictObject({
    cardId,
    accountId,
    cardType: financial(z.enum(CARD_TYPES)).describe('How it is paid for.'),
    product: financial(z.string().min(1).max(80)).describe('What the bank calls it.').optional(),
    lastFour: financial(z.string().regex(/^\d{4}$/, 'must be the last four digits'))
      .describe('The last four digits of its number.')
      .optional(),
    issuedAt: financial(instant).describe('When it was issued.').optional(),
    validUntil: financial(localDate).describe('The last day on which it can be used.').optional(),
  }),
  example: {
    cardId: 'card-77',
    accountId: 'acct-4711',
    cardType: 'DEBIT',
    product: 'classic',
    lastFour: '0042',
    issuedAt: '2025-01-10T09:00:00.000Z',
    validUntil: '2029-01-31',
  },
});

export const cardStatusChanged = trackSchema({
  event: 'Card Status Changed',
  description: 'A card was blocked, can be used again, or was closed for good. The latest changedAt stands.',
  properties: z.strictObject({
    cardId,
    status: financial(z.enum(CARD_STATUSES)).describe('Where the card stands.'),
    changedAt: financial(instant).describe('Since when.'),
    reason: operational(z.enum(CARD_REASONS)).describe('Why.').optional(),
  }),
  example: { cardId: 'card-77', status: 'BLOCKED', changedAt: '2026-03-01T09:30:00.000Z', reason: 'LOST' },
});
