import { judgedPayments } from '../signals/fraud-anomaly/judge-payments.ts';
import { FRAUD_INPUTS } from '../signals/fraud-anomaly/payment-inputs.ts';
import type { SignalCase } from '../signals/signal.ts';
import { inputsOfCustomer } from './inputs-of-features.ts';
import type { ModelInputs } from './learnt-model.ts';

/** One thing that a model judges, in numbers. */
export type Judged = {
  /** The payment that is judged; null where the customer is. */
  readonly transactionId: string | null;
  readonly inputs: ModelInputs;
};

/** A payment in numbers. */
export const inputsOfPayment = (row: readonly number[]): ModelInputs =>
  Object.fromEntries(FRAUD_INPUTS.map((name, input) => [name, row[input]!]));

/** What a model of a signal judges in a case: each card payment of late, or the customer. */
export const judgedBy = (
  kind: string,
  subject: Pick<SignalCase, 'days' | 'features' | 'recent' | 'risks'>,
): Judged[] =>
  kind === 'FRAUD_ANOMALY'
    ? judgedPayments(subject).map(({ fact, row }) => ({
        transactionId: fact.transactionId,
        inputs: inputsOfPayment(row),
      }))
    : [{ transactionId: null, inputs: inputsOfCustomer(subject) }];
