// What people write back: heard, understood, answered, and a stop that holds whoever is asleep.
import { customerUpdated, decisionMade, messageChanged, messageReceived, optoutReceived } from '@rapport/contracts';
import { eventually } from '@rapport/testkit';
import { twilioSignature } from '../src/webhooks/twilio-signature.ts';
import { decision, freshNumber, type GivenMessaging, pointOf, startMessaging, TOKEN } from './given-messaging.ts';

let given: GivenMessaging;
beforeAll(async () => {
  given = await startMessaging();
});
afterAll(() => given.stop());
afterEach(() => {
  given.profile.isSilent = false;
});

let sids = 0;
const post = async (path: string, form: Record<string, string>, token = TOKEN) => {
  const signature = twilioSignature(token, `http://localhost:4000${path}`, form);
  const response = await fetch(given.service.running.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-twilio-signature': signature },
    body: new URLSearchParams(form),
  });
  return { status: response.status, type: response.headers.get('content-type'), body: await response.text() };
};
const text = (From: string, Body: string, own: Record<string, string> = {}) =>
  post('/webhooks/twilio/inbound', {
    MessageSid: `SM${(sids += 1)}`,
    From,
    To: '+4930123456',
    Body,
    Whatever: 'new',
    ...own,
  });

test('stop is confirmed in the customer’s language, and silences what consent would wrongly allow', async () => {
  const { id, number } = await given.givenCustomer('de-DE');
  const answered = await text(number, 'Stop please');
  expect(answered).toMatchObject({ status: 200, type: expect.stringContaining('text/xml') });
  expect(answered.body).toMatch(/<Message>Rapport Bank: Verstanden\. .*<\/Message>/);
  const [optout] = await given.service.published(optoutReceived, id);
  expect(optout!.data).toEqual({
    contactPointId: pointOf(number),
    channel: 'SMS',
    blocked: true,
    understoodBy: 'keyword:stop',
  });
  await given.service.publish(decisionMade, { about: id, data: decision() });
  const [said] = await given.service.published(messageChanged, id);
  expect(said!.data).toMatchObject({ status: 'SUPPRESSED', reasons: ['CONTACT_POINT_STOPPED'], permitId: `pmt_${id}` });
  expect(await given.handset(number)).toEqual([]);
  const again = await text(number, 'STOP!');
  expect(again.body).not.toContain('<Message>');
});

test('start opens the contact point again', async () => {
  const { id, number } = await given.givenCustomer('es-ES');
  await text(number, 'Baja');
  expect((await text(number, 'START')).body).toContain('Bienvenido de nuevo');
  const said = await given.service.published(optoutReceived, id, 2);
  expect(said.map(({ data }) => data.blocked)).toEqual([true, false]);
  await given.service.publish(decisionMade, { about: id, data: decision() });
  await eventually(async () => expect(await given.handset(number)).toHaveLength(1));
});

test('stop from a number that nobody owns is about the contact point, in the language of the word', async () => {
  const number = freshNumber();
  expect((await text(number, 'Arrêtez !')).body).toContain('c&apos;est noté');
  const [optout] = await given.service.published(optoutReceived, pointOf(number));
  expect(optout!.data).toMatchObject({ blocked: true, understoodBy: 'keyword:arretez' });
});

test('stop holds while profile is silent, and the words find their owner later', async () => {
  const { id, number } = await given.givenCustomer();
  given.profile.isSilent = true;
  expect((await text(number, 'please stop sending me texts')).status).toBe(200);
  const [optout] = await given.service.published(optoutReceived, pointOf(number));
  expect(optout!.data).toMatchObject({ blocked: true, understoodBy: 'phrase:stop sending' });
  given.profile.isSilent = false;
  await given.service.publish(decisionMade, { about: id, data: decision() });
  const [said] = await given.service.published(messageChanged, id);
  expect(said!.data.reasons).toEqual(['CONTACT_POINT_STOPPED']);
  await given.service.publish(customerUpdated, {
    about: id,
    sequence: 2,
    data: {
      locale: 'de-DE',
      timeZone: 'Europe/Berlin',
      accounts: [],
      contactPoints: [{ contactPointId: pointOf(number), kind: 'PHONE' }],
      identifiers: [],
    },
  });
  await eventually(async () => {
    const seen = await given.conversationOf(id);
    expect(seen.map((message) => message.text)).toContain('please stop sending me texts');
  });
});

