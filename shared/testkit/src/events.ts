import { randomBytes } from 'node:crypto';
import { type DomainEvent, type Envelope, type EventKind, makeId, readEvent } from '@rapport/contracts';

/** What a test says of an event; the rest it does not care about. */
export type TestFact<D> = {
  readonly about: string;
  readonly sequence?: number;
  readonly time: Date;
  readonly data: D;
  readonly id?: string;
};

/** An event as another service would publish it. */
export const envelopeOf = <D>(kind: EventKind<D>, { about, sequence = 1, time, data, id }: TestFact<D>): Envelope => {
  const eventId = id ?? makeId('evt', time, new Uint8Array(randomBytes(10)));
  return {
    specversion: '1.0',
    id: eventId,
    source: `/rapport/${kind.domain}`,
    type: kind.type,
    subject: about,
    time: time.toISOString(),
    recordedtime: time.toISOString(),
    sequence: String(sequence),
    correlationid: eventId,
    dataclassification: kind.dataClass,
    datacontenttype: 'application/json',
    data,
  };
};

/** An event as a reaction gets it. */
export const eventOf = <D>(kind: EventKind<D>, fact: TestFact<D>): DomainEvent<D> =>
  readEvent(kind, envelopeOf(kind, fact));
