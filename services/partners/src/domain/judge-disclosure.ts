import type { PartnerEvent } from './partner-event.ts';

/** What consent answered for a customer; null where it was silent. */
export type Word = {
  readonly allowed: boolean;
  readonly reasons: readonly string[];
  readonly ground: readonly string[];
  /** Since when it is allowed, RFC 3339. */
  readonly since?: string | null | undefined;
} | null;

/** What becomes of an event at the moment of delivery, and on what that rests. */
export type Verdict =
  | { readonly outcome: 'DISCLOSED' | 'WITHHELD'; readonly ground: readonly string[] }
  /** Nobody knows yet: it waits, and everything behind it. */
  | { readonly outcome: 'HELD' };

/**
 * Whether a partner may have an event now. A grant opens nothing that happened before it. A withdrawal is told to whom
 * was told anything of the customer before, whatever consent says; to anybody else it would say that there is such a
 * person.
 */
export const judgeDisclosure = (
  { name, time }: Pick<PartnerEvent, 'name' | 'time'>,
  { word, wasTold }: { readonly word: Word; readonly wasTold: boolean },
): Verdict => {
  if (name === 'SHARING_WITHDRAWN') {
    return wasTold
      ? { outcome: 'DISCLOSED', ground: ['withdrawal:told-before'] }
      : { outcome: 'WITHHELD', ground: ['withdrawal:never-told'] };
  }
  if (!word) return { outcome: 'HELD' };
  if (!word.allowed) return { outcome: 'WITHHELD', ground: [...word.reasons, ...word.ground] };
  if (!word.since) return { outcome: 'HELD' };
  return Date.parse(word.since) > time.getTime()
    ? { outcome: 'WITHHELD', ground: ['before-consent', ...word.ground] }
    : { outcome: 'DISCLOSED', ground: word.ground };
};
