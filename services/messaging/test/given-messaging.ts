import {
  type Channel,
  consentMay,
  contactPointIdOf,
  customerUpdated,
  type MayAnswer,
  makeId,
  type Purpose,
  profileAddress,
  profileOwners,
} from '@rapport/contracts';
import type { Environment } from '@rapport/platform';
import { eventually, type TestService, testService, viewerOf } from '@rapport/testkit';
import { start } from '../src/main.ts';
import { storage } from '../src/store/stores.ts';
import { openTestSql, type TestSql } from './test-sql.ts';

/** Noon in Berlin, so that no test depends on when it runs. */
export const NOON = Date.UTC(2026, 2, 2, 11, 0, 0);
export const TOKEN = 'a-token-for-tests';
const KEY = new Uint8Array(32).fill(7);

let counter = 0;
export const fresh = (prefix: 'cus' | 'dec' | 'evt' | 'msg' | 'cnv'): string =>
  makeId(prefix, new Date(NOON), new Uint8Array(10).fill((counter += 1)));
export const freshNumber = (): string => `+4917012345${String((counter += 1)).padStart(2, '0')}`;
export const pointOf = (number: string): string => contactPointIdOf(KEY, 'PHONE', number);
export const mailboxPointOf = (mailbox: string): string => contactPointIdOf(KEY, 'EMAIL', mailbox);

/** A decision to be carried out. */
export const decision = (
  purpose: Purpose = 'SERVICE',
  own: { actionKey?: string; expiresAt?: string; channels?: Channel[] } = {},
) => ({
  decisionId: fresh('dec'),
  actionKey: 'repayment-plan',
  surface: 'CONVERSATION' as const,
  purpose,
  topic: null,
  channels: ['SMS'] as Channel[],
  reasons: ['FINANCIAL_STRESS_HIGH'],
  protectionLevel: 'PROTECTED' as const,
  catalogueVersion: 'catalogue-1',
  expiresAt: '2026-03-04T09:30:00.000Z',
  ...own,
});

export const CONVERSATIONS = `query ($id: ID!) {
  _entities(representations: [{ __typename: "Customer", id: $id }]) { ... on Customer {
    conversations { edges { node { channel contactPoint messages { edges { node {
      direction subject text status reasons reply sentAt receivedAt decision { id } } } } } } } } }
}`;
export type Seen = {
  direction: string;
  subject: string | null;
  text: string;
  status: string;
  reasons: string[];
  reply: string | null;
  decision: { id: string } | null;
};

/** Messaging with the services that it asks: what they answer is in these maps, for each test to change. */
export type GivenMessaging = {
  readonly service: TestService;
  readonly database: TestSql;
  /** What consent answers, by customer; null: nothing. Everything is allowed unless a test says otherwise. */
  readonly verdicts: Map<string, Partial<MayAnswer> | null>;
  /** What consent answers about a contact point; stands above what it answers about its customer. */
  readonly pointVerdicts: Map<string, Partial<MayAnswer>>;
  /** The customers consent was asked about. */
  readonly asked: string[];
  /** Each customer's number. */
  readonly numbers: Map<string, string>;
  /** Each customer's mailbox, where they have one. */
  readonly mailboxes: Map<string, string>;
  /** Whether profile answers who owns a contact point. */
  readonly profile: { isSilent: boolean };
  givenCustomer(locale?: string): Promise<{ id: string; number: string }>;
  handset(to: string): Promise<{ text: string; to: string }[]>;
  conversationOf(customerId: string): Promise<Seen[]>;
  stop(): Promise<void>;
};

const answerQuestions = ({
  service,
  verdicts,
  pointVerdicts,
  asked,
  numbers,
  mailboxes,
  profile,
}: Omit<GivenMessaging, 'givenCustomer'>): void => {
  service.answers(profileAddress, ({ customerId, channel }) => {
    const isEmail = channel === 'EMAIL';
    const value = (isEmail ? mailboxes : numbers).get(customerId);
    if (!value) return { address: null };
    const contactPointId = isEmail ? mailboxPointOf(value) : pointOf(value);
    return { address: { contactPointId, value, masked: isEmail ? 'x•••@' : '+49•••' } };
  });
  service.answers(profileOwners, ({ contactPointId }) => {
    if (profile.isSilent) throw new Error('silent');
    const owned = [
      ...[...numbers].filter(([, number]) => pointOf(number) === contactPointId),
      ...[...mailboxes].filter(([, mailbox]) => mailboxPointOf(mailbox) === contactPointId),
    ];
    return { customerIds: owned.map(([id]) => id) };
  });
  service.answers(consentMay, ({ customerId, contactPointId }) => {
    asked.push(customerId);
    const verdict = verdicts.get(customerId);
    if (verdict === null) throw new Error('silent');
    const base = { allowed: true, reasons: [], ground: ['test'], nextAllowedAt: null, policyVersion: 'p1' };
    return {
      ...base,
      permit: { id: `pmt_${customerId}`, validForMs: 5_000 },
      ...verdict,
      ...pointVerdicts.get(contactPointId ?? ''),
    };
  });
};

export const startMessaging = async (environment: Environment = {}): Promise<GivenMessaging> => {
  const service = await testService('messaging', start, storage, {
    CLOCK_OFFSET_MS: String(NOON - Date.now()),
    CONTACT_POINT_KEY: Buffer.from(KEY).toString('base64url'),
    TWILIO_AUTH_TOKEN: TOKEN,
    SANDBOX: 'true',
    ...environment,
  });
  const database = await openTestSql(service.databaseUrl);
  const given: Omit<GivenMessaging, 'givenCustomer'> = {
    service,
    database,
    verdicts: new Map(),
    pointVerdicts: new Map(),
    asked: [],
    numbers: new Map(),
    mailboxes: new Map(),
    profile: { isSilent: false },
    handset: async (to) => {
      const response = await fetch(`${service.running.url}/sandbox/messages?to=${encodeURIComponent(to)}`);
      return ((await response.json()) as { messages: { text: string; to: string }[] }).messages;
    },
    conversationOf: async (id) => {
      const { data, errors } = await service.graph(viewerOf('AGENT'), CONVERSATIONS, { id });
      expect(errors).toEqual([]);
      type Edges<T> = { edges: { node: T }[] };
      const [customer] = data?.['_entities'] as [{ conversations: Edges<{ messages: Edges<Seen> }> }];
      return customer.conversations.edges.flatMap(({ node }) => node.messages.edges.map((edge) => edge.node));
    },
    stop: async () => {
      await database.close();
      await service.stop();
    },
  };
  answerQuestions(given);
  const givenCustomer = async (locale = 'de-DE') => {
    const [id, number] = [fresh('cus'), freshNumber()];
    given.numbers.set(id, number);
    const contactPoints = [{ contactPointId: pointOf(number), kind: 'PHONE' as const }];
    await service.publish(customerUpdated, {
      about: id,
      data: { locale, timeZone: 'Europe/Berlin', accounts: [], contactPoints, identifiers: [] },
    });
    await eventually(async () =>
      expect(await database.rows('SELECT FROM customer_copy WHERE customer_id = $1', [id])).toHaveLength(1),
    );
    return { id, number };
  };
  return { ...given, givenCustomer };
};
