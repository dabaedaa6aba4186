// The e-mail adapter alone against a real SMTP server: what it says of servers that are slow, absent or strange.
import { createServer, type Socket } from 'node:net';
import { startMailServer } from '@rapport/testkit';
import { createEmail, type EmailSettings } from '../src/channels/email.ts';
import { mailboxPointOf, NOON } from './given-messaging.ts';

let mail: Awaited<ReturnType<typeof startMailServer>>;
beforeAll(async () => {
  mail = await startMailServer();
});
afterAll(() => mail.stop());

let counter = 0;
const send = (to: string, own: Partial<EmailSettings> = {}) => {
  const adapter = createEmail({
    url: mail.url,
    from: { name: null, address: 'help@bank.example' },
    isTlsRequired: false,
    publicUrl: 'https://bank.example',
    unsubscribeKey: new Uint8Array(32).fill(3),
    brand: 'Rapport Bank',
    handOverMsMax: 500,
    now: () => new Date(NOON),
    ...own,
  });
  const point = { contactPointId: mailboxPointOf(to), maskedAddress: 'x•••@' };
  const words = { language: 'en' as const, subject: 'Grüße', text: '<b>5 & 6</b>\n.\nÜber' };
  return adapter.send({ messageId: `msg_${(counter += 1)}`, ...point, to, ...words });
};

test('what an e-mail says arrives as it was said, in both parts', async () => {
  expect(await send('sandra@home.example')).toMatchObject({ said: 'ACCEPTED' });
  const { headers, parts } = await mail.mailTo('sandra@home.example');
  expect(headers.get('from')).toBe('Rapport Bank <help@bank.example>');
  expect(headers.get('date')).toBe('Mon, 02 Mar 2026 11:00:00 +0000');
  expect(parts.get('text/plain')).toMatch(/^<b>5 & 6<\/b>\n\.\nÜber\n/);
  expect(parts.get('text/html')).toContain('&lt;b&gt;5 &amp; 6&lt;/b&gt;');
});

test('a server that is silent after the contents is given up within its time, and nobody knows', async () => {
  const begun = performance.now();
  await expect(send('silent@home.example')).rejects.toThrow();
  expect(performance.now() - begun).toBeLessThan(2_000);
  expect(mail.mailsTo('silent@home.example')).toHaveLength(1);
});

test('a server that refuses our login, offers no TLS or is not there has not taken it: it is tried again', async () => {
  const to = 'later@home.example';
  const wrong = mail.url.replace('p%40ss', 'wrong');
  expect(await send(to, { url: wrong })).toEqual({ said: 'PUT_OFF', reasons: ['SMTP_535'] });
  expect(await send(to, { isTlsRequired: true })).toMatchObject({ said: 'PUT_OFF' });
  expect(await send(to, { url: 'smtp://127.0.0.1:1' })).toEqual({ said: 'PUT_OFF', reasons: ['SMTP_UNREACHABLE'] });
  expect(mail.tries.get(to)).toBeUndefined();
});

/** A server that says one line to whoever calls, and then nothing. */
const startStrangeServer = async (line: string) => {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket.on('error', () => undefined));
    socket.write(line);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `smtp://127.0.0.1:${(server.address() as { port: number }).port}`,
    stop: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
};

test.each([
  ['says nothing', '', ['SMTP_UNREACHABLE']],
  ['greets and says nothing more', '220 hello\r\n', ['SMTP_UNREACHABLE']],
  ['takes no mail today', '421 closing\r\n', ['SMTP_421']],
  ['never takes mail', '554 no SMTP service here\r\n', ['SMTP_554']],
  ['is another kind of server', 'HTTP/1.1 400 Bad Request\r\n\r\n', ['SMTP_UNREACHABLE']],
])('a server that %s has not taken it', async (_, line, reasons) => {
  const server = await startStrangeServer(line);
  expect(await send('later@home.example', { url: server.url })).toEqual({ said: 'PUT_OFF', reasons });
  await server.stop();
});
