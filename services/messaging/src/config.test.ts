import { SettingsError } from '@rapport/platform';
import { readConfig } from './config.ts';

const environment = {
  NODE_ENV: 'development',
  DATABASE_URL: 'postgres://localhost/messaging',
  NATS_URL: 'nats://localhost:4222',
  STATEMENT_KEYS: 'k'.repeat(43),
  CONTACT_POINT_KEY: 'k'.repeat(43),
  TWILIO_AUTH_TOKEN: 'a-token-for-tests',
};

test('the sandbox is off unless asked for, and refused in production', () => {
  expect(readConfig(environment)).toMatchObject({
    SANDBOX: false,
    BRAND: 'Rapport Bank',
    PUBLIC_URL: 'http://localhost:4000',
  });
  expect(readConfig({ ...environment, SANDBOX: 'true' }).SANDBOX).toBe(true);
  expect(() => readConfig({ ...environment, SANDBOX: 'true', NODE_ENV: 'production' })).toThrow(/SANDBOX: is refused/);
});

const email = { SMTP_URL: 'smtp://mail.bank.example:587', MAIL_FROM: 'Help <help@bank.example>' };

test('without a server there is no e-mail; with one, everything it needs is asked for', () => {
  expect(readConfig({ ...environment, UNSUBSCRIBE_KEY: 'k'.repeat(43) }).email).toBeNull();
  const complete = { ...environment, ...email, UNSUBSCRIBE_KEY: 'k'.repeat(43) };
  expect(readConfig(complete).email).toMatchObject({
    from: { name: 'Help', address: 'help@bank.example' },
    isTlsRequired: false,
  });
  expect(readConfig({ ...complete, MAIL_FROM: 'Help@Bank.example' }).email?.from).toEqual({
    name: null,
    address: 'help@bank.example',
  });
  for (const name of ['MAIL_FROM', 'UNSUBSCRIBE_KEY']) {
    expect(() => readConfig({ ...complete, [name]: undefined })).toThrow(`${name}: is needed with SMTP_URL`);
  }
  expect(() => readConfig({ ...complete, MAIL_FROM: 'a@b.example\nBcc: c@d.example' })).toThrow(/MAIL_FROM: must be/);
  expect(() => readConfig({ ...complete, SMTP_URL: 'http://mail' })).toThrow(/SMTP_URL: must be smtp/);
});

test('in production e-mail goes out over TLS alone, and its links are https', () => {
  const production = { ...environment, ...email, UNSUBSCRIBE_KEY: 'k'.repeat(43), NODE_ENV: 'production' };
  expect(() => readConfig(production)).toThrow(/PUBLIC_URL: must be https/);
  const safe = readConfig({ ...production, PUBLIC_URL: 'https://bank.example' });
  expect(safe.email).toMatchObject({ isTlsRequired: true });
});

test('every missing setting is named at once', () => {
  const wrong = () => readConfig({ ...environment, CONTACT_POINT_KEY: 'short', TWILIO_AUTH_TOKEN: undefined });
  expect(wrong).toThrow(SettingsError);
  expect(wrong).toThrow(/CONTACT_POINT_KEY.*\n.*TWILIO_AUTH_TOKEN/);
});
