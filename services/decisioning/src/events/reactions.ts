import {
  customerConsentChanged,
  customerSensed,
  customerUpdated,
  messageChanged,
  messageReceived,
  type Reaction,
  reaction,
} from '@rapport/contracts';
import type { copyConsent } from '../usecases/copy-consent.ts';
import type { copyCustomer } from '../usecases/copy-customer.ts';
import type { heedSensing } from '../usecases/heed-sensing.ts';
import type { noteMessageReceived, noteMessageSent } from '../usecases/note-contact.ts';

/** What decisioning listens to, and what each event sets off. Only `customerSensed` makes decisions. */
export const reactions = (does: {
  copyCustomer: ReturnType<typeof copyCustomer>;
  heedSensing: ReturnType<typeof heedSensing>;
  copyConsent: ReturnType<typeof copyConsent>;
  noteMessageSent: ReturnType<typeof noteMessageSent>;
  noteMessageReceived: ReturnType<typeof noteMessageReceived>;
}): readonly Reaction[] => [
  reaction(customerUpdated, does.copyCustomer),
  reaction(customerSensed, does.heedSensing),
  reaction(customerConsentChanged, does.copyConsent),
  reaction(messageChanged, does.noteMessageSent),
  reaction(messageReceived, does.noteMessageReceived),
];
