import { type DomainEvent, protectionChanged, type Tx } from '@rapport/contracts';
import type { KnownSignal } from '../domain/knowledge/knowledge.ts';
import { nextProtection } from '../domain/protection/next-protection.ts';
import { type Protection, protectionRank, strongest } from '../domain/protection/protection.ts';
import type { Stores } from './ports.ts';

/** What a customer's protection is updated from. */
export type ProtectionCase = {
  readonly customerId: string;
  /** Under every id the customer was known by. */
  readonly held: readonly Protection[];
  readonly signals: readonly KnownSignal[];
  readonly cause?: DomainEvent;
};

/** Brings a customer's protection up to date, and tells the other services where it changed. */
export const updateProtection =
  ({ stores }: { stores: Pick<Stores, 'protections'> }) =>
  async (
    tx: Tx,
    { customerId, held, signals, cause }: ProtectionCase,
  ): Promise<{ level: Protection['level']; rose: boolean }> => {
    const current = strongest(held);
    const next = nextProtection(customerId, current, signals, tx.now);
    if (!next || next === current) return { level: current?.level ?? 'NONE', rose: false };
    // Every id gets it, or a protection that a review ended would live on under another id.
    const ids = new Set([customerId, ...held.map((each) => each.customerId)]);
    await stores.protections.save(
      tx,
      [...ids].map((id) => ({ ...next, customerId: id })),
    );
    tx.append(protectionChanged, {
      about: customerId,
      cause,
      data: {
        level: next.level,
        since: next.since.toISOString(),
        reason: next.reason,
        reviewAt: next.reviewAt?.toISOString() ?? null,
      },
    });
    return { level: next.level, rose: protectionRank(next.level) > protectionRank(current?.level ?? 'NONE') };
  };
