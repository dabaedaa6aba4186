import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { rowsWith } from './read-csv-folder.ts';

/** A debit of the Berka set with its label, which the search for series never sees. */
export type LabelledPayment = {
  readonly transactionId: string;
  readonly accountId: string;
  readonly day: number;
  readonly size: number;
  /** The standing order that it pays; null where it pays none. */
  readonly order: string | null;
  /** The bank's own fees, interest and loan payments are not judged. */
  readonly isJudged: boolean;
};

const DAY_MS = 86_400_000;
const LEFT_OUT = new Set(['SLUZBY', 'UROK', 'SANKC. UROK', 'UVER']);

const orderKey = (account: string, bank: string, payee: string, amount: string): string =>
  [account, bank, payee, Number(amount)].join(' ');

/** Where the set lies in a data folder. */
export const berkaIn = (data: string): string => join(data, 'berka');
export const isBerkaIn = (data: string): boolean => existsSync(berkaIn(data));

/** The debits of a data folder in the order of their booking. @throws when an id occurs twice */
export const loadPayments = (data: string): LabelledPayment[] => {
  const orders = new Set(
    rowsWith(berkaIn(data), ['order_id', 'account_to']).map((row) =>
      orderKey(row['account_id']!, row['bank_to']!, row['account_to']!, row['amount']!),
    ),
  );
  const payments = rowsWith(berkaIn(data), ['trans_id', 'operation'])
    .filter((row) => row['type'] !== 'PRIJEM')
    .map((row): LabelledPayment => {
      const order = orderKey(row['account_id']!, row['bank']!, row['account']!, row['amount']!);
      return {
        transactionId: row['trans_id']!,
        accountId: row['account_id']!,
        day: Date.parse(row['date']!) / DAY_MS,
        size: Number(row['amount']),
        order: orders.has(order) ? order : null,
        isJudged: orders.has(order) || !LEFT_OUT.has(row['k_symbol']!),
      };
    });
  refuseShared(payments, [], data);
  return payments.sort((a, b) => a.day - b.day || Number(a.transactionId) - Number(b.transactionId));
};

/** @throws when an account or transaction of one part is in the other, or a transaction twice in one */
export const refuseShared = (
  one: readonly LabelledPayment[],
  other: readonly LabelledPayment[],
  where: string,
): void => {
  const ids = [...one, ...other].map(({ transactionId }) => transactionId);
  const accounts = new Set(one.map(({ accountId }) => accountId));
  const shared = other.find(({ accountId }) => accounts.has(accountId));
  if (new Set(ids).size < ids.length)
    throw new Error(`a transaction of berka occurs twice in ${where}: give each once`);
  if (shared) throw new Error(`account ${shared.accountId} of berka is in both parts, ${where}: split by account`);
};
