import { customerSensed, type Tx } from '@rapport/contracts';
import { daysOfLife } from '../domain/features/customer-days.ts';
import { daysBefore } from '../domain/features/feature.ts';
import { computeFeatures, HORIZON_DAYS } from '../domain/features/registry.ts';
import { dayOf, type LedgerFact } from '../domain/ledger/ledger-fact.ts';
import { judgedBy } from '../domain/models/judged-by.ts';
import { SERIES_MAX, viewSeries } from '../domain/recurring/view-series.ts';
import { NO_PAYMENT_RISKS } from '../domain/signals/fraud-anomaly/judge-payments.ts';
import { senseSignals } from '../domain/signals/sense-signals.ts';
import type { Sensing } from '../domain/signals/sensing.ts';
import type { SignalCase, SignalState } from '../domain/signals/signal.ts';
import { tellNews } from '../domain/signals/tell-news.ts';
import { keepArchetypes } from './keep-archetypes.ts';
import type { ActiveModels } from './keep-models.ts';
import type { Stores } from './ports.ts';
import { readPaymentRisks } from './read-payment-risks.ts';
import type { ModelWatch } from './watch-models.ts';

/** Somebody of whom facts were recorded. */
export type Sensed = {
  /** The id under which the customer is read, locked by the transaction. */
  readonly customerId: string;
  /** The senders' ids of the facts. */
  readonly factIds: readonly string[];
  /** Null where no fact led here: the newest of the recent ones counts. */
  readonly newestFactAt: Date | null;
};

const RECENT_DAYS = 30;
const RECENT_MAX = 200;

const stateData = (state: SignalState) => ({
  kind: state.kind,
  score: state.score,
  confidence: state.confidence,
  level: state.level,
  levelBefore: state.levelBefore,
  since: state.since.toISOString(),
  evidence: { transactionIds: [...state.transactionIds], features: [...state.features] },
  modelVersion: state.modelVersion,
});

/** What sensing needs: what is stored, the models at work, and who counts what they are asked. */
export type SensingPorts = { readonly stores: Stores; readonly active: ActiveModels; readonly watch: ModelWatch };

/** Counts what models were asked: a customer each time, a payment when it is new. */
const noteInputs = (
  { active, watch }: SensingPorts,
  subject: SignalCase,
  { fresh, now }: { fresh: ReadonlySet<string>; now: Date },
): void => {
  for (const [kind, model] of active.present()) {
    const judged = judgedBy(kind, subject);
    watch.note(
      model,
      judged.filter(({ transactionId }) => transactionId === null || fresh.has(transactionId)),
      now,
    );
  }
};

const newestOf = (facts: readonly LedgerFact[]): Date | null =>
  facts.reduce<Date | null>((newest, { bookedAt }) => (newest && newest > bookedAt ? newest : bookedAt), null);

/**
 * Features and signals of customers as of now, kept and announced: one event for each, however many facts led here.
 * `fresh` are the bank's ids of transactions that are seen for the first time.
 */
export const senseCustomers =
  (ports: SensingPorts) =>
  async (tx: Tx, sensed: readonly Sensed[], fresh: ReadonlySet<string> = new Set()): Promise<void> => {
    if (sensed.length === 0) return;
    const { stores } = ports;
    const ids = sensed.map(({ customerId }) => customerId);
    const today = dayOf(tx.now);
    const since = new Date(`${daysBefore(today, RECENT_DAYS - 1)}T00:00:00Z`);
    const lives = await stores.buckets.livesOf(ids, daysBefore(today, HORIZON_DAYS - 1), tx.now, tx);
    const before = await stores.signals.statesOf(ids, tx);
    const recent = await stores.transactions.recentOf(tx, ids, since, RECENT_MAX);
    const series = await stores.recurring.ofCustomers(ids, SERIES_MAX, tx);
    const risks = await readPaymentRisks(ports)(tx, new Map(ids.map((id) => [id, recent.get(id) ?? []])));
    const models = ports.active.present();
    const rows: SignalState[] = [];
    const changes: SignalState[] = [];
    const sensings: Sensing[] = [];
    const subjects = new Map<string, SignalCase>();
    for (const { customerId, factIds, newestFactAt } of sensed) {
      const days = daysOfLife(lives.get(customerId)!, today);
      const features = computeFeatures(days);
      const known = before.get(customerId) ?? [];
      const facts = recent.get(customerId) ?? [];
      const seen = viewSeries(series.get(customerId) ?? [], today);
      const told = { models, risks: risks.get(customerId) ?? NO_PAYMENT_RISKS };
      const subject = { days, features, recent: facts, series: seen, ...told, now: tx.now };
      noteInputs(ports, subject, { fresh, now: tx.now });
      const signals = senseSignals(customerId, subject, { before: known, now: tx.now });
      const news = tellNews(customerId, signals, known);
      rows.push(...news.rows);
      changes.push(
        ...news.told.filter((state) => state.since.getTime() === tx.now.getTime() && state.level !== state.levelBefore),
      );
      const isOpen = days.allDays.length > 0 || signals.some(({ level }) => level !== 'NONE');
      sensings.push({ customerId, sensedAt: tx.now, isOpen });
      subjects.set(customerId, subject);
      tx.append(customerSensed, {
        about: customerId,
        time: tx.now,
        data: {
          features,
          signals: news.told.map(stateData),
          factIds: factIds.slice(-500),
          newestFactAt: (newestFactAt ?? newestOf(facts) ?? since).toISOString(),
        },
      });
    }
    await stores.signals.save(
      tx,
      rows,
      changes.map(({ customerId, kind, level, levelBefore }) => ({ customerId, kind, level, levelBefore, at: tx.now })),
    );
    await stores.sensings.save(tx, sensings);
    await keepArchetypes({ stores })(tx, subjects);
  };
