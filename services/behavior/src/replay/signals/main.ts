// Replays lives through the signals: one life a line in, with its ledger's calls oldest first; out, one line for each,
// how its signals' levels changed. How soon and how rightly they do is measured through it.
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { factOfCall } from '../../domain/ledger/fact-of-call.ts';
import { SIGNALS } from '../../domain/signals/registry.ts';
import { readTextModel } from '../../models/read-text-model.ts';
import { replayLife } from './replay-life.ts';

const callShape = z.object({
  messageId: z.string(),
  timestamp: z.iso.datetime(),
  event: z.enum(['Transaction Posted', 'Payment Returned']),
  properties: z.record(z.string(), z.unknown()),
});
const lifeShape = z.strictObject({
  customerId: z.string(),
  /** IANA name, as profile would say. */
  timeZone: z.string().nullable(),
  accounts: z.array(z.strictObject({ accountId: z.string(), accountType: z.string(), currency: z.string() })),
  calls: z.array(callShape),
});

const textModel = readTextModel(new URL('../../../models/categories.json', import.meta.url));
const kinds = SIGNALS.map(({ kind }) => kind);

for await (const line of createInterface({ input: process.stdin })) {
  const { customerId, timeZone, accounts, calls } = lifeShape.parse(JSON.parse(line));
  const facts = calls.flatMap(({ messageId, timestamp, event, properties }) => {
    const call = { type: 'track' as const, messageId, timestamp, event, properties, identifiers: [] };
    const said = factOfCall(call, customerId, new Date(timestamp));
    return said ? [{ ...said, version: 1, enrichment: null }] : [];
  });
  const held = accounts.map((account) => ({ ...account, customerId, role: 'OWNER' as const }));
  const changes = replayLife({ customerId, timeZone, accounts: held, facts }, textModel);
  process.stdout.write(`${JSON.stringify({ customerId, kinds, changes })}\n`);
}
