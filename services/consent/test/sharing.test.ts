// Whether a partner may be told, as the partners service asks it.
import { consentMay, customerUpdated, makeId } from '@rapport/contracts';
import { eventually, type TestService, testService, viewerOf } from '@rapport/testkit';
import { start } from '../src/main.ts';
import { storage } from '../src/store/stores.ts';

let consent: TestService;
let counter = 0;

// Three at night in Berlin: nobody would be contacted.
const NIGHT = Date.UTC(2026, 2, 2, 2, 0, 0);

beforeAll(async () => {
  consent = await testService('consent', start, storage, { CLOCK_OFFSET_MS: String(NIGHT - Date.now()) });
});
afterAll(() => consent.stop());

const request = { contactPointId: null, topic: null, partner: 'prt_1', reserve: false } as const;
const maySharing = (customerId: string, more: { reserve?: boolean; partner?: string | null } = {}) =>
  consent.ask(consentMay)({ ...request, customerId, purpose: 'PARTNER_SHARING', ...more });

const say = async (id: string, mutation: string) => {
  const { data } = await consent.graph(
    viewerOf('CUSTOMER', id),
    `mutation { ${mutation}(input: {customerId: "${id}", purpose: PARTNER_SHARING}) { userErrors { code } } }`,
  );
  expect(data).toEqual({ [mutation]: { userErrors: [] } });
};

const givenCustomer = async (): Promise<string> => {
  const id = makeId('cus', new Date(), new Uint8Array(10).fill((counter += 1)));
  const data = { locale: 'de-DE', timeZone: 'Europe/Berlin', accounts: [], contactPoints: [], identifiers: [] };
  await consent.publish(customerUpdated, { about: id, data });
  await eventually(() => say(id, 'consentGrant'));
  return id;
};

test('sharing needs the customer’s word and nothing else: no hour, no contact point, no slot', async () => {
  const id = await givenCustomer();
  for (let count = 0; count < 5; count += 1) {
    expect(await maySharing(id, { reserve: true })).toMatchObject({ allowed: true, reasons: [], permit: null });
  }
  const { ground, since } = await maySharing(id);
  expect(ground).toEqual([`ledger:${id}:1`, 'partner:prt_1']);
  expect(new Date(since!).getUTCHours()).toBe(2);
  await say(id, 'consentWithdraw');
  expect(await maySharing(id)).toMatchObject({ allowed: false, reasons: ['PURPOSE_WITHDRAWN'], since: null });
});

test('nothing may be shared of somebody of whom nothing is known', async () => {
  const id = makeId('cus', new Date(), new Uint8Array(10).fill(200));
  expect(await maySharing(id)).toMatchObject({ allowed: false, reasons: ['PURPOSE_NOT_GRANTED'] });
});

test('who does not say whom they would tell, or by which channel they would contact, is refused', async () => {
  const id = await givenCustomer();
  await expect(maySharing(id, { partner: null })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  const contact = consent.ask(consentMay)({ ...request, customerId: id, purpose: 'SERVICE' });
  await expect(contact).rejects.toMatchObject({ code: 'INVALID_INPUT', message: expect.stringContaining('channel') });
});
