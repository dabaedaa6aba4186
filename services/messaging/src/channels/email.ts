import { Readable } from 'node:stream';
import MailComposer from 'nodemailer/lib/mail-composer';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { composeMail } from '../domain/email/compose-mail.ts';
import { judgeSmtpFailure } from '../domain/email/smtp-failure.ts';
import { unsubscribeToken } from '../domain/email/unsubscribe-token.ts';
import type { ChannelAdapter, Handover, ProviderWord } from '../usecases/ports.ts';

/** How long the beginning of a connection may take, ms. */
const CONNECT_MS_MAX = 3_000;
const GREETING_MS_MAX = 3_000;

/** What the e-mail channel needs to know. */
export type EmailSettings = {
  /** `smtp://user:password@host:587` or `smtps://…`. */
  readonly url: string;
  readonly from: { readonly name: string | null; readonly address: string };
  /** Whether a server that offers no TLS is refused. */
  readonly isTlsRequired: boolean;
  /** The front door, where unsubscribe links lead. */
  readonly publicUrl: string;
  readonly unsubscribeKey: Uint8Array;
  readonly brand: string;
  /** How long a hand-over may take, ms, 10,000 at most: filters behind a server think for seconds. */
  readonly handOverMsMax: number;
  readonly now: () => Date;
};

type SmtpError = Error & { code?: string; responseCode?: number; command?: string };

const connectionOf = ({ url, isTlsRequired, handOverMsMax }: EmailSettings): SMTPConnection => {
  const { protocol, hostname, port } = new URL(url);
  const secure = protocol === 'smtps:';
  return new SMTPConnection({
    host: hostname.replace(/^\[(.*)\]$/, '$1'),
    port: port ? Number(port) : undefined,
    secure,
    requireTLS: isTlsRequired && !secure,
    dnsTimeout: CONNECT_MS_MAX,
    connectionTimeout: CONNECT_MS_MAX,
    greetingTimeout: GREETING_MS_MAX,
    socketTimeout: handOverMsMax,
  });
};

const credentialsOf = (url: string): { user: string; pass: string } | null => {
  const { username, password } = new URL(url);
  return username ? { user: decodeURIComponent(username), pass: decodeURIComponent(password) } : null;
};

const encode = (handover: Handover, settings: EmailSettings): Promise<Buffer> => {
  const { contactPointId, language, messageId, subject, text, to } = handover;
  const { brand, from, now, publicUrl, unsubscribeKey } = settings;
  const token = unsubscribeToken(unsubscribeKey, { contactPointId, language });
  const unsubscribeUrl = new URL(`/unsubscribe/${token}`, publicUrl).href;
  const parts = { messageId, subject: subject ?? brand, text, language, brand, from, to, date: now() };
  const mail = composeMail({ ...parts, unsubscribeUrl, unsubscribeToken: token });
  // Texts may one day hold what a customer said: nothing in them may make the encoder open files or addresses.
  return new MailComposer({ ...mail, disableFileAccess: true, disableUrlAccess: true }).compile().build();
};

/** How far a hand-over came, which decides what its failure means. */
type Progress = { isBegun: boolean; isHandedOver: boolean };

/** The message as a stream that notes when the first byte of it is asked for: not before the server said "354". */
const watched = (message: Buffer, progress: Progress): Readable =>
  new Readable({
    read() {
      progress.isHandedOver = true;
      this.push(message);
      this.push(null);
    },
  });

const wordOf = (error: SmtpError, progress: Progress): ProviderWord => {
  const { code = '', responseCode = null, command = null } = error;
  const verdict = judgeSmtpFailure({ ...progress, code: responseCode, command, isTls: code === 'ETLS' });
  if (verdict.said === 'NOTHING') throw error;
  return verdict;
};

const handOver = async (settings: EmailSettings, handover: Handover, message: Buffer): Promise<ProviderWord> => {
  const connection = connectionOf(settings);
  const progress: Progress = { isBegun: false, isHandedOver: false };
  const auth = credentialsOf(settings.url);
  let timer: NodeJS.Timeout | undefined;
  try {
    await new Promise<void>((resolve, reject) => {
      timer = setTimeout(() => reject(new Error('the SMTP server took too long')), settings.handOverMsMax);
      const settle = (error?: Error | null) => (error ? reject(error) : resolve());
      const send = () => {
        progress.isBegun = true;
        const envelope = { from: settings.from.address, to: handover.to, size: message.length };
        connection.send(envelope, watched(message, progress), settle);
      };
      connection.on('error', reject);
      connection.connect((failed) => {
        if (failed) return reject(failed);
        if (!auth) return send();
        connection.login({ credentials: auth }, (refused) => (refused ? reject(refused) : send()));
      });
    });
    return { said: 'ACCEPTED', providerId: handover.messageId };
  } catch (error) {
    return wordOf(error as SmtpError, progress);
  } finally {
    clearTimeout(timer);
    connection.close();
  }
};

/**
 * E-mail by SMTP, one connection per message. SMTP knows no idempotency key and keeps no record to ask: a hand-over
 * without an answer stays unknown, and is never repeated.
 */
export const createEmail = (settings: EmailSettings): ChannelAdapter => ({
  channel: 'EMAIL',
  send: async (handover) => handOver(settings, handover, await encode(handover, settings)),
  find: null,
});
