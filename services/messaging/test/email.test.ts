// E-mail whole: decisions become e-mails on a real SMTP server, what it refuses is told apart, and every one of them
// carries its way out.
import { decisionMade, messageChanged, optoutReceived } from '@rapport/contracts';
import { eventually, startMailServer } from '@rapport/testkit';
import { decision, type GivenMessaging, mailboxPointOf, pointOf, startMessaging } from './given-messaging.ts';

let given: GivenMessaging;
let mail: Awaited<ReturnType<typeof startMailServer>>;
let counter = 0;
/** What the mail server waits for before it answers for what it took. */
let thought = Promise.resolve();

beforeAll(async () => {
  mail = await startMailServer({ thinks: () => thought });
  given = await startMessaging({
    SMTP_URL: mail.url,
    MAIL_FROM: 'Rapport Help <help@bank.example>',
    UNSUBSCRIBE_KEY: Buffer.alloc(32, 3).toString('base64url'),
    PUBLIC_URL: 'https://bank.example',
  });
});
afterAll(async () => {
  await given.stop();
  await mail.stop();
});
afterEach(() => {
  given.profile.isSilent = false;
});

const givenMailbox = async ({ name = 'sandra', locale = 'de-DE' } = {}) => {
  const customer = await given.givenCustomer(locale);
  const mailbox = `${name}+${(counter += 1)}@home.example`;
  given.mailboxes.set(customer.id, mailbox);
  return { ...customer, mailbox };
};
const decide = (about: string, channels: ('SMS' | 'EMAIL')[] = ['EMAIL'], own: { expiresAt?: string } = {}) =>
  given.service.publish(decisionMade, { about, data: decision('SERVICE', { channels, ...own }) });
const statusesOf = async (id: string, count = 1) =>
  (await given.service.published(messageChanged, id, count)).map(({ data }) => data.status);

const linkOf = (text: string): string => /https:\/\/bank\.example(\/unsubscribe\/[\w.-]+)/.exec(text)![1]!;
const open = (path: string, headers: Record<string, string> = {}) =>
  fetch(given.service.running.url + path, { headers, redirect: 'manual' });
const post = (
  path: string,
  body: URLSearchParams | FormData = new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }),
) => fetch(given.service.running.url + path, { method: 'POST', body, redirect: 'manual' });

