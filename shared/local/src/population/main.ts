// `npm run generate -- --customers N --seed S --from DAY --until DAY --out DIR [--send]`
import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { chunk } from '../demo/batches-of.ts';
import { postBatches } from '../demo/post-batches.ts';
import type { SegmentCall } from '../demo/segment-call.ts';
import { findWriteKey, readImportConfig } from '../import/config.ts';
import { progressBar } from '../import/progress-bar.ts';
import { LocalError } from '../local-error.ts';
import { generatePopulation, type PopulationOptions } from './generate-population.ts';

const USAGE =
  'npm run generate -- --customers 1000 --seed 1 --from 2025-01-01 --until 2026-03-01 --out DIR [--send [--url URL]]';
const CUSTOMERS_AT_ONCE = 20;

const usage = (problem: string): LocalError => new LocalError('UNSUPPORTED', problem, USAGE);

const wholeNumber = (name: string, text: string): number => {
  if (!/^\d{1,9}$/.test(text)) throw usage(`--${name} ${text} is no whole number below a thousand million`);
  return Number(text);
};

const readArguments = () => {
  try {
    return parseArgs({
      options: {
        customers: { type: 'string', default: '1000' },
        seed: { type: 'string', default: '1' },
        from: { type: 'string', default: '2025-01-01' },
        until: { type: 'string', default: '2026-03-01' },
        out: { type: 'string' },
        send: { type: 'boolean', default: false },
        url: { type: 'string' },
      },
    }).values;
  } catch (error) {
    throw usage(error instanceof Error ? error.message : 'the arguments cannot be read');
  }
};

/** Sends calls to a house: the one on this machine, or the one that is named. */
const senderTo = async (url: string | undefined): Promise<(calls: readonly SegmentCall[]) => Promise<number>> => {
  const config = readImportConfig();
  const writeKey = await findWriteKey(config);
  return async (calls) => (await postBatches(url ?? config.url, writeKey, chunk(calls))).length;
};

const writeLines = async (file: WriteStream, items: readonly object[]): Promise<void> => {
  // Waits while the disk is behind, so that memory does not grow with the number of customers.
  if (!file.write(items.map((item) => `${JSON.stringify(item)}\n`).join(''))) await once(file, 'drain');
};

const main = async (): Promise<void> => {
  const { customers: count, seed, from, until, out, send, url } = readArguments();
  if (out === undefined) throw usage('--out is missing: the folder that the calls and the truth are written to');
  const customers = wholeNumber('customers', count);
  const options: PopulationOptions = { seed: wholeNumber('seed', seed), from, until };
  const folder = resolve(out);
  await mkdir(folder, { recursive: true });
  const [callsPath, truthPath] = [join(folder, 'calls.ndjson'), join(folder, 'truth.ndjson')];
  const [callsFile, truthFile] = [createWriteStream(callsPath), createWriteStream(truthPath)];
  const sendCalls = send ? await senderTo(url) : null;
  const onProgress = progressBar(process.stdout, () => performance.now(), 'customers');
  let [calls, rejected, done] = [0, 0, 0];
  let waiting: SegmentCall[] = [];
  for (const customer of generatePopulation(customers, options)) {
    await writeLines(callsFile, customer.calls);
    await writeLines(truthFile, [customer.truth]);
    calls += customer.calls.length;
    done += 1;
    if (sendCalls) waiting.push(...customer.calls);
    if (sendCalls && (done % CUSTOMERS_AT_ONCE === 0 || done === customers)) {
      rejected += await sendCalls(waiting);
      waiting = [];
    }
    onProgress(done, customers);
  }
  for (const file of [callsFile, truthFile]) await once(file.end(), 'finish');
  console.log(`\n${customers} customers, ${calls} calls: ${callsPath}, what is true: ${truthPath}`);
  if (sendCalls) console.log(`${calls - rejected} were taken, ${rejected} refused.`);
  if (rejected > 0) process.exitCode = 2;
};

main().catch((error: unknown) => {
  if (error instanceof RangeError) error = usage(error.message);
  if (!(error instanceof LocalError)) throw error;
  console.error(`\n${error.message}\n→ ${error.remedy}`);
  for (const line of error.details) console.error(`  ${line}`);
  process.exit(1);
});
