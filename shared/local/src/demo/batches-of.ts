import { callsOf, introductionsOf } from './calls-of.ts';
import type { DemoCustomer } from './demo-customer.ts';
import type { SegmentBatch, SegmentCall } from './segment-call.ts';

/** What one request may carry: as many calls as one ingest message, as many bytes as Segment's own clients send. */
export const BATCH_CALLS_MAX = 500;
export const BATCH_BYTES_MAX = 480_000;

const ENVELOPE_BYTES = Buffer.byteLength(JSON.stringify({ batch: [] }));

/** Calls in batches that one request may carry, in their order. */
export const chunk = (calls: readonly SegmentCall[]): SegmentBatch[] => {
  const batches: SegmentCall[][] = [];
  let bytes = Infinity;
  for (const call of calls) {
    const size = Buffer.byteLength(JSON.stringify(call)) + 1;
    const open = batches.at(-1);
    if (!open || open.length === BATCH_CALLS_MAX || bytes + size > BATCH_BYTES_MAX) {
      batches.push([call]);
      bytes = ENVELOPE_BYTES + size;
    } else {
      open.push(call);
      bytes += size;
    }
  }
  return batches.map((batch) => ({ batch }));
};

/** The calls of several customers in batches: who they are and what they have, then what happened, oldest first. */
export const batchesOf = (customers: readonly DemoCustomer[]): SegmentBatch[] => {
  const introductions = customers.flatMap(introductionsOf);
  const known = new Set(introductions.map(({ messageId }) => messageId));
  const history = customers.flatMap(callsOf).filter(({ messageId }) => !known.has(messageId));
  // Stable: what a customer did at the same minute stays in its order.
  const inOrder = history.sort((a, b) => (a.timestamp < b.timestamp ? -1 : a.timestamp > b.timestamp ? 1 : 0));
  return [...chunk(introductions), ...chunk(inOrder)];
};
