// A partner's side of a stream, and a service at work with consent played by the test.
import { randomBytes } from 'node:crypto';
import { get } from 'node:http';
import { Readable } from 'node:stream';
import { consentMay, type MayAnswer, type MayRequest, makeId } from '@rapport/contracts';
import { eventually, type TestService, testService, viewerOf } from '@rapport/testkit';
import { start } from '../src/main.ts';
import { storage } from '../src/store/stores.ts';

/** One event as a partner sees it. */
export type Heard = {
  readonly position: string;
  readonly type: string;
  readonly event: { readonly id: string; readonly subject: string; readonly sequence: string; readonly data: object };
};

/** A stream that is being read. */
export type Listening = {
  readonly heard: Heard[];
  /** Everything as it came, comments and heartbeats included. */
  readonly text: () => string;
  /** Whether the other side has ended it. */
  readonly isOver: () => boolean;
  /** Waits until so many events have come. */
  until(count: number): Promise<Heard[]>;
  leave(): void;
};

const readBlock = (block: string): Heard[] => {
  const fields = new Map(block.split('\n').map((line) => line.split(/: (.*)/s, 2) as [string, string]));
  const data = fields.get('data');
  if (data === undefined) return [];
  const event = JSON.parse(data) as Heard['event'];
  return [{ position: fields.get('id') ?? '', type: fields.get('event') ?? '', event }];
};

/** Asks for a stream, whatever the answer, on a connection of its own: no other waits beside it unused. */
export const askForStream = (
  url: string,
  secret: string,
  { lastEventId, query = '', signal }: { lastEventId?: string; query?: string; signal?: AbortSignal } = {},
): Promise<Response> =>
  new Promise((resolve, reject) => {
    const headers = {
      accept: 'text/event-stream',
      authorization: `Bearer ${secret}`,
      ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }),
    };
    get(`${url}/partner/events${query}`, { agent: false, headers, signal }, (answer) => {
      const given = Object.entries(answer.headers).map(([name, value]): [string, string] => [name, String(value)]);
      const body = Readable.toWeb(answer) as ReadableStream<Uint8Array>;
      resolve(new Response(body, { status: answer.statusCode ?? 0, headers: given }));
    }).once('error', reject);
  });

/** Listens to a partner's events. */
export const listen = async (
  url: string,
  secret: string,
  options: { lastEventId?: string; query?: string } = {},
): Promise<Listening> => {
  const abort = new AbortController();
  const response = await askForStream(url, secret, { ...options, signal: abort.signal });
  if (response.status !== 200 || !response.body) throw new Error(`${response.status} ${await response.text()}`);
  const heard: Heard[] = [];
  let [text, rest, over] = ['', '', false];
  const decoder = new TextDecoder();
  const read = async (body: ReadableStream<Uint8Array>): Promise<void> => {
    for await (const chunk of body) {
      const piece = decoder.decode(chunk, { stream: true });
      text += piece;
      const blocks = (rest + piece).split('\n\n');
      rest = blocks.pop() ?? '';
      heard.push(...blocks.flatMap(readBlock));
    }
  };
  void read(response.body)
    .catch(() => undefined)
    .finally(() => (over = true));
  return {
    heard,
    text: () => text,
    isOver: () => over,
    until: (count) =>
      eventually(
        async () => {
          if (heard.length < count) throw new Error(`${heard.length} of ${count} events came`);
          return heard.slice();
        },
        { timeoutMs: 15_000 },
      ),
    leave: () => abort.abort(),
  };
};

/** What consent answers for a customer who allows sharing since an instant. */
export const allowedSince = (since: Date): MayAnswer => ({
  allowed: true,
  reasons: [],
  ground: ['ledger:test:1'],
  nextAllowedAt: null,
  policyVersion: 'test',
  since: since.toISOString(),
  permit: null,
});

export const DENIED: MayAnswer = {
  ...allowedSince(new Date(0)),
  allowed: false,
  reasons: ['PURPOSE_WITHDRAWN'],
  since: null,
};

let counter = 0;
export const fresh = (prefix: 'cus' | 'dec' | 'evt'): string =>
  makeId(prefix, new Date(), new Uint8Array(randomBytes(10)).fill((counter += 1), 8));

/** The service with a consent that the test speaks for. */
export type PartnersUnderTest = {
  readonly service: TestService;
  /** What consent answers, by customer; who is not here is denied, and null is silence. */
  readonly words: Map<string, MayAnswer | null>;
  /** Everything that consent was asked. */
  readonly asked: MayRequest[];
  /** Registers a partner with one credential. */
  givenPartner(events?: readonly string[]): Promise<{ id: string; name: string; credentialId: string; secret: string }>;
  issue(partnerId: string, idempotencyKey?: string): Promise<Issued>;
};

/** What `partnersIssueCredential` answers. */
export type Issued = {
  readonly credential: { readonly id: string } | null;
  readonly secret: string | null;
  readonly userErrors: readonly { readonly code: string }[];
};

export const ALL = ['SHARING_GRANTED', 'SHARING_WITHDRAWN', 'OFFER_DECIDED', 'OFFER_ANSWERED'];

const REGISTER = `mutation ($input: PartnersRegisterInput!) { partnersRegister(input: $input) {
  partner { id name events waitingCount credentials { id } } userErrors { code field } } }`;
const ISSUE = `mutation ($input: PartnersIssueCredentialInput!) { partnersIssueCredential(input: $input) {
  credential { id issuedAt revokedAt lastUsedAt } secret userErrors { code field } } }`;

/** Starts the service. Short waits: a heartbeat every 300 ms, a second for who does not read. */
export const startPartners = async (environment: Record<string, string> = {}): Promise<PartnersUnderTest> => {
  const service = await testService('partners', start, storage, {
    HEARTBEAT_MS: '300',
    STALL_MS: '1000',
    ...environment,
  });
  const words: PartnersUnderTest['words'] = new Map();
  const asked: MayRequest[] = [];
  service.answers(consentMay, async (request) => {
    asked.push(request);
    const word = words.get(request.customerId);
    // Longer than the question waits: nobody is there.
    if (word === null) await new Promise((resolve) => setTimeout(resolve, 2_500).unref());
    return word ?? DENIED;
  });
  const change = async <Answer>(query: string, input: object): Promise<Answer> => {
    const { data, errors } = await service.graph(viewerOf('OPERATOR'), query, { input });
    expect(errors).toEqual([]);
    return Object.values(data!)[0] as Answer;
  };
  const issue = (partnerId: string, idempotencyKey?: string) => change<Issued>(ISSUE, { partnerId, idempotencyKey });
  return {
    service,
    words,
    asked,
    issue,
    givenPartner: async (events = ALL) => {
      const name = `Partner ${(counter += 1)}`;
      const { partner } = await change<{ partner: { id: string } }>(REGISTER, { name, events });
      const { credential, secret } = await issue(partner.id);
      return { id: partner.id, name, credentialId: credential!.id, secret: secret! };
    },
  };
};
