import type { Shared } from './partner-event.ts';

/** What a customer last said about sharing, on every channel: sharing knows none. */
export type SharingWord = { readonly customerId: string; readonly granted: boolean; readonly since: Date };

/** A consent as the consent service says it. */
export type SaidConsent = {
  readonly purpose: string;
  readonly channel: string | null;
  readonly granted: boolean;
  readonly since: string;
};

/** The word in force: of several ids of one customer any denial wins, as where consent is asked. */
export const sharingWordOf = (customerId: string, consents: readonly SaidConsent[]): SharingWord | null => {
  const words = consents
    .filter(({ purpose, channel }) => purpose === 'PARTNER_SHARING' && channel === null)
    .map(({ granted, since }) => ({ customerId, granted, since: new Date(since) }))
    .sort((a, b) => b.since.getTime() - a.since.getTime());
  return words.find(({ granted }) => !granted) ?? words[0] ?? null;
};

/** What partners are to hear of a new word; null where it was said before. A grant that is said again counts anew. */
export const shareSharingWord = (before: SharingWord | null, word: SharingWord | null): Shared | null => {
  if (!word || (before?.granted === word.granted && before.since.getTime() === word.since.getTime())) return null;
  return { name: word.granted ? 'SHARING_GRANTED' : 'SHARING_WITHDRAWN', data: { purpose: 'PARTNER_SHARING' } };
};
