import { type InputIssue, invalidInput } from '@rapport/contracts';
import { type CashForecast, forecastCashFlow } from '../domain/forecast/forecast-cash-flow.ts';
import { dateOfDay, dayNumberOf } from '../domain/recurring/occurrence.ts';
import type { AccountBasis } from './read-forecast.ts';

/** The forecast of a customer's main account, with what was asked. */
export type AccountForecast = CashForecast & {
  readonly accountId: string;
  readonly currency: string;
  readonly asOf: string;
  readonly floor: string;
};

/** What is asked; what is left out has its default. Amounts are decimals, dates `2026-03-01`. */
export type CashFlowQuestion = {
  readonly days?: number | null;
  readonly floor?: string | null;
  readonly whatIf?: {
    readonly extraPayments?: readonly { readonly amount: string; readonly date: string }[] | null;
    readonly movedPayments?: readonly { readonly seriesId: string; readonly days: number }[] | null;
    readonly lostIncomes?: readonly { readonly seriesId: string; readonly from: string }[] | null;
  } | null;
};

const DAYS = 30;
const DAYS_MAX = 90;
const CHANGES_MAX = 10;
const MOVED_MAX_DAYS = 31;
const AMOUNT_MAX = 1e12;

const dayNumber = (date: string): number => dayNumberOf(new Date(`${date}T00:00:00Z`));

const issuesOf = ({ days, floor, whatIf }: CashFlowQuestion): InputIssue[] => {
  const [extra, moved, lost] = [whatIf?.extraPayments ?? [], whatIf?.movedPayments ?? [], whatIf?.lostIncomes ?? []];
  const amounts = [floor ?? '0', ...extra.map(({ amount }) => amount)].map(Number);
  const checks: [string, boolean, string][] = [
    ['days', (days ?? DAYS) < 1 || (days ?? DAYS) > DAYS_MAX, `give 1 to ${DAYS_MAX}`],
    ['whatIf', [extra, moved, lost].some((list) => list.length > CHANGES_MAX), `give ${CHANGES_MAX} of each at most`],
    ['floor, whatIf', amounts.some((of) => !(Math.abs(of) < AMOUNT_MAX)), 'give amounts of twelve digits at most'],
    ['whatIf.movedPayments', moved.some((m) => Math.abs(m.days) > MOVED_MAX_DAYS), `move by ${MOVED_MAX_DAYS} at most`],
  ];
  return checks.flatMap(([path, isWrong, message]) => (isWrong ? [{ path, message }] : []));
};

/**
 * Answers how a balance will go on, also if something were different; null where nothing can be told.
 * @throws RapportError INVALID_INPUT for days, amounts or series that cannot be
 */
export const askForecast = (basis: AccountBasis | null, question: CashFlowQuestion): AccountForecast | null => {
  const issues = issuesOf(question);
  if (issues.length > 0) throw invalidInput(issues);
  if (!basis) return null;
  const { days, floor, whatIf } = question;
  const [moved, lost] = [whatIf?.movedPayments ?? [], whatIf?.lostIncomes ?? []];
  const known = new Set(basis.series.map(({ seriesId }) => seriesId));
  if ([...moved, ...lost].some(({ seriesId }) => !known.has(seriesId))) {
    throw invalidInput([{ path: 'whatIf', message: 'take the ids of series of the main account, of recurring' }]);
  }
  const change = {
    extra: (whatIf?.extraPayments ?? []).map(({ amount, date }) => ({ amount: Number(amount), day: dayNumber(date) })),
    moved,
    lost: lost.map(({ seriesId, from }) => ({ seriesId, from: dayNumber(from) })),
  };
  const { accountId, asOf, currency } = basis;
  const forecast = forecastCashFlow(basis, { days: days ?? DAYS, floor: Number(floor ?? 0), change });
  return { ...forecast, accountId, currency, asOf: dateOfDay(asOf), floor: floor ?? '0' };
};
