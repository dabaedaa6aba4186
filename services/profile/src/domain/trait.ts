/** Something known of a customer, and where it comes from. */
export type Trait = {
  readonly customerId: string;
  readonly name: string;
  /** Any JSON value. */
  readonly value: unknown;
  /** The source that said so. */
  readonly source: string;
  readonly observedAt: Date;
  /** `STATED` or `GUESSED`. What was stated outweighs every guess, whatever their times. */
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
] as const;
export type RejectionReason = (typeof REJECTION_REASONS)[number];

/** Confidence of what was said of the customer in an `identify` call. */
export const STATED = 1;

/** Confidence of what a device told by the way: the language it is set to, the zone it is in. */
export const GUESSED = 0.5;

const outweighs = (a: Trait, b: Trait): boolean =>
  a.confidence > b.confidence || (a.confidence === b.confidence && a.observedAt.getTime() > b.observedAt.getTime());

/** What holds of a customer over every id they were known by: per name, the trait that outweighs the others. */
export const traitsInForce = (traits: readonly Trait[]): Trait[] =>
  [...Map.groupBy(traits, ({ name }) => name).values()]
    .map((sameName) => sameName.reduce((best, trait) => (outweighs(trait, best) ? trait : best)))
    .sort((a, b) => (a.name < b.name ? -1 : 1));

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
