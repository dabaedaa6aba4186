import { type Database, managerOf, sql } from '@rapport/platform';
import type { LedgerEntry } from '../domain/ledger.ts';
import type { LedgerStore } from '../usecases/ports.ts';
import { ledgerContentTable, ledgerEntryTable } from './tables.ts';

export const createLedgerStore = (database: Database): LedgerStore => ({
  findLast: (tx, holderId): Promise<LedgerEntry | null> =>
    managerOf(tx)
      .getRepository(ledgerEntryTable)
      .findOne({ where: { holderId }, order: { sequence: 'DESC' } }),

  append: async (tx, entry, content) => {
    await managerOf(tx).getRepository(ledgerEntryTable).insert(entry);
    await sql(tx, 'INSERT INTO ledger_content (holder_id, sequence, salt, content) VALUES ($1, $2, $3, $4)', [
      content.holderId,
      content.sequence,
      Buffer.from(content.salt),
      JSON.stringify(content.content),
    ]);
  },

  chainOf: async (holderId) => {
    const order = { sequence: 'ASC' } as const;
    return {
      entries: await managerOf(database).getRepository(ledgerEntryTable).find({ where: { holderId }, order }),
      contents: await managerOf(database).getRepository(ledgerContentTable).find({ where: { holderId }, order }),
    };
  },
});
