/** What one event gives to a computed trait. */
export type Contribution = {
  /** The property's text, number or truth; null for COUNT. */
  readonly value: string | number | boolean | null;
  /** ISO 4217, or empty where the property has no currency. */
  readonly currency: string;
  readonly at: Date;
};

/**
 * How the events of a time are boiled down: the summary of one event, and of two times together. `combine` asks
 * neither for an order nor for a grouping, so that days, late events and merged customers add up to the same. A
 * summary is JSON, and bounded however many events it stands for.
 */
export type Summary<State> = {
  /** Null where the event has nothing of this kind, such as a sum of a word: then it does not count. */
  of(contribution: Contribution): State | null;
  combine(a: State, b: State): State;
  /** What the trait is. */
  valueOf(state: State): unknown;
  /** Whether something had to be left out to stay within bounds. */
  isPartial?(state: State): boolean;
};
