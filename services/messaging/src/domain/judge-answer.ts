import type { MayAnswer, ProtectionLevel, Purpose } from '@rapport/contracts';
import type { Happening } from './message.ts';

/** Purposes whose messages wait while consent or profile is silent; everything else is given up at once. */
const WAITING_PURPOSES: readonly Purpose[] = ['SERVICE', 'FRAUD_PROTECTION'];

const FIRST_PAUSE_MS = 500;
const PAUSE_MS_MAX = 10_000;

/** How long a provider that puts a message off is left in peace, ms: doubled each time (RFC 5321, 4.5.4.1). */
const PUT_OFF_MS = 60_000;
const PUT_OFF_MS_MAX = 30 * 60_000;

type Waiting = { readonly purpose: Purpose; readonly attempts: number; readonly expiresAt: Date };

/** Somebody who must be asked did not answer: nothing is sent unasked. Waits longer each time, never past the end. */
export const judgeSilence = ({ purpose, attempts, expiresAt }: Waiting, reason: string, now: Date): Happening => {
  if (!WAITING_PURPOSES.includes(purpose)) return { kind: 'DENIED', reasons: [reason], permitId: null };
  const pauseMs = Math.min(FIRST_PAUSE_MS * 2 ** Math.min(attempts - 1, 10), PAUSE_MS_MAX);
  return {
    kind: 'POSTPONED',
    reasons: [reason],
    until: new Date(Math.min(now.getTime() + pauseMs, expiresAt.getTime())),
  };
};

/** The provider did not take a message this time: it waits, longer each time, never past its end. */
export const judgePutOff = (
  { attempts, expiresAt }: Omit<Waiting, 'purpose'>,
  reasons: readonly string[],
  now: Date,
): Happening => {
  const pauseMs = Math.min(PUT_OFF_MS * 2 ** Math.min(attempts - 1, 10), PUT_OFF_MS_MAX);
  return { kind: 'PUT_OFF', reasons, until: new Date(Math.min(now.getTime() + pauseMs, expiresAt.getTime())) };
};

/** What consent's answer means: cleared; postponed where it opens by itself in time (night, frequency); denied. */
export const judgeAnswer = (message: Waiting, answer: MayAnswer, now: Date): Happening => {
  if (answer.allowed) {
    return answer.permit
      ? { kind: 'CLEARED', permitId: answer.permit.id }
      : judgeSilence(message, 'CONSENT_UNAVAILABLE', now);
  }
  const opensAt = answer.nextAllowedAt ? new Date(answer.nextAllowedAt) : null;
  if (opensAt && opensAt < message.expiresAt) return { kind: 'POSTPONED', reasons: answer.reasons, until: opensAt };
  return { kind: 'DENIED', reasons: answer.reasons.length > 0 ? answer.reasons : ['DENIED'], permitId: null };
};

/** The reason of a stop that was said here, whether or not consent has heard of it. */
const STOPPED = 'CONTACT_POINT_STOPPED';

/** Consent's reason where the customer said stop at this very contact point. */
const BLOCKED = 'CONTACT_POINT_BLOCKED';

/**
 * Whether consent forbids it because the customer said stop there. Another channel would walk around their word, so a
 * message ends here, while one that merely has no address, or is not wanted on this channel, may take the next.
 */
export const isStop = ({ reasons }: Pick<MayAnswer, 'reasons'>): boolean => reasons.includes(BLOCKED);

/** What messaging itself knows against sending, last of all and together with the commitment to send. */
export const localObjections = (
  { purpose }: { readonly purpose: Purpose },
  { isStopped, protectionLevel }: { readonly isStopped: boolean; readonly protectionLevel: ProtectionLevel },
): string[] => [
  ...(isStopped ? [STOPPED] : []),
  ...(protectionLevel === 'PROTECTED' && purpose === 'MARKETING' ? ['PROTECTED_CUSTOMER'] : []),
];
