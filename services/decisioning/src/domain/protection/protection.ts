import type { ProtectionLevel } from '@rapport/contracts';

/** How far a customer is protected, and why. NONE is kept too: it says that a protection ended. */
export type Protection = {
  readonly customerId: string;
  readonly level: ProtectionLevel;
  readonly since: Date;
  /** Kind of the signal that led to it, or `REVIEWED` where a review lowered it. */
  readonly reason: string;
  /** When it is looked at again; until then it is never lowered. */
  readonly reviewAt: Date | null;
};

const ORDER: Readonly<Record<ProtectionLevel, number>> = { NONE: 0, WATCH: 1, PROTECTED: 2 };

/** How far a level protects, so that levels compare: 0 for NONE to 2 for PROTECTED. */
export const protectionRank = (level: ProtectionLevel): number => ORDER[level];

/** Of a customer's protections under several ids, the one that counts: the highest, then the one reviewed last. */
export const strongest = (protections: readonly Protection[]): Protection | null =>
  protections.reduce<Protection | null>((best, each) => {
    if (!best) return each;
    const byLevel = protectionRank(each.level) - protectionRank(best.level);
    return byLevel > 0 || (byLevel === 0 && Number(each.reviewAt) > Number(best.reviewAt)) ? each : best;
  }, null);
