import type { TakenMail } from '@rapport/testkit';
import type { Databases } from './databases.ts';
import { compareOnce, type Finding, never } from './finding.ts';

/** An e-mail of which messaging does not know what became of it, and whether the mail server has it. */
export type UnknownMail = { readonly messageId: string; readonly isTaken: boolean };

type MailRow = { readonly id: string; readonly status: string };

/** What messaging says of its e-mails. */
const mailRows = (databases: Databases): Promise<MailRow[]> =>
  databases.rows<MailRow>(
    'messaging',
    `SELECT id, status FROM message WHERE direction = 'OUT' AND channel = 'EMAIL' ORDER BY id`,
  );

/** Our message id within a `Message-ID`. */
const idOf = ({ headers }: TakenMail): string => /<(msg_[^@>]+)@/.exec(headers.get('message-id') ?? '')?.[1] ?? '?';

/**
 * E-mails against the mail server, which stands outside the house and was never killed. It de-duplicates nothing: what
 * was handed over without an answer is unknown, and must not come a second time.
 */
export const checkMails = async (mails: readonly TakenMail[], databases: Databases): Promise<Finding[]> => {
  const rows = await mailRows(databases);
  const idsWith = (status: string) => rows.filter((row) => row.status === status).map(({ id }) => id);
  const unknown = new Set(idsWith('UNKNOWN'));
  const taken = mails.map(idOf);
  const twice = taken.filter((id, index) => taken.indexOf(id) !== index);
  return [
    compareOnce(
      'e-mails sent → mail server',
      idsWith('SENT'),
      taken.filter((id) => !unknown.has(id)),
    ),
    never('e-mails handed over twice', taken.length, twice),
  ];
};

/** Every e-mail whose end is unknown. */
export const listUnknownMails = async (mails: readonly TakenMail[], databases: Databases): Promise<UnknownMail[]> => {
  const taken = new Set(mails.map(idOf));
  const rows = await mailRows(databases);
  return rows.filter(({ status }) => status === 'UNKNOWN').map(({ id }) => ({ messageId: id, isTaken: taken.has(id) }));
};
