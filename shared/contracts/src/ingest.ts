import { z } from 'zod';
import { identityType } from './vocabulary.ts';

export const CALL_TYPES = ['identify', 'track', 'page', 'screen', 'group', 'alias'] as const;

/** One identifier of a call: its type and the value as the caller wrote it, normalised. */
export const identifier = z.object({ type: identityType, value: z.string().min(1).max(256) });
export type Identifier = z.infer<typeof identifier>;

/** A call of the ingestion API after its shape was checked; what it means is its readers' business. */
export const ingestCall = z.object({
  messageId: z.string().min(1).max(256),
  type: z.enum(CALL_TYPES),
  /** Who it is about, strongest first. */
  identifiers: z.array(identifier).min(1).max(20),
  /** When it happened, corrected for the sender's clock. */
  timestamp: z.iso.datetime(),
  event: z.string().max(256).optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  traits: z.record(z.string(), z.unknown()).optional(),
  context: z.record(z.string(), z.unknown()).optional(),
});
export type IngestCall = z.infer<typeof ingestCall>;

/** What one message of INGEST carries, encrypted: many calls of one source. */
export const ingestMessage = z.object({
  source: z.string(),
  receivedAt: z.iso.datetime(),
  traceparent: z.string().max(64).optional(),
  calls: z.array(ingestCall).min(1).max(500),
});
export type IngestMessage = z.infer<typeof ingestMessage>;

/** How many calls one message may carry, and how many identifier sets one `profile.resolve`. */
export const INGEST_CALLS_MAX = 500;

/** The subject of a source's raw calls. */
export const ingestSubject = (source: string): string => `rapport.ingest.${source}`;
