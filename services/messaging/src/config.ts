import { normaliseEmail } from '@rapport/contracts';
import {
  type Environment,
  keyListSetting,
  keySetting,
  readSettings,
  refuseInProduction,
  SettingsError,
  serviceSettings,
} from '@rapport/platform';
import { z } from 'zod';
import type { EmailSettings } from './channels/email.ts';

/** How long the hand-over of an e-mail may take, ms: within the 10 s that a channel has. */
const HAND_OVER_MS_MAX = 9_500;

const MAILBOX = 'must be a mailbox, such as help@bank.example or My Bank <help@bank.example>';

/** A mailbox with or without a name. */
const mailboxSetting = z.string(MAILBOX).transform((text, context) => {
  const [, name, bracketed] = /^\s*"?([^"<>\r\n]*?)"?\s*<([^<>]+)>\s*$/.exec(text) ?? [];
  const address = normaliseEmail(bracketed ?? text);
  if (address) return { name: name || null, address };
  context.addIssue({ code: 'custom', message: MAILBOX });
  return z.NEVER;
});

const settings = serviceSettings.extend({
  CONTACT_POINT_KEY: keySetting.describe('Makes the ids of contact points; shared by profile, consent and messaging.'),
  TWILIO_AUTH_TOKEN: z
    .string('must be the auth token of the Twilio account, 16 characters or more')
    .min(16, 'must be the auth token of the Twilio account, 16 characters or more')
    .describe('Checks the signature of inbound webhooks.'),
  PUBLIC_URL: z
    .url('must be the URL of the front door, as Twilio calls it')
    .default('http://localhost:4000')
    .describe('The front door: part of what a webhook signs, and where unsubscribe links lead.'),
  BRAND: z.string().min(1).max(40).default('Rapport Bank').describe('The name under which customers know the bank.'),
  SANDBOX: z.stringbool().default(false).describe('Whether SMS go to the sandbox handset. Not in production.'),
  SMTP_URL: z
    .url({ protocol: /^smtps?$/, message: 'must be smtp://user:password@host:587 or smtps://…' })
    .optional()
    .describe('The server that takes e-mail; without it there is no e-mail.'),
  MAIL_FROM: mailboxSetting.optional().describe('The mailbox that e-mail comes from.'),
  UNSUBSCRIBE_KEY: keyListSetting.default([]).describe('Signs unsubscribe links; two while keys are rotated.'),
});

type Settings = z.output<typeof settings>;

const wrong = (line: string): never => {
  throw new SettingsError(`these settings are missing or wrong:\n  ${line}`);
};

/** What the e-mail channel needs, or null where there is none. Half of it would fail at the first message. */
const emailOf = (config: Settings): Omit<EmailSettings, 'now'> | null => {
  const { SMTP_URL: url, MAIL_FROM: from, UNSUBSCRIBE_KEY: keys, PUBLIC_URL: publicUrl, BRAND: brand } = config;
  if (!url) return null;
  const unsubscribeKey = keys[0];
  if (!from) return wrong('MAIL_FROM: is needed with SMTP_URL');
  if (!unsubscribeKey) return wrong('UNSUBSCRIBE_KEY: is needed with SMTP_URL, so that every e-mail has its way out');
  const isTlsRequired = config.NODE_ENV === 'production';
  if (isTlsRequired && !publicUrl.startsWith('https:')) {
    return wrong('PUBLIC_URL: must be https with SMTP_URL, mailboxes unsubscribe over nothing else (RFC 8058)');
  }
  return { url, from, unsubscribeKey, publicUrl, brand, isTlsRequired, handOverMsMax: HAND_OVER_MS_MAX };
};

/** @throws SettingsError that names every setting that is missing, wrong or refused in production */
export const readConfig = (environment: Environment = process.env) => {
  const config = readSettings(settings, environment);
  refuseInProduction(config);
  if (config.NODE_ENV === 'production' && config.SANDBOX) return wrong('SANDBOX: is refused in production');
  return { ...config, email: emailOf(config) };
};
