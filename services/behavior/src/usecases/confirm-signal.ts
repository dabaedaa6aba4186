import type { SensedFeature, Tx, Viewer } from '@rapport/contracts';
import { daysOfLife } from '../domain/features/customer-days.ts';
import { daysBefore } from '../domain/features/feature.ts';
import { computeFeatures, HORIZON_DAYS } from '../domain/features/registry.ts';
import { nextCusum } from '../domain/learning/cusum.ts';
import { dayOf, type LedgerFact } from '../domain/ledger/ledger-fact.ts';
import { inputsOfCustomer } from '../domain/models/inputs-of-features.ts';
import { inputsOfPayment } from '../domain/models/judged-by.ts';
import type { ModelInputs } from '../domain/models/learnt-model.ts';
import type { ConfirmedFraud, KeptLabel, SignalVerdict } from '../domain/models/signal-label.ts';
import { calibrationDriftLevel } from '../domain/models/watch-thresholds.ts';
import { isCardPayment, judgedPayments, merchantKeyOf } from '../domain/signals/fraud-anomaly/judge-payments.ts';
import { strongestOf } from '../domain/signals/sense-signals.ts';
import type { SignalState } from '../domain/signals/signal.ts';
import { endModel } from './end-model.ts';
import type { Stores } from './ports.ts';
import { readPaymentRisks } from './read-payment-risks.ts';

export type Confirmation = {
  readonly customerId: string;
  readonly kind: string;
  readonly since: Date;
  readonly verdict: SignalVerdict;
  readonly note: string | null;
  /** Which of the signal's transactions are meant; null: all of them. */
  readonly transactionIds: readonly string[] | null;
};
export type ConfirmationRefusal = 'NOT_FOUND' | 'UNKNOWN_TRANSACTION';

const FACTS_MAX = 200;
const BASELINE_DAYS = 30;

/** Inputs of a model as they are kept with a label. */
const featuresOfInputs = (inputs: ModelInputs): SensedFeature[] =>
  Object.entries(inputs).map(([name, value]) => ({
    name,
    value: Number.isFinite(value) ? String(value) : null,
    unit: 'number',
  }));

/** The facts that a payment of some days ago was judged by: those up to the newest that is meant. */
const factsOf = async (tx: Tx, stores: Stores, state: SignalState, ids: readonly string[]): Promise<LedgerFact[]> => {
  const from = new Date(`${daysBefore(dayOf(state.since), BASELINE_DAYS)}T00:00:00Z`);
  const facts =
    (await stores.transactions.recentOf(tx, [state.customerId], from, FACTS_MAX)).get(state.customerId) ?? [];
  const newest = facts.findIndex(({ transactionId }) => ids.includes(transactionId));
  return newest < 0 ? [] : facts.slice(newest);
};

/** The features of a customer on the day on which the signal was raised. */
const featuresThen = async (tx: Tx, stores: Stores, { customerId, since }: SignalState): Promise<SensedFeature[]> => {
  const day = dayOf(since);
  const lives = await stores.buckets.livesOf([customerId], daysBefore(day, HORIZON_DAYS - 1), since, tx);
  const days = daysOfLife(lives.get(customerId)!, day);
  return featuresOfInputs(inputsOfCustomer({ days, features: computeFeatures(days) }));
};

/** What the payment in question was judged by, as features. */
const paymentThen = async (
  tx: Tx,
  stores: Stores,
  { customerId, features }: SignalState,
  recent: readonly LedgerFact[],
): Promise<readonly SensedFeature[]> => {
  const risks = (await readPaymentRisks({ stores })(tx, new Map([[customerId, recent]]))).get(customerId);
  const [judged] = judgedPayments({ recent, ...(risks ? { risks } : {}) });
  return judged ? featuresOfInputs(inputsOfPayment(judged.row)) : features;
};

/** Holds confirmed frauds against their merchants, or takes them back. */
const keepFrauds = async (
  tx: Tx,
  stores: Stores,
  verdict: SignalVerdict,
  facts: readonly LedgerFact[],
): Promise<void> => {
  const frauds = facts.filter(isCardPayment).map(
    (fact): ConfirmedFraud => ({
      accountId: fact.accountId,
      transactionId: fact.transactionId,
      customerId: fact.customerId,
      merchant: merchantKeyOf(fact),
      day: dayOf(fact.bookedAt),
      confirmedAt: tx.now,
    }),
  );
  await (verdict === 'CONFIRMED' ? stores.merchants.addFrauds(tx, frauds) : stores.merchants.removeFrauds(tx, frauds));
};

/** Lets a label tell on the calibration of the model that gave the score; one that has drifted too far falls back. */
const judgeCalibration = async (tx: Tx, stores: Stores, { kind, modelVersion, score, verdict }: KeptLabel) => {
  const stored = await stores.models.find(tx, modelVersion);
  if (stored?.status !== 'ACTIVE') return;
  const calibration = nextCusum(stored.calibration, score, verdict === 'CONFIRMED' ? 1 : 0);
  await stores.models.keepCalibration(tx, stored.id, calibration);
  if (calibrationDriftLevel(calibration) !== 'FALL_BACK') return;
  const reason =
    calibration.above > calibration.below
      ? 'more of its alerts were confirmed than it foresaw'
      : 'fewer of its alerts were confirmed than it foresaw';
  await endModel({ stores })(tx, { kind, id: stored.id, status: 'FALLEN_BACK', reason });
};

/**
 * Keeps what somebody found who looked into a signal, with what was known at that time. The later word on the same
 * signal replaces the earlier one; on the model's calibration only the first one tells.
 */
export const confirmSignal =
  ({ stores }: { stores: Stores }) =>
  async (tx: Tx, viewer: Viewer, said: Confirmation): Promise<KeptLabel | ConfirmationRefusal> => {
    const current = (await stores.customers.currentIdsOf(tx, [said.customerId])).get(said.customerId);
    const customerId = current ?? said.customerId;
    await tx.lock([customerId]);
    const states = (await stores.signals.statesOf([customerId], tx)).get(customerId) ?? [];
    const state = strongestOf(states).find(({ kind }) => kind === said.kind);
    if (state?.since.getTime() !== said.since.getTime()) return 'NOT_FOUND';
    const transactionIds = said.transactionIds ?? state.transactionIds;
    if (transactionIds.some((id) => !state.transactionIds.includes(id))) return 'UNKNOWN_TRANSACTION';
    const isPayment = said.kind === 'FRAUD_ANOMALY';
    const facts = isPayment ? await factsOf(tx, stores, state, transactionIds) : [];
    const label: KeptLabel = {
      customerId: state.customerId,
      kind: said.kind,
      since: state.since,
      verdict: said.verdict,
      score: state.score,
      features: isPayment ? await paymentThen(tx, stores, state, facts) : await featuresThen(tx, stores, state),
      transactionIds,
      modelVersion: state.modelVersion,
      note: said.note,
      labelledBy: viewer.subject,
      labelledAt: tx.now,
    };
    const before = await stores.labels.save(tx, label);
    const meant = facts.filter(({ transactionId }) => transactionIds.includes(transactionId));
    if (isPayment) await keepFrauds(tx, stores, said.verdict, meant);
    if (before === null) await judgeCalibration(tx, stores, label);
    tx.audit({
      viewer,
      action: 'Mutation.behaviorConfirmSignal',
      about: customerId,
      before: { verdict: before },
      after: { kind: said.kind, since: state.since.toISOString(), verdict: said.verdict },
    });
    return label;
  };
