import { setTimeout as sleep } from 'node:timers/promises';
import { customerOf, multiplyCustomers, type TemplateCustomer, type TestHouse } from '@rapport/testkit';

/** What a customer has behind them when the load begins: so many transactions within so many days. */
export const HISTORY = { transactions: 10, days: 100 };
const TEMPLATES = 4;
const SETTLED_MS = 3_000;
const DAY_MS = 86_400_000;

export const userIdOf = (word: string): string => `scale-user-${word}`;
export const accountIdOf = (word: string): string => `scale-account-${word}`;

/** A call about one of the customers, named by their word. */
export const callOf = (word: string, part: string, event: string, at: Date, properties: object): object => ({
  type: 'track',
  userId: userIdOf(word),
  messageId: `scale-${word}-${part}`,
  timestamp: at.toISOString(),
  event,
  properties: { accountId: accountIdOf(word), currency: 'EUR', ...properties },
});

/** A booking so many days before an instant. */
export const bookingOf = (word: string, part: string, now: Date, daysAgo: number, amount: string): object => {
  const bookedAt = new Date(now.getTime() - daysAgo * DAY_MS);
  return callOf(word, part, 'Transaction Posted', now, {
    transactionId: `scale-${word}-${part}`,
    amount,
    bookedAt: bookedAt.toISOString(),
    narration: amount.startsWith('-') ? 'CARD PAYMENT TO GREENFIELD MARKET LEEDS' : 'SALARY NORTHWIND LTD',
    balanceAfter: '900.00',
    ...(amount.startsWith('-') ? { mcc: '5411' } : {}),
  });
};

/** Some customers as the house itself writes them, each with a month's wage and what is bought with it. */
export const bringInTemplates = async (house: TestHouse): Promise<TemplateCustomer[]> => {
  const now = house.rapport.now();
  const words = Array.from({ length: TEMPLATES }, (_, index) => `template${index}`);
  const opened = words.map((word) => callOf(word, 'opened', 'Account Opened', now, { accountType: 'CURRENT' }));
  if ((await house.send(opened)).status !== 200) throw new Error('the accounts were not taken');
  await sleep(SETTLED_MS);
  const history = words.flatMap((word, template) =>
    Array.from({ length: HISTORY.transactions }, (_, index) => {
      const daysAgo = 1 + Math.floor((index * HISTORY.days) / HISTORY.transactions);
      const amount = index % 3 === 0 ? `${1_500 + template * 100}.00` : `-${40 + template * 5 + index}.50`;
      return bookingOf(word, `t${index}`, now, daysAgo, amount);
    }),
  );
  if ((await house.send(history)).status !== 200) throw new Error('the history was not taken');
  await sleep(SETTLED_MS);
  const templates: TemplateCustomer[] = [];
  for (const word of words) templates.push({ customerId: await customerOf(house, userIdOf(word)), word });
  return templates;
};

/** Fills profile and behavior with the copies numbered `from` to just below `to`; answers how long it took, s. */
export const fill = async (
  { rapport }: TestHouse,
  templates: readonly TemplateCustomer[],
  { from, to }: { readonly from: number; readonly to: number },
): Promise<number> => {
  const begun = performance.now();
  const identifierKey = new Uint8Array(Buffer.from(rapport.secrets.identifierKey, 'base64url'));
  const { behavior, profile } = rapport.places.databaseUrls;
  const onProgress = (table: string, copies: number) => {
    if (copies % 200_000 === 0) process.stderr.write(`  ${table}: ${copies} customers\n`);
  };
  for (const url of [profile, behavior]) {
    await multiplyCustomers(url, { templates, from, to, identifierKey, userIdOf, onProgress });
  }
  return (performance.now() - begun) / 1_000;
};
