import { invalidInput } from '@rapport/contracts';
import { DEFAULT_TIME_ZONE } from '../domain/customer.ts';
import { type InstalmentView, type LoanStanding, standingOn } from '../domain/loan/loan-standing.ts';
import { byOpening } from '../domain/loan/obligations.ts';
import { settleLoan } from '../domain/loan/settle-loan.ts';
import { localDay } from '../domain/local-day.ts';
import { textOf } from '../domain/trait.ts';
import type { Stores } from './ports.ts';
import { readTraitsInForce } from './read-traits-in-force.ts';

const LOANS_MAX = 100;
const INSTALMENTS_MAX = 100;

/** The loans of customers as they stand now, each on the day it is where the customer lives; newest first. */
export const readLoans =
  ({ stores, now }: { stores: Pick<Stores, 'loans' | 'traits' | 'traitSchema'>; now: () => Date }) =>
  async (customerIds: readonly string[]): Promise<Map<string, LoanStanding[]>> => {
    const facts = await stores.loans.loansOf(customerIds);
    if (facts.size === 0) return new Map();
    const traits = await readTraitsInForce({ stores })([...facts.keys()]);
    const at = now();
    return new Map(
      [...facts].map(([customerId, own]) => {
        const zone = textOf(traits.get(customerId) ?? [], 'timeZone') ?? DEFAULT_TIME_ZONE;
        const settled = own.map(settleLoan).filter((loan) => loan !== null);
        const newest = settled.sort(byOpening).slice(0, LOANS_MAX);
        return [customerId, newest.map((loan) => standingOn(loan, localDay(at, zone)))];
      }),
    );
  };

/** So many instalments from a day on. @throws RapportError INVALID_INPUT for a number outside 1 to 100 */
export const listSchedule = (
  schedule: readonly InstalmentView[],
  { first, from }: { first?: number | null; from?: string | null },
): InstalmentView[] => {
  const size = first ?? INSTALMENTS_MAX;
  if (size < 1 || size > INSTALMENTS_MAX) {
    throw invalidInput([{ path: 'first', message: `must be a whole number from 1 to ${INSTALMENTS_MAX}` }]);
  }
  return schedule.filter(({ dueOn }) => !from || dueOn >= from).slice(0, size);
};
