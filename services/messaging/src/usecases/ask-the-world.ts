import type { Channel, MayAnswer, MayRequest } from '@rapport/contracts';
import type { PassedOver } from '../domain/attempt.ts';
import { judgeAnswer, judgeSilence } from '../domain/judge-answer.ts';
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
  const question = { customerId, contactPointId, purpose, channel, topic, partner: null, reserve: true };
  const askedAtMs = elapsedMs();
  const answer = await ask.may(question).catch(() => null);
  const happening = answer ? judgeAnswer(message, answer, now()) : judgeSilence(message, 'CONSENT_UNAVAILABLE', now());
  return { ...base, question, answer, happening, address, askedAtMs };
};

/** Whether a channel is closed to this customer while another may be open; silence and the end say nothing of that. */
const isClosed = ({ happening, address, answer, begunAt }: Asked, { expiresAt }: OutboundMessage): boolean =>
  happening.kind === 'DENIED' && expiresAt > begunAt && (address === null || answer !== null);

/** A channel as the record of the attempt keeps it beside the one that was used. */
export const passedOver = (
  { channel, question, answer: full, happening }: Asked,
  reasons: readonly string[] = 'reasons' in happening ? happening.reasons : [],
): PassedOver => {
  const { ground = [], ...answer } = full ?? {};
  return { channel, asked: question, answer: full ? answer : null, ground, reasons };
};

/**
 * Asks for the address and for consent, channel by channel, each with its own contact point, until one is not closed:
 * it may be cleared or has to wait. Where all are closed, the first speaks for all, with everybody's reasons.
 * @param channels at least one, best first
 * @param earlier channels that this pass has already left behind
 */
export const askTheWorld = async (
  ports: Ports,
  message: OutboundMessage,
  { channels, earlier }: { channels: readonly Channel[]; earlier: readonly PassedOver[] },
): Promise<Asked> => {
  const begunAt = ports.now();
  const closed: Asked[] = [];
  for (const channel of channels) {
    const asked = await askAbout(ports, message, channel, begunAt);
    const others = [...earlier, ...closed.map((one) => passedOver(one))];
    if (!isClosed(asked, message)) return { ...asked, others };
    closed.push(asked);
  }
  const [first, ...rest] = closed;
  if (!first) throw new Error(`message ${message.id} has no channel`);
  const others = [...earlier, ...rest.map((one) => passedOver(one))];
  const reasons = [...earlier, ...closed.map((one) => passedOver(one))].flatMap((one) => one.reasons);
  return { ...first, others, happening: denied(...new Set(reasons)) };
};