test('a decision becomes one e-mail in the customer’s language, with its way out', async () => {
  const { id, mailbox } = await givenMailbox();
  await decide(id);
  const { from, headers, parts } = await mail.mailTo(mailbox);
  const [said] = await given.service.published(messageChanged, id);
  expect(said!.data).toMatchObject({ status: 'SENT', channel: 'EMAIL', contactPointId: mailboxPointOf(mailbox) });
  expect(from).toBe('help@bank.example');
  expect(headers.get('from')).toBe('Rapport Help <help@bank.example>');
  expect(headers.get('subject')).toBe('Etwas, das es leichter machen kann');
  expect(headers.get('message-id')).toBe(`<${said!.data.messageId}@bank.example>`);
  expect(headers.get('auto-submitted')).toBe('auto-generated');
  const link = linkOf(headers.get('list-unsubscribe')!);
  const token = link.split('/').at(-1)!;
  expect(headers.get('list-unsubscribe')).toBe(
    `<mailto:help@bank.example?subject=unsubscribe%20${token}>, <https://bank.example/unsubscribe/${token}>`,
  );
  expect(headers.get('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
  expect(link).not.toContain('home.example');
  const text = parts.get('text/plain')!;
  expect(text).toMatch(/Raten.*\n\nRapport Bank\n\n-- \nKeine E-Mails mehr von uns: https:/s);
  expect(linkOf(text)).toBe(link);
  expect(parts.get('text/html')).toContain(`<a href="https://bank.example${link}">Keine E-Mails mehr von uns</a>`);
  expect(await given.conversationOf(id)).toMatchObject([
    { status: 'SENT', subject: 'Etwas, das es leichter machen kann', text: expect.not.stringContaining('unsubscribe') },
  ]);
  expect(mail.mailsTo(mailbox)).toHaveLength(1);
});

test('a mailbox that the server refuses is the end of it; one that it puts off is tried again', async () => {
  const [gone, grey] = [await givenMailbox({ name: 'nobody' }), await givenMailbox({ name: 'greylisted' })];
  await decide(gone.id);
  await decide(grey.id);
  const [failed] = await given.service.published(messageChanged, gone.id);
  expect(failed!.data).toMatchObject({ status: 'FAILED', reasons: ['ADDRESS_REFUSED', 'SMTP_550'] });
  const [waiting] = await given.service.published(messageChanged, grey.id);
  expect(waiting!.data).toMatchObject({ status: 'QUEUED', reasons: ['SMTP_451'], permitId: `pmt_${grey.id}` });
  expect(await given.conversationOf(grey.id)).toMatchObject([{ status: 'HELD', reasons: ['SMTP_451'] }]);
  await given.database.rows("UPDATE message SET due_at = $2 WHERE customer_id = $1 AND status = 'HELD'", [
    grey.id,
    new Date(0),
  ]);
  await eventually(() => expect(mail.tries.get(grey.mailbox)).toBe(2));
  expect(mail.tries.get(gone.mailbox)).toBe(1);
});

test('a line that breaks after the contents leaves the message unknown, and it is never repeated', async () => {
  const { id, mailbox } = await givenMailbox({ name: 'broken' });
  await decide(id);
  const [said] = await given.service.published(messageChanged, id);
  expect(said!.data).toMatchObject({ status: 'UNKNOWN', reasons: ['NO_ANSWER'], permitId: `pmt_${id}` });
  // Nobody can be asked what became of it: it is not looked at again.
  await eventually(async () =>
    expect(await given.database.rows('SELECT status, due_at FROM message WHERE customer_id = $1', [id])).toEqual([
      { status: 'UNKNOWN', due_at: null },
    ]),
  );
  expect([mail.tries.get(mailbox), mail.mailsTo(mailbox)]).toEqual([1, [expect.anything()]]);
});

test('a mail server that thinks long about one e-mail holds up no other', async () => {
  const [slow, next] = [await givenMailbox(), await givenMailbox()];
  const { promise, resolve: isThoughtOver } = Promise.withResolvers<void>();
  thought = promise;
  await decide(slow.id);
  await mail.mailTo(slow.mailbox);
  thought = Promise.resolve();
  await decide(next.id);
  expect(await statusesOf(next.id)).toEqual(['SENT']);
  expect(await given.conversationOf(slow.id)).toMatchObject([{ status: 'SENDING' }]);
  isThoughtOver();
  expect(await statusesOf(slow.id)).toEqual(['SENT']);
});

test('a text message is preferred; without a number, or where none is wanted, the e-mail goes out', async () => {
  const [reachable, numberless, unwanted, stopped] = [
    await givenMailbox(),
    await givenMailbox(),
    await givenMailbox(),
    await givenMailbox(),
  ];
  given.numbers.delete(numberless.id);
  const deny = (number: string, reason: string) =>
    given.pointVerdicts.set(pointOf(number), { allowed: false, reasons: [reason], permit: null });
  deny(unwanted.number, 'PURPOSE_WITHDRAWN');
  deny(stopped.number, 'CONTACT_POINT_BLOCKED');
  for (const { id } of [reachable, numberless, unwanted, stopped]) await decide(id, ['SMS', 'EMAIL']);
  for (const { id, mailbox } of [numberless, unwanted]) {
    await mail.mailTo(mailbox);
    expect(await statusesOf(id)).toEqual(['SENT']);
    expect(await given.conversationOf(id)).toMatchObject([{ status: 'SENT', subject: expect.any(String) }]);
  }
  await eventually(async () => expect(await given.handset(reachable.number)).toHaveLength(1));
  expect(await given.handset(unwanted.number)).toEqual([]);
  expect(mail.mailsTo(reachable.mailbox)).toEqual([]);
  const [attempt] = await given.database.rows(
    'SELECT a.others, a.outcome FROM attempt a JOIN message m ON m.id = a.message_id WHERE m.customer_id = $1',
    [unwanted.id],
  );
  expect(attempt).toMatchObject({
    outcome: 'ACCEPTED',
    others: [{ channel: 'SMS', reasons: ['PURPOSE_WITHDRAWN'], ground: ['test'] }],
  });
  // Who said stop is not found another way.
  await eventually(async () => expect(await statusesOf(stopped.id)).toEqual(['SUPPRESSED']));
  expect(mail.mailsTo(stopped.mailbox)).toEqual([]);
});

describe('the link', () => {
  const givenLink = async (locale = 'de-DE') => {
    const customer = await givenMailbox({ locale });
    await decide(customer.id);
    const { headers } = await mail.mailTo(customer.mailbox);
    return { ...customer, link: linkOf(headers.get('list-unsubscribe')!) };
  };

  test('shows a page with one button in the customer’s language, and looking at it changes nothing', async () => {
    const { mailbox, link } = await givenLink('fr-FR');
    const page = await open(link, { 'accept-language': 'de' });
    const html = await page.text();
    expect(page.status).toBe(200);
    expect(html).toContain('<html lang="fr">');
    expect(html.match(/<button/g)).toHaveLength(1);
    expect(html).toContain('name="List-Unsubscribe" value="One-Click"');
    expect(html).not.toMatch(/<script|https?:|home\.example/);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(page.headers.get('cache-control')).toBe('no-store');
    expect(page.headers.get('set-cookie')).toBeNull();
    const stops = await given.database.rows('SELECT FROM local_stop WHERE contact_point_id = $1', [
      mailboxPointOf(mailbox),
    ]);
    expect(stops).toEqual([]);
  });

  test('one click is a stop for that mailbox, told once, and holds whatever consent says', async () => {
    const { id, mailbox, link, number } = await givenLink();
    const done = await post(link);
    expect([done.status, done.headers.get('location'), done.headers.get('set-cookie')]).toEqual([200, null, null]);
    expect(await done.text()).toContain('Erledigt');
    const [optout] = await given.service.published(optoutReceived, id);
    expect(optout!.data).toEqual({
      contactPointId: mailboxPointOf(mailbox),
      channel: 'EMAIL',
      blocked: true,
      understoodBy: 'link:unsubscribe',
    });
    await Promise.all([post(link), post(link)]);
    await decide(id);
    await eventually(async () => expect(await statusesOf(id)).toEqual(['SENT', 'SUPPRESSED']));
    expect(await given.service.published(optoutReceived, id)).toHaveLength(1);
    expect(mail.mailsTo(mailbox)).toHaveLength(1);
    // The telephone is another contact point, and nobody said stop there; but it is no way around this stop either.
    await decide(id, ['EMAIL', 'SMS']);
    await eventually(async () => expect(await statusesOf(id)).toEqual(['SENT', 'SUPPRESSED', 'SUPPRESSED']));
    expect(await given.handset(number)).toEqual([]);
    await decide(id, ['SMS', 'EMAIL']);
    await eventually(async () => expect(await given.handset(number)).toHaveLength(1));
  });

  test('a mailbox may send its click in parts, and while profile is silent it holds all the same', async () => {
    const { mailbox, link } = await givenLink();
    given.profile.isSilent = true;
    const parts = new FormData();
    parts.set('List-Unsubscribe', 'One-Click');
    expect((await post(link, parts)).status).toBe(200);
    const [optout] = await given.service.published(optoutReceived, mailboxPointOf(mailbox));
    expect(optout!.data.blocked).toBe(true);
  });

  test('that nobody signed leads nowhere, and a form that asks for nothing is refused', async () => {
    const { link, mailbox } = await givenLink();
    const forged = link.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'));
    for (const answer of [await open(forged, { 'accept-language': 'es-ES,es' }), await post(forged)]) {
      expect([answer.status, answer.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8']);
    }
    expect(await (await open(forged, { 'accept-language': 'es-ES,es' })).text()).toContain('<html lang="es">');
    const empty = await post(link, new URLSearchParams());
    expect(empty.status).toBe(400);
    expect(await empty.json()).toMatchObject({ issues: [{ message: expect.stringContaining('RFC 8058') }] });
    const stops = await given.database.rows('SELECT FROM local_stop WHERE contact_point_id = $1', [
      mailboxPointOf(mailbox),
    ]);
    expect(stops).toEqual([]);
  });
});
