import { z } from 'zod';
import { financial, operational, pseudonym } from '../data-class.ts';
import { eventKind } from '../event-kind.ts';
import { ACCOUNT_TYPES, HOLDER_ROLES } from '../published/index.ts';
import { decimal, localDate, utcInstant } from '../values.ts';
import { identityType } from '../vocabulary.ts';

export const customerUpdated = eventKind({
  name: 'profile.customer.updated',
  kind: 'STATE',
  version: 1,
  description: 'What the other services need to know of a customer: language, zone, accounts, contact points.',
  schema: z.object({
    locale: operational(z.string()),
    timeZone: operational(z.string()),
    accounts: z
      .array(
        z.object({
          accountId: pseudonym(z.string()),
          accountType: financial(z.enum(ACCOUNT_TYPES)),
          currency: operational(z.string()),
          role: financial(z.enum(HOLDER_ROLES)),
        }),
      )
      .max(200),
    contactPoints: z
      .array(z.object({ contactPointId: pseudonym(z.string()), kind: operational(z.enum(['PHONE', 'EMAIL'])) }))
      .max(50),
    /** Identifiers as keyed hashes (`identifierHash`), so that behavior can resolve them by itself. */
    identifiers: z.array(z.object({ type: operational(identityType), hash: pseudonym(z.string()) })).max(200),
  }),
  example: {
    locale: 'de-DE',
    timeZone: 'Europe/Berlin',
    accounts: [{ accountId: 'acct-4711', accountType: 'CURRENT', currency: 'EUR', role: 'OWNER' }],
    contactPoints: [{ contactPointId: 'cp_01h455vb4pex5vsknk084sn02q', kind: 'PHONE' }],
    identifiers: [{ type: 'USER_ID', hash: '9f86d081884c7d65' }],
  },
});

export const customerAliased = eventKind({
  name: 'profile.customer.aliased',
  kind: 'STATE',
  version: 1,
  description: 'A customer id is now read as another one (merge), or as itself again (un-merge).',
  schema: z.object({ currentCustomerId: pseudonym(z.string()) }),
  example: { currentCustomerId: 'cus_01h455vb4pex5vsknk084sn02q' },
});

export const obligationsChanged = eventKind({
  name: 'profile.obligations.changed',
  kind: 'STATE',
  version: 1,
  description:
    'What a customer owes on their loans and what of it is paid. It says nothing of today: who asks compares the days.',
  schema: z.object({
    loans: z
      .array(
        z.object({
          loanId: pseudonym(z.string()),
          accountId: pseudonym(z.string().nullable()),
          currency: operational(z.string()),
          /** Every instalment due up to and including this day is paid; null where none is. */
          paidThrough: financial(localDate.nullable()),
          /** What is not wholly paid, oldest first; what is due later than the last of them may be left out. */
          open: z
            .array(
              z.object({
                dueOn: financial(localDate),
                amount: financial(decimal),
                paid: financial(decimal),
              }),
            )
            .max(24),
          /** What remains to be paid as agreed; null where the whole schedule is not known. */
          outstanding: financial(decimal.nullable()),
          /** The newest payment that stands. */
          lastPayment: z
            .object({
              paymentId: pseudonym(z.string()),
              amount: financial(decimal),
              receivedAt: financial(utcInstant),
            })
            .nullable(),
        }),
      )
      .max(50),
  }),
  example: {
    loans: [
      {
        loanId: 'loan-9',
        accountId: null,
        currency: 'EUR',
        paidThrough: '2026-03-15',
        open: [{ dueOn: '2026-04-15', amount: '160.00', paid: '0' }],
        outstanding: '160',
        lastPayment: { paymentId: 'pay-1', amount: '160.00', receivedAt: '2026-03-14T08:00:00.000Z' },
      },
    ],
  },
});
