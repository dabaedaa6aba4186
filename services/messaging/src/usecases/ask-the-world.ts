import type { Channel, MayAnswer, MayRequest } from '@rapport/contracts';
import type { PassedOver } from '../domain/attempt.ts';
import { isStop, judgeAnswer, judgeSilence } from '../domain/judge-answer.ts';
import type { Happening, OutboundMessage } from '../domain/message.ts';
import type { Address, Ports } from './ports.ts';

/** What one pass through the gate learnt before it touched anything. */
export type Asked = {
  readonly begunAt: Date;
  /** The channel that was asked about. */
  readonly channel: Channel;
  readonly question: MayRequest | null;
  readonly answer: MayAnswer | null;
  readonly happening: Happening;
  readonly address: Address | null;
  /** By the monotonic clock, before consent was asked. */
  readonly askedAtMs: number;
  readonly others: readonly PassedOver[];
};

const denied = (...reasons: string[]): Happening => ({ kind: 'DENIED', reasons, permitId: null });

const askAbout = async (
  { ask, now, elapsedMs }: Ports,
  message: OutboundMessage,
  channel: Channel,
  begunAt: Date,
): Promise<Asked> => {
  const base = { begunAt, channel, question: null, answer: null, address: null, askedAtMs: elapsedMs(), others: [] };
  if (message.expiresAt <= begunAt) return { ...base, happening: denied('EXPIRED') };
  const { customerId, purpose, topic } = message;
  const found = await ask.address({ customerId, channel }).catch(() => null);
  if (!found) return { ...base, happening: judgeSilence(message, 'PROFILE_UNAVAILABLE', now()) };
  const { address } = found;
  if (!address) return { ...base, happening: denied('NO_ADDRESS') };
  const { contactPointId } = address;
  const effectId = message.id;
  const question = { customerId, contactPointId, purpose, channel, topic, partner: null, reserve: true, effectId };
  const askedAtMs = elapsedMs();
  const answer = await ask.may(question).catch(() => null);
  const happening = answer ? judgeAnswer(message, answer, now()) : judgeSilence(message, 'CONSENT_UNAVAILABLE', now());
  return { ...base, question, answer, happening, address, askedAtMs };
};

/** Whether a channel is closed to this customer while another may be open; silence and the end say nothing of that. */
const isClosed = ({ happening, address, answer, begunAt }: Asked, { expiresAt }: OutboundMessage): boolean =>
  happening.kind === 'DENIED' && expiresAt > begunAt && (answer ? !isStop(answer) : address === null);

/** A channel as the record of the attempt keeps it beside the one that was used. */
const passedOver = ({ channel, question, answer: full, happening }: Asked): PassedOver => {
  const { ground = [], ...answer } = full ?? {};
  const reasons = 'reasons' in happening ? happening.reasons : [];
  return { channel, asked: question, answer: full ? answer : null, ground, reasons };
};

/**
 * Asks for the address and for consent, channel by channel, each with its own contact point, until one is not closed:
 * it may be cleared, has to wait, or was stopped by the customer. Where all are closed, the first speaks for all, with
 * everybody's reasons.
 */
export const askTheWorld = async (ports: Ports, message: OutboundMessage): Promise<Asked> => {
  const begunAt = ports.now();
  const closed: Asked[] = [];
  for (const channel of message.channels) {
    const asked = await askAbout(ports, message, channel, begunAt);
    if (!isClosed(asked, message)) return { ...asked, others: closed.map(passedOver) };
    closed.push(asked);
  }
  const [first, ...rest] = closed;
  if (!first) throw new Error(`message ${message.id} has no channel`);
  const reasons = closed.flatMap((one) => passedOver(one).reasons);
  return { ...first, others: rest.map(passedOver), happening: denied(...new Set(reasons)) };
};
