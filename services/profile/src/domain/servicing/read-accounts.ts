import { accountOpened, balanceReported, cardIssued, cardStatusChanged } from '@rapport/contracts';
import { storableText } from '../call.ts';
import { alone, notAfter, reader } from './servicing-news.ts';

/** What is said of accounts, their balances and cards. */
export const ACCOUNT_READERS = [
  reader(accountOpened, ({ accountId, accountType, currency, name, openedAt, holders = [] }, { statedAt }) => ({
    userIds: holders.map(({ userId }) => userId),
    accountIds: [accountId],
    factsOf: ({ customerId, customerOf }) => ({
      accounts: [
        {
          accountId,
          accountType,
          currency,
          name: name ? storableText(name) : null,
          openedAt: openedAt ? new Date(openedAt) : null,
          statedAt,
        },
      ],
      holders: [
        ...holders.map(({ userId, role }) => ({ customerId: customerOf(userId), accountId, role, statedAt })),
        // Last, so that the caller stays the owner whatever the list of holders calls them.
        { customerId, accountId, role: 'OWNER', statedAt },
      ],
    }),
  })),
  reader(balanceReported, ({ accountId, currency, booked, available = null, asOf }, saying) => {
    const { source, statedAt } = saying;
    const balance = { accountId, currency, booked, available, asOf: notAfter(asOf, saying), source, statedAt };
    return alone(() => ({ balances: [balance] }));
  }),
  reader(cardIssued, ({ cardId, accountId, cardType, product, lastFour, issuedAt, validUntil }, { statedAt }) =>
    alone(({ customerId }) => ({
      cards: [
        {
          customerId,
          cardId,
          accountId,
          cardType,
          product: product ? storableText(product) : null,
          lastFour: lastFour ?? null,
          issuedAt: issuedAt ? new Date(issuedAt) : null,
          validUntil: validUntil ?? null,
          statedAt,
        },
      ],
    })),
  ),
  reader(cardStatusChanged, ({ cardId, status, reason = null, changedAt }, saying) => {
    const change = { cardId, status, reason, changedAt: notAfter(changedAt, saying), statedAt: saying.statedAt };
    return alone(({ customerId }) => ({ cardStatuses: [{ customerId, ...change }] }));
  }),
];
