// Permits over the attempts of one message, on real PostgreSQL and NATS: none is left with a slot that nobody used.
import { consentMay, customerAliased, makeId, messageChanged } from '@rapport/contracts';
import { eventually, type TestService, testService } from '@rapport/testkit';
import { start } from '../src/main.ts';
import { storage } from '../src/store/stores.ts';

let consent: TestService;
let counter = 0;
const fresh = (prefix: 'cus' | 'msg') => makeId(prefix, new Date(), new Uint8Array(10).fill((counter += 1)));

// Noon in Berlin, so that no test depends on when it runs.
const NOON = Date.UTC(2026, 2, 2, 11, 0, 0);

beforeAll(async () => {
  consent = await testService('consent', start, storage, { CLOCK_OFFSET_MS: String(NOON - Date.now()) });
});
afterAll(() => consent.stop());

const mayRequest = (customerId: string) => ({
  customerId,
  contactPointId: 'cp_somewhere',
  purpose: 'SERVICE' as const,
  channel: 'SMS' as const,
  topic: null,
  partner: null,
});

/** An attempt of a message asks. */
const attempt = (effectId: string, customerId: string) =>
  consent.ask(consentMay)({ ...mayRequest(customerId), reserve: true, effectId });

/** How many slots are taken, as the ground of an answer that reserves nothing says it. */
const slotsTaken = async (customerId: string) => {
  const { ground } = await consent.ask(consentMay)({ ...mayRequest(customerId), reserve: false });
  return Number(/:frequency:(\d+)/.exec(ground.join())![1]);
};

const say = (messageId: string, about: string, status: 'UNKNOWN' | 'SENT' | 'SUPPRESSED', permitId: string | null) =>
  consent.publish(messageChanged, {
    about,
    data: {
      messageId,
      decisionId: null,
      contactPointId: 'cp_somewhere',
      channel: 'SMS',
      purpose: 'SERVICE',
      status,
      reasons: [],
      permitId,
    },
  });

/** Waits until consent has heard what was said so far: it hears in order. */
const everythingHeard = async () => {
  const [id, message] = [fresh('cus'), fresh('msg')];
  await say(message, id, 'SUPPRESSED', (await attempt(message, id)).permit!.id);
  await eventually(async () => expect(await slotsTaken(id)).toBe(0));
};

test('a message that asks again replaces the permit it did not use; another message takes another slot', async () => {
  const [id, message, other] = [fresh('cus'), fresh('msg'), fresh('msg')];
  const first = await attempt(message, id);
  const again = await attempt(message, id);
  expect(again.permit!.id).not.toBe(first.permit!.id);
  expect(await slotsTaken(id)).toBe(1);
  await attempt(other, id);
  expect(await slotsTaken(id)).toBe(2);
});

test('a permit of an id that its customer no longer has is replaced too', async () => {
  const [id, earlier, message] = [fresh('cus'), fresh('cus'), fresh('msg')];
  await attempt(message, earlier);
  await consent.publish(customerAliased, { about: earlier, sequence: 1, data: { currentCustomerId: id } });
  await eventually(async () => expect(await slotsTaken(id)).toBe(1));
  await attempt(message, id);
  expect(await slotsTaken(id)).toBe(1);
});

test('what may have been handed over keeps its slot when its message asks again', async () => {
  const [id, message] = [fresh('cus'), fresh('msg')];
  await say(message, id, 'UNKNOWN', (await attempt(message, id)).permit!.id);
  await everythingHeard();
  await attempt(message, id);
  expect(await slotsTaken(id)).toBe(2);
});

test.each([
  ['was sent', 'SENT', 1],
  ['was given up', 'SUPPRESSED', 0],
] as const)('once a message %s, what its dead attempts reserved is free', async (_, status, slots) => {
  const [id, message] = [fresh('cus'), fresh('msg')];
  const used = (await attempt(message, id)).permit!.id;
  // The question of an attempt that died was answered late.
  await attempt(message, id);
  await say(message, id, status, status === 'SENT' ? used : null);
  await everythingHeard();
  expect(await slotsTaken(id)).toBe(slots);
});
