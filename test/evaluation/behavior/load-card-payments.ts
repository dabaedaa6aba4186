import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { rowsWith } from './read-csv-folder.ts';

/** A simulated card payment, and whether it was fraud, which nobody knows until a week later. */
export type JudgedPayment = {
  readonly transactionId: string;
  readonly customer: string;
  readonly merchant: string;
  /** Milliseconds since 1 January 1970. */
  readonly at: number;
  readonly size: number;
  readonly isFraud: boolean;
  /** Days since the first day of the set. */
  readonly day: number;
};

const DAY_MS = 86_400_000;

export const cardPaymentsIn = (data: string): string => join(data, 'card_fraud_simulated');
export const areCardPaymentsIn = (data: string): boolean => existsSync(cardPaymentsIn(data));

/** The card payments of a data folder in the order of their time. */
export const loadCardPayments = (data: string): JudgedPayment[] => {
  const payments = rowsWith(cardPaymentsIn(data), ['TRANSACTION_ID', 'TX_DATETIME', 'TERMINAL_ID', 'TX_FRAUD']).map(
    (row) => ({
      transactionId: row['TRANSACTION_ID']!,
      customer: row['CUSTOMER_ID']!,
      merchant: row['TERMINAL_ID']!,
      at: Date.parse(`${row['TX_DATETIME']!.replace(' ', 'T')}Z`),
      // A cent is the least that a card pays; the simulation rounds some to nothing.
      size: Math.max(Number(row['TX_AMOUNT']), 0.01),
      isFraud: row['TX_FRAUD'] === '1',
    }),
  );
  payments.sort((a, b) => a.at - b.at || a.transactionId.localeCompare(b.transactionId));
  const first = Math.floor((payments[0]?.at ?? 0) / DAY_MS);
  return payments.map((payment) => ({ ...payment, day: Math.floor(payment.at / DAY_MS) - first }));
};
