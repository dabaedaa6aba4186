import { applicationStep, documentReceived, documentsRequested } from '@rapport/contracts';
import { storableText } from '../call.ts';
import { alone, reader } from './servicing-news.ts';

/** What is said of applications and the documents they need. */
export const APPLICATION_READERS = [
  reader(applicationStep, ({ applicationId, product, step: said, status, ...count }, { statedAt }) => {
    const step = storableText(said);
    const { stepIndex = null, stepCount = null } = count;
    return alone(({ customerId }) => ({
      applications: [{ customerId, applicationId, product: storableText(product), step, status, statedAt }],
      applicationSteps: [{ customerId, applicationId, step, stepIndex, stepCount, status, statedAt }],
    }));
  }),
  reader(documentsRequested, ({ applicationId, documentTypes }, { statedAt }) =>
    alone(({ customerId }) => ({
      documentRequests: [{ customerId, applicationId, documentTypes: documentTypes.map(storableText), statedAt }],
    })),
  ),
  reader(documentReceived, ({ documentId, applicationId = null, documentType }, { statedAt }) =>
    alone(({ customerId }) => ({
      documents: [{ customerId, documentId, applicationId, documentType: storableText(documentType), statedAt }],
    })),
  ),
];
