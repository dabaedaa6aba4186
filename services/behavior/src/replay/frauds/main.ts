// Replays card payments through behavior's view of a person's own baseline and of merchants: JSON lines in, in the
// order of time, one JSON line out for each payment that is judged. A label is known a week after its payment, never
// sooner.
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { fitLogistic, logOddsOfLogistic } from '../../domain/learning/logistic-regression.ts';
import { sampleOf } from '../../domain/learning/sample.ts';
import { rawLogOdds } from '../../domain/models/learnt-model.ts';
import { learnMembers, MANY_ROWS } from '../../domain/models/recipe.ts';
import type { CardPayment } from '../../domain/signals/fraud-anomaly/card-payment.ts';
import {
  LABEL_DELAY_DAYS,
  type MerchantDay,
  merchantRiskOf,
  riskDays,
} from '../../domain/signals/fraud-anomaly/merchant-risk.ts';
import { paymentInputsOf } from '../../domain/signals/fraud-anomaly/payment-inputs.ts';

const lineShape = z.strictObject({
  transactionId: z.string(),
  customer: z.string(),
  merchant: z.string(),
  at: z.number(),
  size: z.number().positive(),
  isFraud: z.boolean(),
  /** WARM: only remembered; LEARN: models learn from it; TEST: they judge it. Sets share nothing. */
  part: z.enum(['WARM', 'LEARN', 'TEST']),
  set: z.string(),
});
type Line = z.infer<typeof lineShape>;

const DAY_MS = 86_400_000;
const BASELINE_MS = 30 * DAY_MS;
const SEED = 1;

type Counted = { -readonly [Key in keyof MerchantDay]: MerchantDay[Key] };

/** What behavior would hold: payments of 30 days by person, counts by merchant and day, and labels that came back. */
const memory = () => {
  const people = new Map<string, { payments: CardPayment[]; fraudDays: number[] }>();
  const merchants = new Map<string, Map<number, Counted>>();
  const waiting: Line[] = [];
  let told = 0;
  const personOf = (customer: string) => {
    const known = people.get(customer) ?? { payments: [], fraudDays: [] };
    people.set(customer, known);
    return known;
  };
  const dayOfMerchant = (merchant: string, day: number): Counted => {
    const days = merchants.get(merchant) ?? new Map<number, Counted>();
    merchants.set(merchant, days);
    const counted = days.get(day) ?? { day, payments: 0, frauds: 0 };
    days.set(day, counted);
    return counted;
  };
  const hearLabels = (now: number): void => {
    for (; told < waiting.length && waiting[told]!.at + LABEL_DELAY_DAYS * DAY_MS <= now; told += 1) {
      const { customer, merchant, at } = waiting[told]!;
      const day = Math.floor(at / DAY_MS);
      dayOfMerchant(merchant, day).frauds += 1;
      personOf(customer).fraudDays.push(day);
    }
  };
  return {
    inputsOf: (line: Line): number[] => {
      hearLabels(line.at);
      const day = Math.floor(line.at / DAY_MS);
      const { first, last } = riskDays(day);
      const { payments, fraudDays } = personOf(line.customer);
      while (payments.length > 0 && payments.at(-1)!.at <= line.at - BASELINE_MS) payments.pop();
      const days = merchants.get(line.merchant);
      const counted: MerchantDay[] = [];
      for (let of = first; days && of <= last; of += 1) if (days.has(of)) counted.push(days.get(of)!);
      return paymentInputsOf(line, payments, {
        risk: merchantRiskOf(counted, day),
        ownFrauds: fraudDays.filter((fraud) => fraud >= first && fraud <= last).length,
      });
    },
    take: (line: Line): void => {
      const { at, size, merchant } = line;
      personOf(line.customer).payments.unshift({ at, size, merchant });
      dayOfMerchant(merchant, Math.floor(at / DAY_MS)).payments += 1;
      if (line.isFraud) waiting.push(line);
    },
  };
};

const memories = new Map<string, ReturnType<typeof memory>>();
const learnt: { inputs: number[]; label: number; size: number }[] = [];
const judged: { transactionId: string; inputs: number[]; size: number }[] = [];
for await (const text of createInterface({ input: process.stdin })) {
  const line = lineShape.parse(JSON.parse(text));
  const remembered = memories.get(line.set) ?? memory();
  memories.set(line.set, remembered);
  const inputs = remembered.inputsOf(line);
  if (line.part === 'LEARN') learnt.push({ inputs, label: line.isFraud ? 1 : 0, size: line.size });
  if (line.part === 'TEST') judged.push({ transactionId: line.transactionId, inputs, size: line.size });
  remembered.take(line);
}
const labels = learnt.map(({ label }) => label);
const members = learnMembers(
  sampleOf(
    learnt.map(({ inputs }) => inputs),
    labels,
  ),
  MANY_ROWS,
  SEED,
);
const byAmount = fitLogistic(
  sampleOf(
    learnt.map(({ size }) => [size]),
    labels,
  ),
  { l2: 1 },
);
for (const { transactionId, inputs, size } of judged) {
  const verdict = {
    transactionId,
    score: rawLogOdds(members, inputs),
    amountAlone: logOddsOfLogistic(byAmount, [size]),
  };
  process.stdout.write(`${JSON.stringify(verdict)}\n`);
}
