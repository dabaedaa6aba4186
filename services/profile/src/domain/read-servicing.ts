import {
  accountOpened,
  applicationStep,
  documentReceived,
  instalmentDue,
  loanOpened,
  paymentReceived,
  type TrackSchema,
} from '@rapport/contracts';
import { observedAtOf, type SourcedCall, storableText } from './call.ts';
import type { Facts } from './facts.ts';

/** Who a servicing call names: the customer whose call it is, and further customers by their user id. */
export type Parties = { readonly customerId: string; customerOf(userId: string): string };

/** What a `track` call of servicing or origination says, before it is known who its people are. */
export type ServicingNews = {
  /** User ids of further people. */
  readonly userIds: readonly string[];
  /** Account ids by which the customer may be found later. */
  readonly accountIds: readonly string[];
  /** The facts, once everybody is known. */
  factsOf(parties: Parties): Partial<Facts>;
};

type Reader = (properties: Readonly<Record<string, unknown>>, statedAt: Date) => ServicingNews | null;

/** Ties a published schema to what it means here. What does not fit its schema means nothing. */
const reader = <P>(
  schema: TrackSchema<P>,
  read: (properties: P, statedAt: Date) => ServicingNews,
): [string, Reader] => [
  schema.event,
  (given, statedAt) => {
    const parsed = schema.properties.safeParse(given);
    return parsed.success ? read(parsed.data, statedAt) : null;
  },
];

const alone = (factsOf: ServicingNews['factsOf']): ServicingNews => ({ userIds: [], accountIds: [], factsOf });

const READERS: ReadonlyMap<string, Reader> = new Map([
  reader(accountOpened, ({ accountId, accountType, currency, name, openedAt, holders = [] }, statedAt) => ({
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
  reader(loanOpened, ({ loanId, accountId = loanId, principal, currency, openedAt, ...terms }, statedAt) =>
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
  reader(instalmentDue, (instalment, statedAt) =>
    alone(({ customerId }) => ({ instalments: [{ customerId, ...instalment, statedAt }] })),
  ),
  reader(paymentReceived, ({ receivedAt, ...payment }, statedAt) =>
    alone(({ customerId }) => ({ payments: [{ customerId, ...payment, receivedAt: new Date(receivedAt), statedAt }] })),
  ),
  reader(applicationStep, ({ applicationId, product, step, status }, statedAt) =>
    alone(({ customerId }) => ({
      applications: [
        { customerId, applicationId, product: storableText(product), step: storableText(step), status, statedAt },
      ],
    })),
  ),
  reader(documentReceived, ({ documentId, applicationId = null, documentType }, statedAt) =>
    alone(({ customerId }) => ({
      documents: [{ customerId, documentId, applicationId, documentType: storableText(documentType), statedAt }],
    })),
  ),
]);

/** Reads a call of servicing or origination; null for every other call, which is none of profile's business. */
export const readServicing = (call: SourcedCall): ServicingNews | null => {
  if (call.type !== 'track' || !call.event) return null;
  return READERS.get(call.event)?.(call.properties ?? {}, observedAtOf(call)) ?? null;
};
