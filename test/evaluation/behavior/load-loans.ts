import { berkaIn } from './load-payments.ts';
import { type Row, rowsWith } from './read-csv-folder.ts';

/** A loan of the Berka set: what was booked before it, and whether it went bad, which the features never see. */
export type LoanCase = {
  readonly accountId: string;
  /** The day of the loan, `1996-04-29`. */
  readonly today: string;
  readonly isBad: boolean;
  readonly facts: readonly {
    readonly transactionId: string;
    readonly day: string;
    readonly amount: string;
    readonly balanceAfter: string;
    readonly category: string | null;
  }[];
};

/** What the bank's own codes say in the words of behavior's taxonomy. */
const categoryOf = ({ k_symbol: symbol, operation, type }: Row): string | null => {
  const bySymbol: Readonly<Record<string, string>> = {
    'SANKC. UROK': 'BANK_FEES_OVERDRAFT_FEES',
    UROK: 'INCOME_INTEREST_EARNED',
    DUCHOD: 'INCOME_RETIREMENT_PENSION',
    SLUZBY: 'BANK_FEES_OTHER_BANK_FEES',
    POJISTNE: 'GENERAL_SERVICES_INSURANCE',
    SIPO: 'RENT_AND_UTILITIES_OTHER_UTILITIES',
    UVER: 'LOAN_PAYMENTS_OTHER_PAYMENT',
  };
  if (symbol && bySymbol[symbol]) return bySymbol[symbol];
  if (operation === 'VYBER' || operation === 'VYBER KARTOU') return 'TRANSFER_OUT_WITHDRAWAL';
  if (operation === 'VKLAD') return 'TRANSFER_IN_DEPOSIT';
  return type === 'PRIJEM' ? null : 'TRANSFER_OUT_OTHER_TRANSFER_OUT';
};

const isoDay = (yymmdd: string): string => `19${yymmdd.slice(0, 2)}-${yymmdd.slice(2, 4)}-${yymmdd.slice(4)}`;

/** The loans of a data folder. Of each, transactions before its day alone: no amount, no duration, no payment of it. */
export const loadLoans = (data: string): LoanCase[] => {
  const bookings = Map.groupBy(rowsWith(berkaIn(data), ['trans_id', 'operation']), (row) => row['account_id']!);
  return rowsWith(berkaIn(data), ['loan_id', 'status', 'duration']).map((loan) => {
    const accountId = loan['account_id']!;
    const today = isoDay(loan['date']!);
    const facts = (bookings.get(accountId) ?? [])
      .filter((row) => row['date']! < today)
      .sort((a, b) => a['date']!.localeCompare(b['date']!) || Number(a['trans_id']) - Number(b['trans_id']))
      .map((row) => ({
        transactionId: row['trans_id']!,
        day: row['date']!,
        amount: row['type'] === 'PRIJEM' ? row['amount']! : `-${row['amount']}`,
        balanceAfter: row['balance']!,
        category: categoryOf(row),
      }));
    return { accountId, today, isBad: loan['status'] === 'B' || loan['status'] === 'D', facts };
  });
};
