import { isHistory, type TimelineEntry, wordsOf } from '../domain/timeline.ts';
import type { PageSlice, Stores, TimelineFilter } from './ports.ts';
import { sentenceOf } from './read-signals.ts';

/** An entry of a timeline in words, marked where it was history when it arrived. */
export type ToldEntry = TimelineEntry & { readonly history: boolean };

const titleOf = (entry: TimelineEntry): string =>
  entry.kind === 'SIGNAL' ? sentenceOf(entry.title, entry.level ?? 'NONE') : (wordsOf(entry) ?? entry.title);

/** The same page of the timelines of many customers, newest first. */
export const readTimeline =
  ({ stores }: { stores: Pick<Stores, 'timeline'> }) =>
  async (
    customerIds: readonly string[],
    filter: TimelineFilter,
    slice: PageSlice,
  ): Promise<Map<string, ToldEntry[]>> => {
    const found = await stores.timeline.page(customerIds, filter, slice);
    const tell = (entry: TimelineEntry): ToldEntry => ({ ...entry, title: titleOf(entry), history: isHistory(entry) });
    return new Map([...found].map(([id, entries]) => [id, entries.map(tell)]));
  };
