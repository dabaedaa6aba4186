import { type Feature, within } from '../feature.ts';

/**
 * foreign_currency_share_90d: the part of the transactions of 90 days, on every account, in another currency than the
 * account's own; the main account's where that is not known. Null without transactions. Unit: ratio.
 */
export const foreignCurrencyShare90d: Feature = {
  name: 'foreign_currency_share_90d',
  unit: 'ratio',
  windowDays: 90,
  description: 'The part of the transactions of 90 days in another currency than the account has.',
  formula: "transactions in another currency than the account's / transactions, over 90 days",
  source: 'our own choice',
  readsFrom: ['LEDGER'],
  dataClass: 'BEHAVIOURAL',
  value: ({ allDays, accounts, main, today }) => {
    const currencies = new Map((accounts ?? []).map(({ accountId, currency }) => [accountId, currency]));
    let [foreign, whole] = [0, 0];
    for (const { accountId, currency, transactionCount } of within(allDays, today, 90)) {
      whole += transactionCount;
      if (currency !== (currencies.get(accountId) ?? main?.currency ?? currency)) foreign += transactionCount;
    }
    return whole === 0 ? null : foreign / whole;
  },
};
