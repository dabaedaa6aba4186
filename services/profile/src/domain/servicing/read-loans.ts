import { instalmentDue, loanOpened, paymentReceived, paymentReversed, scheduleAgreed } from '@rapport/contracts';
import { alone, reader } from './servicing-news.ts';

/** What is said of loans: their terms, what is due, what came and what did not stand. */
export const LOAN_READERS = [
  reader(loanOpened, ({ loanId, accountId = loanId, principal, currency, openedAt, ...terms }, { statedAt }) =>
    alone(({ customerId }) => ({
      // Where the account is already known, what was said of it as an account stands.
      accounts: [
        { accountId, accountType: 'LOAN', currency, name: null, openedAt: new Date(openedAt), statedAt: new Date(0) },
      ],
      holders: [{ customerId, accountId, role: 'OWNER', statedAt: new Date(0) }],
      loans: [
        {
          customerId,
          loanId,
          accountId,
          principal,
          currency,
          openedAt: new Date(openedAt),
          instalment: terms.instalment ?? null,
          instalmentCount: terms.instalmentCount ?? null,
          statedAt,
        },
      ],
    })),
  ),
  reader(scheduleAgreed, ({ loanId, currency, instalments }, { statedAt }) =>
    alone(({ customerId }) => ({
      schedules: [{ customerId, loanId, currency, statedAt }],
      instalments: instalments.map((instalment) => ({ customerId, loanId, currency, ...instalment, statedAt })),
    })),
  ),
  reader(instalmentDue, (instalment, { statedAt }) =>
    alone(({ customerId }) => ({ instalments: [{ customerId, ...instalment, statedAt }] })),
  ),
  reader(paymentReceived, ({ receivedAt, ...payment }, { statedAt }) =>
    alone(({ customerId }) => ({ payments: [{ customerId, ...payment, receivedAt: new Date(receivedAt), statedAt }] })),
  ),
  reader(paymentReversed, ({ reversedAt, ...reversal }, { statedAt }) =>
    alone(({ customerId }) => ({
      reversals: [{ customerId, ...reversal, reversedAt: new Date(reversedAt), statedAt }],
    })),
  ),
];
