/** How a message is worded for one customer, and the experiment that drew it; null where none did. */
export type Wording = {
  readonly name: string;
  readonly experiment: { readonly key: string; readonly variation: string } | null;
};

/** The wording of a message that a customer was given, so that they are never given another one. */
export type KnownWording = {
  readonly customerId: string;
  /** The key of the template, which is the action's. */
  readonly template: string;
  readonly name: string;
  readonly experimentKey: string | null;
  readonly variationKey: string | null;
  readonly chosenAt: Date;
  /** When a message in these words was first committed to be sent; null: not yet. */
  readonly toldAt: Date | null;
};
