/** What one source said of a customer: of each source and trait the newest is kept. */
export type Trait = {
  readonly customerId: string;
  readonly name: string;
  /** Any JSON value. */
  readonly value: unknown;
  /** The source that said so. */
  readonly source: string;
  readonly observedAt: Date;
  /** `STATED` or `GUESSED`. */
  readonly confidence: number;
};

/** A trait that was not believed. Its value is not kept. */
export type RejectedTrait = {
  readonly customerId: string;
  readonly name: string;
  readonly reason: RejectionReason;
  readonly source: string;
  readonly observedAt: Date;
};

export const REJECTION_REASONS = [
  'NOT_AN_EMAIL',
  'NOT_A_PHONE_NUMBER',
  'UNKNOWN_LOCALE',
  'UNKNOWN_TIME_ZONE',
  'NOT_TEXT',
  'TOO_LONG',
  'NOT_STORABLE',
  'NOT_A_NUMBER',
  'NOT_A_BOOLEAN',
  'NOT_A_DATE',
  'NOT_MONEY',
  'NOT_A_LIST',
  'NOT_ALLOWED',
  'OUT_OF_LIMITS',
  'UNKNOWN_TRAIT',
  'TOO_MANY',
  'COMPUTED',
] as const;
export type RejectionReason = (typeof REJECTION_REASONS)[number];

/** Confidence of what was said of the customer in an `identify` call. */
export const STATED = 1;

/** Confidence of what a device told by the way: the language it is set to, the zone it is in. */
export const GUESSED = 0.5;

/** The text of one trait, or null where nothing is known. */
export const textOf = (traits: readonly Trait[], name: string): string | null => {
  const value = traits.find((trait) => trait.name === name)?.value;
  return typeof value === 'string' ? value : null;
};

/** What a customer is called: their whole name, or its parts where these were said later. */
export const displayNameOf = (traits: readonly Trait[]): string | null => {
  const said = (name: string) => traits.find((trait) => trait.name === name);
  const parts = [said('firstName'), said('lastName')].filter((part) => part !== undefined);
  const whole = said('name');
  const partsAt = Math.max(...parts.map(({ observedAt }) => observedAt.getTime()));
  if (whole && whole.observedAt.getTime() >= partsAt) return String(whole.value);
  return parts.length > 0 ? parts.map(({ value }) => String(value)).join(' ') : null;
};
