import type { IngestCall } from '@rapport/contracts';

/** The traits that behavior takes a customer's own word for. */
export const STATED_TRAITS = ['financialLiteracy'] as const;

/** What a customer stated of themselves, as a number from 0 to 1; the latest word counts. */
export type StatedTrait = {
  readonly customerId: string;
  readonly name: (typeof STATED_TRAITS)[number];
  readonly value: number;
  readonly saidAt: Date;
  readonly messageId: string;
};

/** What an identify states that features read; all other traits are profile's. */
export const statedTraitsOf = (
  { type, traits, timestamp, messageId }: IngestCall,
  customerId: string,
): StatedTrait[] =>
  type !== 'identify'
    ? []
    : STATED_TRAITS.flatMap((name) => {
        const value = traits?.[name];
        if (typeof value !== 'number' || !(value >= 0 && value <= 1)) return [];
        return [{ customerId, name, value, saidAt: new Date(timestamp), messageId }];
      });
