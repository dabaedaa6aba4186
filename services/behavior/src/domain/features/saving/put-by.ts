import { quarterOf } from '../category-quarter.ts';
import { type CustomerDays, within } from '../feature.ts';
import { netOut } from '../measures.ts';
import { isCategorised, perMonth } from '../shares.ts';
import { unitsOf } from '../window-sums.ts';

const saved = netOut('TRANSFER_OUT_SAVINGS', 'TRANSFER_IN_SAVINGS');
const invested = netOut('TRANSFER_OUT_INVESTMENT_AND_RETIREMENT_FUNDS', 'TRANSFER_IN_INVESTMENT_AND_RETIREMENT_FUNDS');

/** What moved from the main account to own accounts of a type within 90 days, less what came back, in units. */
const movedTo = ({ mainDays, accounts, today }: CustomerDays, accountType: string): number => {
  const meant = new Set(
    (accounts ?? []).filter((held) => held.accountType === accountType).map(({ accountId }) => accountId),
  );
  let sum = 0;
  for (const { movedWith } of within(mainDays, today, 90)) {
    for (const accountId in movedWith) if (meant.has(accountId)) sum += unitsOf(movedWith[accountId]);
  }
  return sum;
};

/** Money of the main account put into savings per 30 days, over 90 days; negative where more was taken than put by. */
export const savedMonthly = (days: CustomerDays): number | null =>
  isCategorised(days) ? perMonth(days, saved(quarterOf(days)) + movedTo(days, 'SAVINGS')) : null;

/** Money of the main account put into investments per 30 days, over 90 days; negative where more was taken. */
export const investedMonthly = (days: CustomerDays): number | null =>
  isCategorised(days) ? perMonth(days, invested(quarterOf(days)) + movedTo(days, 'INVESTMENT')) : null;
