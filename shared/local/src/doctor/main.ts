import { parseArgs } from 'node:util';
import { readLocalConfig } from '../config.ts';
import { LocalError } from '../local-error.ts';
import { examineHouse } from './examine-house.ts';
import type { Finding } from './finding.ts';

const SIGNS = { OK: 'ok   ', NOTE: 'note ', WRONG: 'WRONG' } as const;

/** A table check / found, each remedy on a line of its own: some are commands to paste. */
const printTable = (findings: readonly Finding[]): void => {
  const width = Math.max(...findings.map(({ check }) => check.length));
  for (const { check, verdict, found, remedy } of findings) {
    console.log(`${SIGNS[verdict]}  ${check.padEnd(width)}  ${found}`);
    if (remedy) console.log(`${' '.repeat(width + 9)}→ ${remedy}`);
  }
};

/** `npm run doctor [-- --json]`: code 1 when something is wrong. */
const main = async (): Promise<void> => {
  const { values } = parseArgs({ options: { json: { type: 'boolean' } } });
  const findings = await examineHouse(readLocalConfig());
  const wrong = findings.filter(({ verdict }) => verdict === 'WRONG').length;
  if (values.json) {
    console.log(JSON.stringify({ wrong, findings }, null, 2));
  } else {
    printTable(findings);
    console.log(wrong === 0 ? '\nNothing is wrong.' : `\n${wrong} of ${findings.length} checks found something wrong.`);
  }
  process.exitCode = wrong === 0 ? 0 : 1;
};

main().catch((error: unknown) => {
  if (error instanceof LocalError) console.error(`${error.message}\n→ ${error.remedy}`);
  else console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
