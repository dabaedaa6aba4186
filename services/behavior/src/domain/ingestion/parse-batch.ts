import { type IngestCall, type InputIssue, issuesOf, trackingBatch } from '@rapport/contracts';
import type { Flaw } from './flaw.ts';
import { type Arrival, parseItem } from './parse-item.ts';
import type { Reject } from './reject.ts';
import { isObject, shareBatchFields } from './share-batch-fields.ts';

/** The paths of the tracking API; `import` is another name of `batch`. */
export const DOORS = ['track', 'identify', 'page', 'screen', 'group', 'alias', 'batch', 'import'] as const;
export type Door = (typeof DOORS)[number];

/** What became of a request: the calls that can be taken and the items that cannot, or why it is none at all. */
export type ParsedBatch =
  | {
      readonly calls: readonly IngestCall[];
      readonly rejected: readonly Reject[];
      /** Everything that breaks the source's plan, taken or not. */
      readonly offPlan: readonly PlanBreach[];
    }
  | { readonly issues: readonly InputIssue[] };

/** One way in which an item breaks its source's plan. */
export type PlanBreach = Flaw & {
  /** The event's name, or the type of a call that has none. */
  readonly event: string;
  /** Whether the item was refused for it. */
  readonly isRefused: boolean;
};

const messageIdOf = (item: unknown): string | null => {
  const id = isObject(item) ? item['messageId'] : null;
  return typeof id === 'string' ? id.slice(0, 256).replaceAll('\u0000', '').toWellFormed() : null;
};

/** Storable and bounded, whatever the sender's field names are made of. */
const clean = (text: string, lengthMax: number): string =>
  text.replaceAll('\u0000', '').toWellFormed().slice(0, lengthMax).toWellFormed();

/** One reject per item: its first flaw, and where the others are. */
const rejectOf = (
  flaws: readonly Flaw[],
  { index, item, root }: { index: number; item: unknown; root: string },
): Reject => {
  const pathOf = ({ path }: Flaw) =>
    clean([root, path === 'input' ? '' : path].filter(Boolean).join('.') || 'body', 256);
  const [first, ...more] = flaws;
  const others = more.length > 0 ? `; also wrong: ${more.map(pathOf).join(', ')}` : '';
  return {
    index,
    messageId: messageIdOf(item),
    path: pathOf(first!),
    code: first!.code,
    remedy: clean(`${first!.remedy}${others}`, 500),
  };
};

const eventOf = (item: unknown): string => {
  const { event, type } = isObject(item) ? item : {};
  return clean(typeof event === 'string' ? event : String(type), 256);
};

const breachesOf = (item: unknown, result: ReturnType<typeof parseItem>): PlanBreach[] => {
  const flaws = 'call' in result ? result.warnings : result.flaws;
  const event = eventOf(item);
  return flaws
    .filter(({ code }) => code === 'UNPLANNED' || code === 'OFF_PLAN')
    .map((found) => ({ ...found, event, isRefused: !('call' in result) }));
};

/** Parses the body of a request at one of the doors, item by item: a bad one never costs the good ones. */
export const parseBatch = (door: Door, body: unknown, arrival: Omit<Arrival, 'sentAt'>): ParsedBatch => {
  if (!isObject(body)) return { issues: [{ path: 'body', message: 'must be a JSON object' }] };
  const isBatch = door === 'batch' || door === 'import';
  const parsed = trackingBatch.safeParse(isBatch ? body : { batch: [{ ...body, type: door }] });
  if (!parsed.success) return { issues: issuesOf(parsed.error) };
  const sentAt = parsed.data.sentAt ? new Date(parsed.data.sentAt) : null;
  const calls: IngestCall[] = [];
  const rejected: Reject[] = [];
  const offPlan: PlanBreach[] = [];
  for (const [index, raw] of parsed.data.batch.entries()) {
    const item = shareBatchFields(raw, parsed.data);
    const result = parseItem(item, { ...arrival, sentAt });
    if ('call' in result) calls.push(result.call);
    else rejected.push(rejectOf(result.flaws, { index, item, root: isBatch ? `batch.${index}` : '' }));
    offPlan.push(...breachesOf(item, result));
  }
  return { calls, rejected, offPlan };
};
