import type { SignalLevel } from '@rapport/contracts';

/**
 * What a customer is told where the guess is about health, family or a death: an offer of help that names nothing,
 * for nobody wants to learn from their bank that it noticed.
 */
export const SENSITIVE_SENTENCES: Readonly<Record<SignalLevel, string>> = {
  NONE: 'Everything runs as usual.',
  LOW: 'If something would make banking easier for you at the moment, tell us. You need not say why.',
  MEDIUM: 'If you would like more time or a person to talk to, we are here. You need not say why.',
  HIGH: 'We can give you more time, a quiet account or one person who knows your matters. You need not say why.',
};
