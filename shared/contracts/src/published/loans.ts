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

export const paymentReceived = trackSchema({
  event: 'Payment Received',
  description: 'The customer paid towards a loan.',
  properties: z.strictObject({
    paymentId: pseudonym(foreignId).describe('The payment, as the servicing system names it.'),
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

export const applicationStep = trackSchema({
  event: 'Application Step',
  description: 'An application for a product went a step further, or stopped.',
  properties: z.strictObject({
    applicationId: pseudonym(foreignId).describe('The application, as the origination system names it.'),
    product: financial(z.string().min(1).max(80)).describe('What is applied for.'),
    step: financial(z.string().min(1).max(80)).describe('The step that was reached.'),
    status: financial(z.enum(['STARTED', 'SUBMITTED', 'APPROVED', 'DECLINED', 'WITHDRAWN', 'ABANDONED'])).describe(
      'Where the application stands.',
    ),
  }),
  example: { applicationId: 'app-3', product: 'MORTGAGE', step: 'income', status: 'STARTED' },
});

export const documentReceived = trackSchema({
  event: 'Document Received',
  description: 'A document arrived for an application.',
  properties: z.strictObject({
    documentId: pseudonym(foreignId).describe('The document, as the archive names it.'),
    applicationId: pseudonym(foreignId).describe('The application it belongs to.').optional(),
    documentType: operational(z.string().min(1).max(80)).describe('What kind of document it is.'),
  }),
  example: { documentId: 'doc-8', applicationId: 'app-3', documentType: 'PAYSLIP' },
});
