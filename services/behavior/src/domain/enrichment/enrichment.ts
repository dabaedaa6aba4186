import type { Category } from './taxonomy.ts';

/**
 * What a category rests on, the strongest first: the customer's own correction, an operator's, the other side of a
 * transfer between the customer's own accounts, the purchase that a refund pays back, a merchant that is known, the
 * merchant category code, the text of the booking. NONE: only the direction of the money.
 */
export type CategoryEvidence = 'CUSTOMER' | 'OPERATOR' | 'TRANSFER' | 'REFUND' | 'MERCHANT' | 'MCC' | 'TEXT' | 'NONE';

/** What a booking turned out to be. */
export type Enrichment = {
  /** Who was paid or paid, read off the narration; null where it names nobody. */
  readonly merchant: string | null;
  /** Where, as coarsely as a city. */
  readonly city: string | null;
  readonly category: Category;
  /** 0 to 1: how sure the category is. */
  readonly confidence: number;
  readonly evidence: CategoryEvidence;
  /** The other side of an own transfer, or the purchase that is refunded. */
  readonly counterpart: { readonly accountId: string; readonly transactionId: string } | null;
};
