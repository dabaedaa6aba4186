import type { z } from 'zod';
import type { Domain } from './event-kind.ts';

/** A question that one service may ask another by NATS request-reply; these are the only calls between services. */
export type Question<Req = unknown, Res = unknown> = {
  /** `<answering service>.<verb or noun>` */
  readonly name: string;
  readonly subject: string;
  readonly answeredBy: Domain;
  readonly askedBy: readonly Domain[];
  /** How long the asker waits, ms. */
  readonly deadlineMs: number;
  /** What the asker does when no answer comes. */
  readonly onSilence: 'FAIL_CLOSED' | 'RETRY';
  readonly description: string;
  readonly request: z.ZodType<Req>;
  readonly response: z.ZodType<Res>;
};

export const question = <Req, Res>(
  declared: Omit<Question<Req, Res>, 'subject' | 'answeredBy'> & { name: `${Domain}.${string}` },
): Question<Req, Res> => ({
  ...declared,
  subject: `rapport.ask.${declared.name}`,
  answeredBy: declared.name.split('.')[0] as Domain,
});
