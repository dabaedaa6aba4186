import { judgeSmtpFailure } from './smtp-failure.ts';

const failure = { code: null, command: null, isBegun: true, isHandedOver: false, isTls: false };

test.each([
  ['a mailbox that does not exist', { code: 550, command: 'RCPT TO' }, 'REFUSED', ['ADDRESS_REFUSED', 'SMTP_550']],
  ['contents that are refused', { code: 554, command: 'DATA', isHandedOver: true }, 'REFUSED', ['SMTP_554']],
  ['a sender that is refused', { code: 553, command: 'MAIL FROM' }, 'REFUSED', ['SMTP_553']],
  ['greylisting', { code: 451, command: 'RCPT TO' }, 'PUT_OFF', ['SMTP_451']],
  ['a full mailbox', { code: 452, command: 'DATA', isHandedOver: true }, 'PUT_OFF', ['SMTP_452']],
  ['a login that is refused', { code: 535, command: 'AUTH PLAIN', isBegun: false }, 'PUT_OFF', ['SMTP_535']],
  ['a login that is missing', { code: 530, command: 'MAIL FROM' }, 'PUT_OFF', ['SMTP_530']],
  ['a server that takes no calls', { code: 554, command: 'CONN', isBegun: false }, 'PUT_OFF', ['SMTP_554']],
  ['nobody there', { isBegun: false }, 'PUT_OFF', ['SMTP_UNREACHABLE']],
  ['a server that closes before the contents', { code: 421, command: 'RCPT TO' }, 'PUT_OFF', ['SMTP_421']],
  ['no TLS', { isBegun: false, isTls: true }, 'PUT_OFF', ['SMTP_TLS_FAILED']],
  ['a line that broke before the contents', {}, 'PUT_OFF', ['SMTP_UNREACHABLE']],
])('%s means what it means', (_, own, said, reasons) => {
  expect(judgeSmtpFailure({ ...failure, ...own })).toEqual({ said, reasons });
});

test.each([
  ['a line that broke', null],
  ['a server that closes', 421],
])('%s after the first byte of the contents says nothing: the message may have been taken', (_, code) => {
  expect(judgeSmtpFailure({ ...failure, code, isHandedOver: true })).toEqual({ said: 'NOTHING' });
});
