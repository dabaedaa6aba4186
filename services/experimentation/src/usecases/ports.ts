import type { Page, PageRequest, Tx } from '@rapport/contracts';
import type { Exposure } from '../domain/exposure.ts';
import type { Flag } from '../domain/flag.ts';

export type FlagStore = {
  /** Every flag, by key. */
  all(): Promise<Flag[]>;
  page(request: PageRequest): Promise<Page<Flag>>;
  /** Takes up flags that changed since they were last published, and notes them as published. */
  claimUnannounced(tx: Tx, limit: number): Promise<Flag[]>;
};

export type CustomerStore = {
  /** The id that customers who were merged have now, by asked id; whoever is missing has kept their own. */
  currentIdsOf(customerIds: readonly string[]): Promise<Map<string, string>>;
};

export type ExposureStore = {
  /**
   * Adds exposures, in the order they were told, where the customer, under any id, has not met that variation before.
   * @returns the ids of those that are new
   */
  add(tx: Tx, exposures: readonly Exposure[]): Promise<Set<string>>;
  /** What customers have met under any id they were known by, by asked id. */
  exposuresOf(customerIds: readonly string[]): Promise<Map<string, Exposure[]>>;
};

/** What experimentation needs of the world. */
export type Stores = {
  readonly flags: FlagStore;
  readonly customers: CustomerStore;
  readonly exposures: ExposureStore;
};
