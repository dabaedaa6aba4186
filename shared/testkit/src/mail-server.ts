import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { eventually } from './eventually.ts';

/** An e-mail as the server took it: headers unfolded, parts decoded. */
export type TakenMail = {
  readonly from: string;
  readonly to: string;
  readonly headers: ReadonlyMap<string, string>;
  readonly parts: ReadonlyMap<string, string>;
};

/** What the server does to mailboxes whose name says so. */
const REFUSALS: Readonly<Record<string, { code: number; text: string }>> = {
  nobody: { code: 550, text: 'no such user here' },
  greylisted: { code: 451, text: 'try again later' },
};

const decode = (text: string, encoding: string): string => {
  if (encoding === 'base64') return Buffer.from(text, 'base64').toString();
  if (encoding !== 'quoted-printable') return text;
  const bytes = text
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString();
};

const headersOf = (text: string): Map<string, string> =>
  new Map(
    text
      .replace(/\r\n[ \t]+/g, ' ')
      .split('\r\n')
      .map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
  );

const split = (text: string): [Map<string, string>, string] => {
  const at = text.indexOf('\r\n\r\n');
  return [headersOf(text.slice(0, at)), text.slice(at + 4)];
};

const partsOf = (headers: ReadonlyMap<string, string>, body: string): Map<string, string> => {
  const boundary = /boundary="([^"]+)"/.exec(headers.get('content-type') ?? '')?.[1];
  if (!boundary) throw new Error('expected an e-mail of several parts');
  return new Map(
    body
      .split(`--${boundary}`)
      .slice(1, -1)
      .map((part) => {
        const [own, text] = split(part.replace(/^\r\n/, ''));
        const type = own.get('content-type')!.split(';')[0]!;
        return [type, decode(text, own.get('content-transfer-encoding') ?? '').replace(/\r\n/g, '\n')];
      }),
  );
};

/**
 * A real SMTP server on a free port. Mailboxes named `nobody@` and `greylisted@` are refused; after the contents for
 * `silent@` it never answers, and for `broken@` it hangs up, having taken the message.
 * @param thinks over the contents, before it answers for them
 */
export const startMailServer = async ({ thinks = async () => {} }: { thinks?: () => Promise<unknown> } = {}) => {
  const mails: TakenMail[] = [];
  /** How often somebody tried to write to each mailbox. */
  const tries = new Map<string, number>();
  /** The lines to callers by their port, to break one off without a word. */
  const sockets = new Map<number | undefined, Socket>();
  const answer = async (done: () => void): Promise<void> => {
    await thinks();
    done();
  };
  const server = new SMTPServer({
    authMethods: ['PLAIN'],
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    closeTimeout: 200,
    onAuth: ({ username, password }, _session, done) =>
      username === 'bank' && password === 'p@ss' ? done(null, { user: 'bank' }) : done(new Error('wrong password')),
    onRcptTo: ({ address }, _session, done) => {
      tries.set(address, (tries.get(address) ?? 0) + 1);
      const refusal = REFUSALS[address.split('@')[0]!.split('+')[0]!];
      return done(refusal ? Object.assign(new Error(refusal.text), { responseCode: refusal.code }) : null);
    },
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const [headers, body] = split(Buffer.concat(chunks).toString('latin1'));
        const { mailFrom, rcptTo } = session.envelope;
        const to = rcptTo[0]!.address;
        mails.push({ from: mailFrom ? mailFrom.address : '', to, headers, parts: partsOf(headers, body) });
        if (to.startsWith('silent')) return;
        if (to.startsWith('broken')) sockets.get(session.remotePort)?.destroy();
        else void answer(done);
      });
    },
  });
  server.server.on('connection', (socket: Socket) => sockets.set(socket.remotePort, socket));
  server.on('error', () => undefined);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.server.address() as AddressInfo;
  const mailsTo = (to: string) => mails.filter((mail) => mail.to === to);
  return {
    url: `smtp://bank:p%40ss@127.0.0.1:${port}`,
    tries,
    /** Everything it took, in order. */
    mails: mails as readonly TakenMail[],
    mailsTo,
    mailTo: (to: string) =>
      eventually(() => {
        const [mail] = mailsTo(to);
        if (!mail) throw new Error(`no e-mail to ${to}`);
        return mail;
      }),
    stop: () => new Promise<void>((resolve) => server.close(resolve)),
  };
};
