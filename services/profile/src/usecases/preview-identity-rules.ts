import { invalidInput } from '@rapport/contracts';
import type { IdentityRules } from '../domain/identity-rules.ts';
import { effectsOfChange, RULE_EFFECTS, type RuledCustomer, type RuleEffect } from '../domain/preview-rules.ts';
import { changedRules, type RulesChange, type RulesRefusal, refusalOf } from '../domain/rules-change.ts';
import type { Stores } from './ports.ts';

/** So many customers are read at once, and so many at most for one answer. */
const BATCH = 1_000;
const EXAMINED_MAX = 10_000;
const SAMPLE_MAX = 100;

/** A customer of whom other rules would have made something else. */
export type ConcernedCustomer = { readonly customerId: string; readonly effects: readonly RuleEffect[] };

/** What a change of the rules would do to those who were looked at. */
export type IdentityRulesPreview = {
  readonly examined: number;
  /** Where the next preview goes on; null when everybody was looked at. */
  readonly nextAfter: string | null;
  readonly counts: readonly { readonly effect: RuleEffect; readonly count: number }[];
  readonly sample: readonly ConcernedCustomer[];
};

/** The customers of one batch as the rules see them. */
const readRuled = async (
  { stores }: { stores: Stores },
  customerIds: readonly string[],
): Promise<Map<string, RuledCustomer>> => {
  const [identifiers, merges, suggested] = await Promise.all([
    stores.identifiers.identifiersOf(customerIds),
    stores.merges.standingOf(customerIds),
    stores.merges.suggestionsOf(customerIds),
  ]);
  const others = await stores.identifiers.identifiersOf(suggested.flatMap((pair) => [pair.origin, pair.survivor]));
  return new Map(
    customerIds.map((id) => [
      id,
      {
        identifiers: identifiers.get(id) ?? [],
        merges: merges.get(id) ?? [],
        suggested: suggested
          .filter(({ origin, survivor }) => origin === id || survivor === id)
          .map(({ origin, survivor, source }) => ({
            source,
            identifiers: others.get(origin === id ? survivor : origin) ?? [],
          })),
      },
    ]),
  );
};

/**
 * Counts whom a change of the rules would have split, merged or left with fewer identifiers, had it always held, and
 * names some of them. It reads customers in their order, a bounded number for each answer, and changes nothing.
 * @returns the preview, or why the change cannot be made
 */
export const previewIdentityRules =
  (ports: { stores: Stores; now: () => Date }) =>
  async (change: RulesChange, first: number, after: string): Promise<IdentityRulesPreview | RulesRefusal> => {
    if (!Number.isInteger(first) || first < 1 || first > SAMPLE_MAX) {
      throw invalidInput([{ path: 'first', message: `must be a whole number from 1 to ${SAMPLE_MAX}` }]);
    }
    const refusal = refusalOf(change);
    if (refusal) return refusal;
    const { stores } = ports;
    const before: IdentityRules = await stores.rules.inForce();
    const then = changedRules(before, change);
    const now = ports.now();
    const concerned: ConcernedCustomer[] = [];
    const counts = new Map<RuleEffect, number>(RULE_EFFECTS.map((effect) => [effect, 0]));
    let examined = 0;
    let last = after;
    let isEnd = false;
    while (!isEnd && examined < EXAMINED_MAX) {
      const ids = await stores.customers.idsAfter(last, BATCH);
      isEnd = ids.length < BATCH;
      examined += ids.length;
      last = ids.at(-1) ?? last;
      for (const [customerId, customer] of await readRuled(ports, ids)) {
        const effects = effectsOfChange(before, then, customer, now);
        for (const effect of effects) counts.set(effect, counts.get(effect)! + 1);
        if (effects.length > 0 && concerned.length < first) concerned.push({ customerId, effects });
      }
    }
    return {
      examined,
      nextAfter: isEnd ? null : last,
      counts: [...counts].map(([effect, count]) => ({ effect, count })),
      sample: concerned,
    };
  };
