import { isHistory, type TimelineEntry } from '../domain/timeline.ts';
import type { PageSlice, Stores } from './ports.ts';
import { sentenceOf } from './read-signals.ts';

/** An entry of a timeline in words, marked where it was history when it arrived. */
export type ToldEntry = TimelineEntry & { readonly history: boolean };

/** The same page of the timelines of many customers, newest first; signals only for whom they are open. */
export const readTimeline =
  ({ stores }: { stores: Pick<Stores, 'timeline'> }) =>
  async (customerIds: readonly string[], withSignals: boolean, slice: PageSlice): Promise<Map<string, ToldEntry[]>> => {
    const found = await stores.timeline.page(customerIds, withSignals, slice);
    const tell = (entry: TimelineEntry): ToldEntry => ({
      ...entry,
      title: entry.kind === 'SIGNAL' ? sentenceOf(entry.title, entry.level ?? 'NONE') : entry.title,
      history: isHistory(entry),
    });
    return new Map([...found].map(([id, entries]) => [id, entries.map(tell)]));
  };
