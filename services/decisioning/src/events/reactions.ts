import {
  customerConsentChanged,
  customerSensed,
  customerUpdated,
  jointReaction,
  messageChanged,
  messageReceived,
  type Reaction,
} from '@rapport/contracts';
import { consentCopyOf, type copyConsents } from '../usecases/copy-consents.ts';
import { type copyCustomers, customerCopyOf } from '../usecases/copy-customers.ts';
import type { heedSensing } from '../usecases/heed-sensing.ts';
import { type noteContacts, receivedContactOf, sentContactOf } from '../usecases/note-contacts.ts';

/** What decisioning listens to, and what each event sets off. Only `customerSensed` makes decisions. */
export const reactions = (does: {
  copyCustomers: ReturnType<typeof copyCustomers>;
  heedSensing: ReturnType<typeof heedSensing>;
  copyConsents: ReturnType<typeof copyConsents>;
  noteContacts: ReturnType<typeof noteContacts>;
}): readonly Reaction[] => [
  jointReaction(customerUpdated, customerCopyOf, does.copyCustomers),
  jointReaction(customerSensed, (event) => event, does.heedSensing),
  jointReaction(customerConsentChanged, consentCopyOf, does.copyConsents),
  jointReaction(messageChanged, sentContactOf, does.noteContacts),
  jointReaction(messageReceived, receivedContactOf, does.noteContacts),
];
