/** What is known of a hand-over by SMTP that did not end in an acceptance. */
export type SmtpFailure = {
  /** The server's reply code (RFC 5321, 4.2); null where it gave none. */
  readonly code: number | null;
  /** The command that it replied to, such as `RCPT TO`. */
  readonly command: string | null;
  /** Whether this message had been named to the server: MAIL FROM or anything after it. */
  readonly isBegun: boolean;
  /** Whether any of its contents had left: from then on the server may have taken it without our hearing of it. */
  readonly isHandedOver: boolean;
  readonly isTls: boolean;
};

/** What a failure means: refused for good, not taken this time, or nobody knows. */
export type SmtpVerdict =
  | { readonly said: 'REFUSED'; readonly reasons: readonly string[] }
  | { readonly said: 'PUT_OFF'; readonly reasons: readonly string[] }
  | { readonly said: 'NOTHING' };

/** Asks us to log in first (RFC 4954): about us, whenever it comes. */
const LOGIN_REQUIRED = 530;

/** The server closes the line (RFC 5321, 3.8): it may say so at any time, and does not speak of the message. */
const CLOSING = 421;

/**
 * A reply of 5xx to the message itself ends it; before that it is about us (greeting, TLS, login), and waits to be
 * mended. A reply of 4xx leaves the message with us (RFC 5321, 4.2.1). Without a reply to it, a message whose
 * contents had begun to leave is unknown; one whose contents had not cannot have been taken.
 */
export const judgeSmtpFailure = ({ code, command, isBegun, isHandedOver, isTls }: SmtpFailure): SmtpVerdict => {
  if (isHandedOver && (code === null || code === CLOSING)) return { said: 'NOTHING' };
  if (code === null) return { said: 'PUT_OFF', reasons: [isTls ? 'SMTP_TLS_FAILED' : 'SMTP_UNREACHABLE'] };
  const reason = `SMTP_${code}`;
  if (code < 500 || code === LOGIN_REQUIRED || !isBegun) return { said: 'PUT_OFF', reasons: [reason] };
  return { said: 'REFUSED', reasons: command === 'RCPT TO' ? ['ADDRESS_REFUSED', reason] : [reason] };
};
