import type { ProtectionLevel } from '@rapport/contracts';
import { type Database, managerOf, sql } from '@rapport/platform';
import type { CustomerStore } from '../usecases/ports.ts';
import { customerCopyTable, protectionCopyTable } from './tables.ts';

export const createCustomerStore = (database: Database): CustomerStore => ({
  findLocale: async (customerId, tx) => {
    const [row] = await sql<{ locale: string }>(
      tx ?? database,
      `SELECT c.locale FROM customer_origins(ARRAY[$1::text]) o JOIN customer_copy c ON c.customer_id = o.origin
       ORDER BY o.origin = coalesce((SELECT current FROM customer_alias WHERE origin = $1), $1) DESC LIMIT 1`,
      [customerId],
    );
    return row?.locale ?? null;
  },

  saveCopies: async (tx, copies) => {
    await managerOf(tx)
      .getRepository(customerCopyTable)
      .upsert([...copies], ['customerId']);
  },

  saveProtections: async (tx, copies) => {
    await managerOf(tx)
      .getRepository(protectionCopyTable)
      .upsert([...copies], ['customerId']);
  },

  protectionOf: async (tx, customerId) => {
    const rows = await sql<{ level: ProtectionLevel }>(
      tx,
      `SELECT p.level FROM customer_origins(ARRAY[$1::text]) o JOIN protection_copy p ON p.customer_id = o.origin`,
      [customerId],
    );
    const levels = rows.map(({ level }) => level);
    return (['PROTECTED', 'WATCH'] as const).find((level) => levels.includes(level)) ?? 'NONE';
  },
});
