import { z } from 'zod';
import { financial, operational, pseudonym } from '../data-class.ts';
import { decimal, instant } from '../values.ts';
import { accountId, amount, bookedAt, currency, foreignId, transactionId } from './fields.ts';
import { trackSchema } from './track-schema.ts';

export const ACCOUNT_TYPES = ['CURRENT', 'SAVINGS', 'CARD', 'LOAN', 'INVESTMENT'] as const;
export const HOLDER_ROLES = ['OWNER', 'JOINT', 'AUTHORISED'] as const;

export const accountOpened = trackSchema({
  event: 'Account Opened',
  description: 'An account exists. The caller of the event owns it; others may hold it too.',
  properties: z.strictObject({
    accountId,
    accountType: financial(z.enum(ACCOUNT_TYPES)).describe('What kind of account it is.'),
    currency,
    openedAt: financial(instant).describe('When it was opened.').optional(),
    name: financial(z.string().max(120)).describe('What the customer calls it.').optional(),
    holders: z
      .array(
        z.strictObject({
          userId: pseudonym(foreignId).describe('The user id of a further holder.'),
          role: financial(z.enum(HOLDER_ROLES)).describe('What the holder may do.'),
        }),
      )
      .max(20)
      .optional(),
  }),
  example: { accountId: 'acct-4711', accountType: 'CURRENT', currency: 'EUR', openedAt: '2024-02-01T00:00:00.000Z' },
});

export const balanceReported = trackSchema({
  event: 'Balance Reported',
  description: 'The balance of an account, as the system that keeps it says. Of several the latest asOf stands.',
  properties: z.strictObject({
    accountId,
    currency,
    booked: financial(decimal).describe('What is booked; negative is owed.'),
    available: financial(decimal).describe('What can be spent, credit lines and holds considered.').optional(),
    asOf: financial(instant).describe('When it was so.'),
  }),
  example: {
    accountId: 'acct-4711',
    currency: 'EUR',
    booked: '311.80',
    available: '811.80',
    asOf: '2026-03-01T06:00:00.000Z',
  },
});

export const transactionPosted = trackSchema({
  event: 'Transaction Posted',
  description: 'Money moved on an account. The same transactionId again corrects it: the later timestamp wins.',
  properties: z.strictObject({
    transactionId,
    accountId,
    amount,
    currency,
    bookedAt,
    narration: financial(z.string().max(500)).describe('The text of the booking, as the bank has it.'),
    mcc: financial(z.string().regex(/^\d{4}$/, 'must be four digits'))
      .describe('Merchant category code, ISO 18245.')
      .optional(),
    balanceAfter: financial(decimal).describe('The balance of the account after it.').optional(),
  }),
  example: {
    transactionId: 'tx-1',
    accountId: 'acct-4711',
    amount: '-42.10',
    currency: 'EUR',
    bookedAt: '2026-03-01T09:30:00.000Z',
    narration: 'SUPERMARKET 0042 BERLIN',
    mcc: '5411',
    balanceAfter: '311.80',
  },
});

export const paymentReturned = trackSchema({
  event: 'Payment Returned',
  description: 'A payment was sent back, for lack of funds or another reason.',
  properties: z.strictObject({
    transactionId,
    accountId,
    amount,
    currency,
    returnedAt: financial(instant).describe('When it was returned.'),
    reason: operational(z.enum(['INSUFFICIENT_FUNDS', 'ACCOUNT_CLOSED', 'REFUSED_BY_PAYER', 'OTHER'])).describe(
      'Why it was returned.',
    ),
    narration: financial(z.string().max(500)).describe('The text of the payment.').optional(),
  }),
  example: {
    transactionId: 'tx-2',
    accountId: 'acct-4711',
    amount: '-640.00',
    currency: 'EUR',
    returnedAt: '2026-03-01T09:30:00.000Z',
    reason: 'INSUFFICIENT_FUNDS',
    narration: 'RENT MARCH',
  },
});
