// Decisioning at work, with the words that its tests are told in.
import {
  customerConsentChanged,
  customerSensed,
  customerUpdated,
  makeId,
  type SignalLevel,
  type Viewer,
} from '@rapport/contracts';
import { eventually, testService, viewerOf } from '@rapport/testkit';
import { reactions as reactionsOf } from '../src/events/reactions.ts';
import { start } from '../src/main.ts';
import { storage } from '../src/store/stores.ts';

// Noon in Berlin, so that no test depends on when it runs.
const NOON = Date.UTC(2026, 2, 2, 11, 0, 0);
export const HOUR_MS = 3_600_000;

/** So many hours before noon. */
export const ago = (hours: number) => new Date(NOON - hours * HOUR_MS).toISOString();

let counter = 0;
/** A customer of whom nobody ever heard. */
export const fresh = () => makeId('cus', new Date(), new Uint8Array(10).fill((counter += 1)));

/** Decisioning's reactions where only some of its use cases may be called. */
export const onlyReactions = (asked: Partial<Parameters<typeof reactionsOf>[0]>) => {
  const notAsked = () => Promise.reject(new Error('not asked'));
  return reactionsOf({
    copyCustomers: notAsked,
    heedSensing: notAsked,
    copyConsents: notAsked,
    noteContacts: notAsked,
    ...asked,
  });
};

export type Proposal = {
  id: string;
  action: { key: string; title: string };
  mode: string;
  explanation: string[];
  reasons: string[];
};

export const keysOf = (decisions: readonly Proposal[]) => decisions.map(({ action }) => action.key);

export const startDecisioning = async () => {
  const service = await testService('decisioning', start, storage, { CLOCK_OFFSET_MS: String(NOON - Date.now()) });

  const customer = async (viewer: Viewer, id: string, fields: string) => {
    const query = `query ($id: ID!) { _entities(representations: [{ __typename: "Customer", id: $id }]) {
      ... on Customer { ${fields} } } }`;
    const { data, errors } = await service.graph(viewer, query, { id });
    return { found: (data?.['_entities'] as [Record<string, unknown> | null])[0], errors };
  };

  const proposals = async (viewer: Viewer, id: string, surface = 'HOME', more = '') => {
    const fields = `nextBestActions(surface: ${surface}, first: 10) {
      id mode reasons explanation action { key title } ${more} }`;
    const { found, errors } = await customer(viewer, id, fields);
    expect(errors).toEqual([]);
    return found!['nextBestActions'] as (Proposal & Record<string, unknown>)[];
  };

  const levelOf = async (id: string) => {
    const { found } = await customer(viewerOf('AGENT'), id, 'protection { level reason reviewAt explanation }');
    return found!['protection'] as { level: string; explanation: string } | null;
  };

  let version = 0;
  const sense = (id: string, level: SignalLevel, newestFactAt = ago(1)) =>
    service.publish(customerSensed, {
      about: id,
      sequence: (version += 1),
      data: {
        features: [{ name: 'buffer_days', value: '2.5', unit: 'days' }],
        signals: [
          {
            kind: 'FINANCIAL_STRESS',
            score: 0.82,
            confidence: 0.9,
            level,
            levelBefore: 'NONE',
            since: newestFactAt,
            evidence: { transactionIds: ['tx-2'], features: [] },
            modelVersion: 'financial-stress-rules-1',
          },
        ],
        factIds: ['msg-1'],
        newestFactAt,
      },
    });

  const givenCustomer = async (locale = 'de-DE') => {
    const id = fresh();
    const account = { accountId: 'acct-1', accountType: 'CURRENT' as const, currency: 'EUR', role: 'OWNER' as const };
    await service.publish(customerUpdated, {
      about: id,
      data: { locale, timeZone: 'Europe/Berlin', accounts: [account], contactPoints: [], identifiers: [] },
    });
    const granted = (purpose: 'MARKETING' | 'PERSONALISATION') => ({
      purpose,
      channel: null,
      granted: true,
      since: ago(9),
    });
    await service.publish(customerConsentChanged, {
      about: id,
      data: { consents: [granted('MARKETING'), granted('PERSONALISATION')], blockedContactPointIds: [] },
    });
    await eventually(async () =>
      expect(keysOf(await proposals(viewerOf('AGENT'), id, 'LENDING'))).toContain('personal-loan'),
    );
    return id;
  };

  const record = (viewer: Viewer, decisionId: string, outcome: string, key = '') =>
    service.graph(
      viewer,
      `mutation { recordOutcome(input: {decisionId: "${decisionId}", outcome: ${outcome}
         ${key && `, idempotencyKey: "${key}"`}}) { decision { id outcome } userErrors { code field } } }`,
    );

  return { service, customer, proposals, levelOf, sense, givenCustomer, record };
};

export type Decisioning = Awaited<ReturnType<typeof startDecisioning>>;