test('a forged call is refused and nothing of it is kept', async () => {
  const number = freshNumber();
  const form = { MessageSid: 'SMforged', From: number, Body: 'STOP' };
  const refused = await post('/webhooks/twilio/inbound', form, 'another-token-123');
  expect(refused.status).toBe(403);
  expect(JSON.parse(refused.body)).toMatchObject({
    code: 'FORBIDDEN',
    message: expect.stringContaining('TWILIO_AUTH_TOKEN'),
  });
  expect(await given.database.rows('SELECT FROM local_stop WHERE contact_point_id = $1', [pointOf(number)])).toEqual(
    [],
  );
  expect(await given.database.rows('SELECT FROM inbound_claim WHERE provider_id = $1', ['SMforged'])).toEqual([]);
});

test('a reply stands in the conversation beside what it answers, once, however often it is delivered', async () => {
  const { id, number } = await given.givenCustomer();
  await given.service.publish(decisionMade, { about: id, data: decision() });
  await eventually(async () => expect(await given.handset(number)).toHaveLength(1));
  const deliveries = ['Ja gern', 'Ja gern', 'Ja gern'].map((body) => text(number, body, { MessageSid: 'SMtwice' }));
  for (const { status, body } of await Promise.all(deliveries)) {
    expect([status, body]).toEqual([200, expect.not.stringContaining('<Message>')]);
  }
  expect(await given.conversationOf(id)).toMatchObject([
    { direction: 'IN', text: 'Ja gern', status: 'RECEIVED', decision: null },
    { direction: 'OUT', status: 'SENT' },
  ]);
  const received = await given.service.published(messageReceived, id);
  expect(received.map(({ data }) => data.intent)).toEqual(['OTHER']);
});

test('a stop that is delivered again is confirmed with the same words, and counts once', async () => {
  const { id, number } = await given.givenCustomer('en-GB');
  const [first, second] = [
    await text(number, 'STOP', { MessageSid: 'SMlost' }),
    await text(number, 'STOP', { MessageSid: 'SMlost' }),
  ];
  expect(first.body).toContain('Understood');
  expect(second.body).toBe(first.body);
  expect(await given.service.published(optoutReceived, id)).toHaveLength(1);
  expect(await given.conversationOf(id)).toMatchObject([
    { text: 'STOP', reply: expect.stringContaining('Understood') },
  ]);
});

test('help is answered; what comes from no telephone number is refused in Twilio’s own language', async () => {
  const { number } = await given.givenCustomer('fr-FR');
  expect((await text(number, 'Aide')).body).toContain('<Message>Rapport Bank : écrivez-nous');
  const refused = await text('BANKOFX', 'STOP');
  expect(refused).toMatchObject({ status: 400, body: expect.stringContaining('<Response></Response>') });
});

test('a provider’s later word is recorded: delivered, and nothing after that', async () => {
  const { id, number } = await given.givenCustomer();
  await given.service.publish(decisionMade, { about: id, data: decision() });
  await eventually(async () => expect(await given.handset(number)).toHaveLength(1));
  const [sent] = await given.service.published(messageChanged, id);
  const report = (MessageStatus: string) =>
    post('/webhooks/twilio/status', {
      MessageSid: `sandbox-${sent!.data.messageId}`,
      MessageStatus,
      ErrorCode: '30003',
    });
  expect((await report('sending')).status).toBe(204);
  expect((await report('delivered')).status).toBe(204);
  expect((await report('failed')).status).toBe(204);
  const said = await given.service.published(messageChanged, id, 2);
  expect(said.map(({ data }) => data.status)).toEqual(['SENT', 'DELIVERED']);
});

test('WhatsApp is a channel of the same contact point', async () => {
  const { id, number } = await given.givenCustomer();
  await text(`whatsapp:${number}`, '🛑');
  const [optout] = await given.service.published(optoutReceived, id);
  expect(optout!.data).toMatchObject({ contactPointId: pointOf(number), channel: 'WHATSAPP', blocked: true });
});
