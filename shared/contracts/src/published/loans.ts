import { z } from 'zod';
import { financial, operational, pseudonym } from '../data-class.ts';
import { decimal, instant } from '../values.ts';
import { accountId, amount, currency, dueOn, foreignId, loanId } from './fields.ts';
import { trackSchema } from './track-schema.ts';

export const loanOpened = trackSchema({
  event: 'Loan Opened',
  description: 'A loan was paid out.',
  properties: z.strictObject({
    loanId,
    accountId: accountId.optional(),
    principal: financial(decimal).describe('The amount lent.'),
    currency,
    openedAt: financial(instant).describe('When it was opened.'),
    instalment: financial(decimal).describe('The amount of one instalment.').optional(),
    instalmentCount: financial(z.int().min(1).max(600)).describe('How many instalments it has.').optional(),
  }),
  example: { loanId: 'loan-9', principal: '5000.00', currency: 'EUR', openedAt: '2025-06-01T00:00:00.000Z' },
});

export const instalmentDue = trackSchema({
  event: 'Instalment Due',
  description: 'An instalment of a loan is or will be due.',
  properties: z.strictObject({ loanId, dueOn, amount, currency }),
  example: { loanId: 'loan-9', dueOn: '2026-03-15', amount: '160.00', currency: 'EUR' },
});

export const scheduleAgreed = trackSchema({
  event: 'Schedule Agreed',
  description:
    'The whole schedule of a loan, instalments of the past included: it replaces every instalment stated before it.',
  properties: z.strictObject({
    loanId,
    currency,
    instalments: z
      .array(z.strictObject({ dueOn, amount: financial(decimal).describe('What is due on that day; never negative.') }))
      .min(1)
      .max(600)
      .refine(
        (all) => new Set(all.map((instalment) => instalment.dueOn)).size === all.length,
        'names a day twice: send what is due on one day as one instalment',
      ),
  }),
  example: {
    loanId: 'loan-9',
    currency: 'EUR',
    instalments: [
      { dueOn: '2026-03-15', amount: '160.00' },
      { dueOn: '2026-04-15', amount: '160.00' },
    ],
  },
});

const paymentId = pseudonym(foreignId).describe('The payment, as the servicing system names it.');

export const paymentReceived = trackSchema({
  event: 'Payment Received',
  description: 'The customer paid towards a loan.',
  properties: z.strictObject({
    paymentId,
    loanId,
    amount,
    currency,
    receivedAt: financial(instant).describe('When it was received.'),
  }),
  example: {
    paymentId: 'pay-1',
    loanId: 'loan-9',
    amount: '160.00',
    currency: 'EUR',
    receivedAt: '2026-03-14T08:00:00.000Z',
  },
});

export const paymentReversed = trackSchema({
  event: 'Payment Reversed',
  description: 'A payment towards a loan did not stand: it counts no more. What is collected again is another payment.',
  properties: z.strictObject({
    paymentId,
    loanId,
    reversedAt: financial(instant).describe('When it was reversed.'),
    reason: operational(z.enum(['INSUFFICIENT_FUNDS', 'REFUSED_BY_PAYER', 'BOOKED_IN_ERROR', 'OTHER'])).describe(
      'Why it was reversed.',
    ),
  }),
  example: {
    paymentId: 'pay-1',
    loanId: 'loan-9',
    reversedAt: '2026-03-16T08:00:00.000Z',
    reason: 'INSUFFICIENT_FUNDS',
  },
});
