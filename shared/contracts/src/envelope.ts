import { z } from 'zod';
import { DATA_CLASSES } from './data-class.ts';

/**
 * A CloudEvents 1.0 envelope (JSON format) with the extensions that the house relies on.
 * `subject` is what the event is about: a customer (`cus_…`), a contact point (`cp_…`) or an aggregate's own id.
 * `sequence` is the version of that aggregate within its service, a decimal string (CloudEvents sequence extension).
 */
export const envelope = z.object({
  specversion: z.literal('1.0'),
  id: z.string().regex(/^evt_[0-7][0-9a-z]{25}$/),
  source: z.string().regex(/^\/rapport\/[a-z]+$/),
  type: z.string().regex(/^rapport(\.[a-z]+){3}\.v\d+$/),
  subject: z.string().min(1).max(128),
  time: z.iso.datetime(),
  recordedtime: z.iso.datetime(),
  sequence: z.string().regex(/^\d{1,18}$/),
  causationid: z.string().max(128).optional(),
  correlationid: z.string().max(128),
  dataclassification: z.enum(DATA_CLASSES),
  traceparent: z.string().max(64).optional(),
  datacontenttype: z.literal('application/json'),
  data: z.unknown(),
});
export type Envelope = z.infer<typeof envelope>;

/** An event as its consumers see it: the envelope with its data parsed and its numbers and instants as such. */
export type DomainEvent<D = unknown> = {
  readonly id: string;
  readonly type: string;
  /** What it is about: the last token of its subject. */
  readonly about: string;
  /** Version of the aggregate within the producing service. */
  readonly sequence: number;
  /** When it happened. */
  readonly time: Date;
  /** When it was recorded. */
  readonly recordedTime: Date;
  readonly causationId: string | undefined;
  readonly correlationId: string;
  readonly traceparent: string | undefined;
  readonly data: D;
};
