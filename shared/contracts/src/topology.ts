import type { Domain, EventKind } from './event-kind.ts';
import { DOMAINS } from './event-kind.ts';
import { customerSensed } from './events/behavior.ts';
import { contactPointChanged, customerConsentChanged } from './events/consent.ts';
import { decisionMade, outcomeRecorded, protectionChanged } from './events/decisioning.ts';
import { flagChanged } from './events/experimentation.ts';
import { messageChanged, messageReceived, optoutReceived } from './events/messaging.ts';
import { customerAliased, customerUpdated, obligationsChanged } from './events/profile.ts';
import type { Question } from './question.ts';
import { consentMay, profileAddress, profileOwners, profileResolve } from './questions.ts';

const DAY_MS = 86_400_000;

/** A JetStream stream: its subjects, how long it keeps, how much it may hold. */
export type StreamSpec = {
  readonly name: string;
  readonly subjects: readonly string[];
  /** `interest`: a message goes once every durable has acknowledged it. */
  readonly retention: 'limits' | 'interest';
  readonly ageMsMax: number;
  readonly bytesMax: number;
};

const GIB = 1_073_741_824;

export const streamOf = (domain: Domain): string => domain.toUpperCase();

/** Every stream of the house. Full streams refuse (`discard: new`), they never forget. */
export const STREAMS: readonly StreamSpec[] = [
  { name: 'INGEST', subjects: ['rapport.ingest.>'], retention: 'interest', ageMsMax: 3 * DAY_MS, bytesMax: 4 * GIB },
  ...DOMAINS.map(
    (domain): StreamSpec => ({
      name: streamOf(domain),
      subjects: [`rapport.${domain}.>`],
      retention: 'limits',
      ageMsMax: 30 * DAY_MS,
      bytesMax: 4 * GIB,
    }),
  ),
  { name: 'DEAD', subjects: ['rapport.dead.>'], retention: 'limits', ageMsMax: 30 * DAY_MS, bytesMax: GIB },
];

/** Which events each service listens to. Each service has one durable per stream, named after it. */
export const SUBSCRIPTIONS: Readonly<Record<Domain, readonly EventKind[]>> = {
  profile: [],
  behavior: [customerUpdated, customerAliased, decisionMade, outcomeRecorded, messageChanged, messageReceived],
  consent: [customerUpdated, customerAliased, optoutReceived, messageChanged],
  decisioning: [
    customerUpdated,
    customerAliased,
    customerSensed,
    customerConsentChanged,
    messageChanged,
    messageReceived,
  ],
  messaging: [customerUpdated, customerAliased, decisionMade, protectionChanged, flagChanged],
  experimentation: [customerAliased, messageChanged],
  partners: [customerAliased, customerConsentChanged, decisionMade, outcomeRecorded],
};

/** The STATEs that each service publishes: what a restatement says again. */
export const STATES: Readonly<Record<Domain, readonly EventKind[]>> = {
  profile: [customerUpdated, customerAliased, obligationsChanged],
  behavior: [customerSensed],
  consent: [customerConsentChanged, contactPointChanged],
  decisioning: [protectionChanged],
  messaging: [],
  experimentation: [flagChanged],
  partners: [],
};

/** The services that read raw calls from INGEST. */
export const INGEST_READERS: readonly Domain[] = ['profile', 'behavior'];

export const QUESTIONS: readonly Question[] = [consentMay, profileResolve, profileAddress, profileOwners];

/** A durable pull consumer with explicit acknowledgement. */
export type DurableSpec = {
  readonly stream: string;
  readonly durable: Domain;
  readonly filterSubjects: readonly string[];
};

/** Every durable of the house, derived from who listens to what. */
export const DURABLES: readonly DurableSpec[] = [
  ...INGEST_READERS.map((durable) => ({ stream: 'INGEST', durable, filterSubjects: ['rapport.ingest.>'] })),
  ...DOMAINS.flatMap((durable) =>
    DOMAINS.map((producer) => ({
      stream: streamOf(producer),
      durable,
      filterSubjects: SUBSCRIPTIONS[durable].filter(({ domain }) => domain === producer).map((k) => `${k.subject}.*`),
    })).filter(({ filterSubjects }) => filterSubjects.length > 0),
  ),
];

/** What one process may do on NATS. */
export type NatsPermissions = {
  readonly publish: readonly string[];
  readonly subscribe: readonly string[];
  readonly allowResponses: boolean;
};

/** The prefix of a service's reply inbox, so that no other process can listen to it. */
export const inboxPrefixOf = (service: string): string => `_INBOX_${service}`;

/** The least a service needs: its own subjects, its own durables, the questions it asks and answers. */
export const natsPermissionsOf = (service: Domain): NatsPermissions => ({
  publish: [
    `rapport.${service}.>`,
    `rapport.dead.${service}.>`,
    ...(service === 'behavior' ? ['rapport.ingest.>'] : []),
    ...DURABLES.filter(({ durable }) => durable === service).flatMap(({ stream, durable }) => [
      `$JS.API.CONSUMER.INFO.${stream}.${durable}`,
      `$JS.API.CONSUMER.MSG.NEXT.${stream}.${durable}`,
      `$JS.ACK.${stream}.${durable}.>`,
    ]),
    ...QUESTIONS.filter(({ askedBy }) => askedBy.includes(service)).map(({ subject }) => subject),
  ],
  subscribe: [
    `${inboxPrefixOf(service)}.>`,
    ...QUESTIONS.filter(({ answeredBy }) => answeredBy === service).map(({ subject }) => subject),
  ],
  allowResponses: true,
});
