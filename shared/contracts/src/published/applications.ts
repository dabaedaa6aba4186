import { z } from 'zod';
import { financial, operational, pseudonym } from '../data-class.ts';
import { foreignId } from './fields.ts';
import { trackSchema } from './track-schema.ts';

const applicationId = pseudonym(foreignId).describe('The application, as the origination system names it.');
const documentType = operational(z.string().min(1).max(80));

export const applicationStep = trackSchema({
  event: 'Application Step',
  description: 'An application for a product went a step further, or stopped.',
  properties: z.strictObject({
    applicationId,
    product: financial(z.string().min(1).max(80)).describe('What is applied for.'),
    step: financial(z.string().min(1).max(80)).describe('The step that was reached.'),
    stepIndex: financial(z.int().min(1).max(200)).describe('Which step it is, from 1 on.').optional(),
    stepCount: financial(z.int().min(1).max(200)).describe('How many steps there are.').optional(),
    status: financial(z.enum(['STARTED', 'SUBMITTED', 'APPROVED', 'DECLINED', 'WITHDRAWN', 'ABANDONED'])).describe(
      'Where the application stands.',
    ),
  }),
  example: { applicationId: 'app-3', product: 'MORTGAGE', step: 'income', status: 'STARTED' },
});

export const documentsRequested = trackSchema({
  event: 'Documents Requested',
  description: 'The documents that an application needs, all of them: the same application again replaces the list.',
  properties: z.strictObject({
    applicationId,
    documentTypes: z.array(documentType.describe('A kind of document, as it will be named when it arrives.')).max(50),
  }),
  example: { applicationId: 'app-3', documentTypes: ['PAYSLIP', 'IDENTITY'] },
});

export const documentReceived = trackSchema({
  event: 'Document Received',
  description: 'A document arrived for an application.',
  properties: z.strictObject({
    documentId: pseudonym(foreignId).describe('The document, as the archive names it.'),
    applicationId: pseudonym(foreignId).describe('The application it belongs to.').optional(),
    documentType: documentType.describe('What kind of document it is.'),
  }),
  example: { documentId: 'doc-8', applicationId: 'app-3', documentType: 'PAYSLIP' },
});
