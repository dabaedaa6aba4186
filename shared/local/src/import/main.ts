import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { LocalError } from '../local-error.ts';
import { findEvaluationData, findWriteKey, type ImportConfig, readImportConfig } from './config.ts';
import { progressBar } from './progress-bar.ts';
import { readMapping } from './read-mapping.ts';
import { type ImportSummary, runImport } from './run-import.ts';

const USAGE = 'npm run import -- --mapping MAPPING.yaml [--set NAME=VALUE]… [--url URL] [--rejects FILE] FILE…';
const SHOWN_REJECTS = 10;

const usage = (problem: string): LocalError => new LocalError('UNSUPPORTED', problem, USAGE);

const readArguments = () => {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        mapping: { type: 'string' },
        url: { type: 'string' },
        rejects: { type: 'string' },
        /** A set of the evaluation data instead of files. */
        data: { type: 'string' },
        set: { type: 'string', multiple: true },
      },
    });
    return { ...values, files: positionals };
  } catch (error) {
    throw usage(error instanceof Error ? error.message : 'the arguments cannot be read');
  }
};

const parametersOf = (said: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    said.map((one) => {
      const [name = '', ...value] = one.split('=');
      if (name === '' || value.length === 0) throw usage(`--set ${one} has no name or no value`);
      return [name, value.join('=')] as const;
    }),
  );

/** One memory for each mapping and house: what one house has taken, another has not. */
const stateDirOf = ({ dataDir }: ImportConfig, mapping: string, url: string | undefined): string =>
  join(dataDir, 'imports', url ? `${mapping}@${new URL(url).host.replaceAll(':', '-')}` : mapping);

const table = (rows: readonly (readonly string[])[]): string => {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows
    .map((row) => row.map((cell, at) => (at === 0 ? cell.padEnd(widths[at]!) : cell.padStart(widths[at]!))).join('  '))
    .map((line) => `  ${line}`)
    .join('\n');
};

const show = ({ kinds, rejected, rejectsFile, sendingMs }: ImportSummary): void => {
  const sent = kinds.reduce((sum, kind) => sum + kind.sent + kind.corrected, 0);
  const rate = sent > 0 ? `, ${Math.round((sent / sendingMs) * 1_000)} a second` : '';
  console.log(`\n${sent} calls were taken in ${(sendingMs / 1_000).toFixed(1)} s${rate}.\n`);
  console.log(
    table([
      ['', 'new', 'corrected', 'there already', 'not yet'],
      ...kinds.map((k) => [k.kind, ...[k.sent, k.corrected, k.already, k.ahead].map(String)]),
    ]),
  );
  if (kinds.some(({ ahead }) => ahead > 0)) {
    console.log('\nNot yet: their dates lie after today once shifted; an import on a later day sends them.');
  }
  if (rejected.length === 0) return console.log('\nNothing was rejected.');
  console.log(`\n${rejected.length} flaws, all of them in ${rejectsFile}:`);
  for (const { file, line, path, reason } of rejected.slice(0, SHOWN_REJECTS)) {
    console.log(`  ${file}:${line}${path ? `  ${path}` : ''}  ${reason}`);
  }
};

/** `npm run import -- --mapping MAPPING.yaml FILE…` */
const main = async (): Promise<void> => {
  const { mapping: mappingFile, url, rejects, data, set = [], files } = readArguments();
  if (!mappingFile) throw usage('--mapping is missing');
  const config = readImportConfig();
  const paths = data ? [await findEvaluationData(config, data), ...files] : files;
  if (paths.length === 0) throw usage('no file is named');
  if (url !== undefined && !URL.canParse(url)) throw usage(`--url ${url} is no address`);
  const mapping = await readMapping(mappingFile);
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  const summary = await runImport({
    mapping,
    paths,
    parameters: parametersOf(set),
    door: { url: url ?? config.url, writeKey: await findWriteKey(config), signal: stop.signal },
    stateDir: stateDirOf(config, mapping.mapping, url),
    rejectsFile: rejects,
    now: config.now,
    onProgress: progressBar(process.stdout),
  });
  show(summary);
  // Rows that were not taken are for somebody to look at.
  if (summary.rejected.length > 0) process.exitCode = 2;
};

main().catch((error: unknown) => {
  if (!(error instanceof LocalError)) throw error;
  console.error(`\n${error.message}\n→ ${error.remedy}`);
  for (const line of error.details) console.error(`  ${line}`);
  process.exit(1);
});
