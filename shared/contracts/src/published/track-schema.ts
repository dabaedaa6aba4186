import type { z } from 'zod';

/** A published schema of `track` events: unknown fields are refused, so that a typo is noticed. */
export type TrackSchema<P = unknown> = {
  /** The event's name as the caller writes it. */
  readonly event: string;
  readonly description: string;
  readonly properties: z.ZodType<P>;
  readonly example: P;
};

export const trackSchema = <P>(declared: {
  event: string;
  description: string;
  properties: z.ZodType<P>;
  example: NoInfer<P>;
}): TrackSchema<P> => declared;
