import type { Tx, Viewer } from '@rapport/contracts';
import { merchantKeyOf } from '../domain/enrichment/enrich.ts';
import { isCategory } from '../domain/enrichment/taxonomy.ts';
import type { CorrectionRefusal } from './correct-category.ts';
import type { Stores } from './ports.ts';

/** What an operator says of a merchant, for everybody. */
export type MerchantCorrection = {
  readonly merchant: string;
  readonly category: string;
  readonly reason: string;
};

/** A merchant is of this category from the next booking on, unless its customer says otherwise. */
export const correctMerchant =
  ({ stores }: { stores: Pick<Stores, 'enrichments'> }) =>
  async (
    tx: Tx,
    viewer: Viewer,
    { merchant, category, reason }: MerchantCorrection,
  ): Promise<{ readonly merchantKey: string } | CorrectionRefusal> => {
    if (!isCategory(category)) return 'UNKNOWN_CATEGORY';
    const merchantKey = merchantKeyOf({ narration: merchant });
    if (merchantKey === null) return 'NO_MERCHANT';
    const about = `merchant-${merchantKey}`;
    await tx.lock([about]);
    const before = await stores.enrichments.saveMerchantCategory(tx, { merchantKey, category }, viewer.subject);
    tx.audit({
      viewer: { ...viewer, reason },
      action: 'Mutation.behaviorCorrectMerchant',
      about,
      before: { category: before },
      after: { category },
    });
    return { merchantKey };
  };
