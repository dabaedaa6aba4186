import { PARTNER_EVENTS, type PartnerEvent } from './partner-event.ts';
import { writePosition } from './position.ts';

/** A partner's event as CloudEvents 1.0 JSON. */
export const cloudEventOf = ({ eventId, pairwiseId, sequence, name, time, data }: PartnerEvent) => ({
  specversion: '1.0',
  id: eventId,
  source: '/rapport/partners',
  type: PARTNER_EVENTS[name].type,
  subject: pairwiseId,
  time: time.toISOString(),
  datacontenttype: 'application/json',
  sequence: String(sequence),
  dataclassification: PARTNER_EVENTS[name].dataClass,
  data,
});

/** An event in a stream (HTML Standard, server-sent events): JSON has no line ends of its own. */
export const writeEvent = (salt: Uint8Array, event: PartnerEvent): string => {
  const { type } = PARTNER_EVENTS[event.name];
  const id = writePosition(salt, event.sequence);
  return `id: ${id}\nevent: ${type}\ndata: ${JSON.stringify(cloudEventOf(event))}\n\n`;
};

/** Says that the stream lives, and how far it has come: what was withheld need not be looked at again. */
export const writeHeartbeat = (salt: Uint8Array, sequence: number): string =>
  `: heartbeat\nid: ${writePosition(salt, sequence)}\n\n`;

/** How a stream begins: when to come again after it breaks, ms. */
export const writeOpening = (retryMs: number): string => `retry: ${retryMs}\n: open\n\n`;

/** Why a stream ends. */
export const writeClosing = (why: string): string => `: closed, ${why}\n\n`;
