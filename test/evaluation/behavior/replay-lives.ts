import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { GeneratedCustomer } from '@rapport/testkit';
import { startReplay } from './replay-behavior.ts';

/** How the levels of one customer's signals changed, at the end of which days. */
export type LivedSignals = {
  readonly customerId: string;
  /** Every kind of signal there is. */
  readonly kinds: readonly string[];
  readonly changes: readonly {
    readonly kind: string;
    readonly day: string;
    readonly level: 'NONE' | 'LOW' | 'MEDIUM' | 'HIGH';
    readonly score: number;
  }[];
};

const LEDGER = new Set(['Transaction Posted', 'Payment Returned']);

/** What a customer's bank said, and nothing of what is true of them. */
const lifeOf = ({ calls, truth }: GeneratedCustomer): object => ({
  customerId: truth.userId,
  timeZone: calls.find(({ type }) => type === 'identify')?.traits?.['timezone'] ?? null,
  accounts: calls.flatMap(({ event, properties }) => {
    if (event !== 'Account Opened') return [];
    const { accountId, accountType, currency } = properties!;
    return [{ accountId, accountType, currency }];
  }),
  calls: calls.flatMap(({ event, messageId, timestamp, properties }) =>
    LEDGER.has(event ?? '') ? [{ event, messageId, timestamp, properties }] : [],
  ),
});

/** Lives lives through behavior's signals, one after the other, and hands each over as it comes back. */
export async function* replayLives(
  people: Iterable<GeneratedCustomer>,
): AsyncGenerator<{ readonly person: GeneratedCustomer; readonly lived: LivedSignals }> {
  const child = startReplay('signals/main.ts');
  const ended = once(child, 'close') as Promise<[number | null]>;
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  try {
    for (const person of people) {
      child.stdin.write(`${JSON.stringify(lifeOf(person))}\n`);
      const line = await lines.next();
      if (line.done) throw new Error('the replay of lives ended early: its own words stand above');
      yield { person, lived: JSON.parse(line.value) as LivedSignals };
    }
  } finally {
    child.stdin.end();
    await ended;
  }
}
