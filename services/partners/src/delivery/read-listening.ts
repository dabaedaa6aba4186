import type { IncomingHttpHeaders } from 'node:http';
import { invalidInput, RapportError } from '@rapport/contracts';
import { EVENT_NAMES, type EventName, eventNameOf, PARTNER_EVENTS } from '../domain/partner-event.ts';

/** The credential of `Authorization: Bearer …`; null where there is none. */
export const readCredential = ({ authorization }: IncomingHttpHeaders): string | null =>
  /^Bearer ([\w-]{1,200})$/i.exec(authorization ?? '')?.[1] ?? null;

/** Whether the caller takes what a stream is made of; who does not say takes anything. */
export const takesEventStream = ({ accept }: IncomingHttpHeaders): boolean =>
  !accept || /(^|,)\s*(text\/event-stream|text\/\*|\*\/\*)\s*(;|,|$)/i.test(accept);

const TYPES = EVENT_NAMES.map((name) => PARTNER_EVENTS[name].type).join(', ');

/** `?types=a,b`: the events that are wanted on this stream. @throws RapportError INVALID_INPUT for an unknown type */
export const readTypes = (types: unknown): readonly EventName[] => {
  if (types === undefined) return EVENT_NAMES;
  const named = typeof types === 'string' ? types.split(',') : [''];
  const names = named.map((type) => eventNameOf(type.trim()));
  const known = names.filter((name) => name !== null);
  if (known.length < names.length) {
    throw invalidInput([{ path: 'types', message: `must be some of ${TYPES}, separated by commas` }]);
  }
  return known;
};

/** The `Last-Event-ID` of a client that comes again; null where it begins. */
export const readLastEventId = (headers: IncomingHttpHeaders): string | null => {
  const given = headers['last-event-id'];
  if (given === undefined || given === '') return null;
  if (typeof given !== 'string') throw new RapportError('INVALID_INPUT', 'Last-Event-ID: may be sent once');
  return given;
};
