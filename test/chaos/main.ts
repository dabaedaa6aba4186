// Faults under load: a whole house at work while its processes are killed; afterwards everything that was accepted
// is looked for, once and no more than once, in every database, stream and effect.
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { houseOutsideJest, seededRandom, startMailServer, type TakenMail, type TestHouse } from '@rapport/testkit';
import { checkCalls, checkCustomers, checkMessages, checkStops } from './check-effects.ts';
import { checkDeadLetters, checkInboxes, checkStreams, readOutboxes } from './check-events.ts';
import { checkMails, listUnknownMails } from './check-mails.ts';
import { type Databases, openDatabases } from './databases.ts';
import { doFaults } from './faults.ts';
import type { Finding } from './finding.ts';
import { startLoad } from './load.ts';
import { type Options, readOptions, USAGE } from './options.ts';
import { describeReport, makeReport, type Report, writeReport } from './report.ts';
import { runMutant } from './run-mutant.ts';
import { describeFault, planFaults } from './schedule.ts';
import { settle } from './settle.ts';
import { openStreams, type Streams } from './streams.ts';
import { createTold, type Told } from './told.ts';

const REPORT = fileURLToPath(new URL('../../.rapport/chaos.json', import.meta.url));
/** Noon in Berlin on a working day: nobody's night holds a message back. */
const NOON = '2026-03-02T11:00:00.000Z';

/** How long the mail server thinks about an e-mail, ms: long enough that messaging sometimes dies meanwhile. */
const MAIL_THINKS_MS_MAX = 600;

const say = (text: string): void => void process.stdout.write(`${text}\n`);
const begun = performance.now();
const log = (line: string): void => say(`${((performance.now() - begun) / 1_000).toFixed(1).padStart(6)} s  ${line}`);

/** Everything there is to look into afterwards. */
type Evidence = {
  readonly told: Told;
  readonly databases: Databases;
  readonly streams: Streams;
  readonly mails: readonly TakenMail[];
};

const judge = async ({ told, databases, streams, mails }: Evidence): Promise<Finding[]> => {
  const outboxes = await readOutboxes(databases);
  return [
    ...(await checkCalls(told, outboxes, databases)),
    ...(await checkCustomers(told, databases)),
    ...(await checkStreams(outboxes, streams)),
    ...(await checkInboxes(outboxes, databases)),
    ...(await checkMessages(told, outboxes, databases)),
    ...(await checkMails(mails, databases)),
    ...(await checkStops(told, outboxes, databases)),
    ...(await checkDeadLetters(databases)),
  ];
};

/** How many messages ended how: shows that there was something to lose and to double. */
const noteMessages = async (databases: Databases): Promise<Record<string, number>> => {
  const rows = await databases.rows<{ name: string; count: number }>(
    'messaging',
    `SELECT status AS name, count(*)::integer AS count FROM message WHERE direction = 'OUT' GROUP BY 1
     UNION ALL SELECT 'attempts ' || outcome, count(*)::integer FROM attempt GROUP BY 1
     UNION ALL SELECT 'overtaken by a stop while they were handed over', count(*)::integer FROM sandbox_message m
       JOIN local_stop s USING (contact_point_id) WHERE s.blocked AND m.taken_at > s.since
     ORDER BY 1`,
  );
  return Object.fromEntries(rows.map(({ name, count }) => [name, count]));
};

const run = async (house: TestHouse, mails: readonly TakenMail[], options: Options): Promise<Report> => {
  const told = createTold();
  const databases = openDatabases(house);
  const streams = await openStreams(house);
  try {
    const doing = doFaults({ house, streams, log }, planFaults(options));
    const load = startLoad(house, told, options, doing);
    const faults = await doing;
    await load.said;
    const calmSince = performance.now();
    log('the faults and the load are over; waiting for the house to come to rest');
    await load.answered;
    const settled = await settle({ house, databases, streams, calmSince, patienceMs: options.patienceMs, log });
    const findings = await judge({ told, databases, streams, mails });
    const [unknown, notes] = [await listUnknownMails(mails, databases), await noteMessages(databases)];
    return makeReport({ options, told, faults, settled, findings, unknown, notes });
  } finally {
    await streams.close();
    await databases.close();
  }
};

const main = async (): Promise<number> => {
  const options = readOptions(process.argv.slice(2));
  log(`seed ${options.seed} (npm run chaos -- --seed ${options.seed} repeats the same faults)`);
  if (options.mutant) return runMutant(options, log);
  for (const fault of planFaults(options))
    log(`planned at ${(fault.atMs / 1_000).toFixed(1)} s: ${describeFault(fault)}`);
  const { integer } = seededRandom(options.seed);
  const mail = await startMailServer({ thinks: () => sleep(integer(0, MAIL_THINKS_MS_MAX)) });
  let house: TestHouse | undefined;
  try {
    house = await houseOutsideJest({ now: NOON, log, smtpUrl: mail.url });
    const report = await run(house, mail.mails, options);
    await writeReport(REPORT, report);
    say(describeReport(report));
    return report.verdict === 'GREEN' ? 0 : 1;
  } finally {
    await house?.stop();
    await mail.stop();
  }
};

// By an exit: NATS may have died under a connection before it said a word, and its client leaves that socket open,
// which would keep this process for ever.
main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    const details = (error as { details?: readonly string[] } | null)?.details ?? [USAGE];
    say([error instanceof Error ? error.message : String(error), ...details].join('\n'));
    process.exit(1);
  },
);
