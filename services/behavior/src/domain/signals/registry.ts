import { rhythmChange } from './change/rhythm-change.ts';
import { caution } from './character/caution.ts';
import { financialDiscipline } from './character/financial-discipline.ts';
import { impulsivity } from './character/impulsivity.ts';
import { investmentAppetite } from './character/investment-appetite.ts';
import { riskTolerance } from './character/risk-tolerance.ts';
import { financialStress } from './financial-stress.ts';
import { fraudAnomaly } from './fraud-anomaly/fraud-anomaly.ts';
import { liquidityCrunch } from './hardship/liquidity-crunch.ts';
import { vulnerability } from './hardship/vulnerability.ts';
import { incomeChange } from './income/income-change.ts';
import { incomeStability } from './income/income-stability.ts';
import { jobLoss } from './income/job-loss.ts';
import { bereavement } from './life/bereavement.ts';
import { divorce } from './life/divorce.ts';
import { homePurchase } from './life/home-purchase.ts';
import { illness } from './life/illness.ts';
import { moving } from './life/moving.ts';
import { newChild } from './life/new-child.ts';
import { retirement } from './life/retirement.ts';
import { travel } from './life/travel.ts';
import { churn } from './relationship/churn.ts';
import { disengagement } from './relationship/disengagement.ts';
import { lifetimeValue } from './relationship/lifetime-value.ts';
import type { Signal } from './signal.ts';

/** Every signal. A new one is a file of its own and a line here. */
export const SIGNALS: readonly Signal[] = [
  financialStress,
  vulnerability,
  liquidityCrunch,
  impulsivity,
  caution,
  rhythmChange,
  incomeChange,
  churn,
  disengagement,
  homePurchase,
  travel,
  newChild,
  moving,
  jobLoss,
  illness,
  bereavement,
  divorce,
  retirement,
  investmentAppetite,
  financialDiscipline,
  incomeStability,
  riskTolerance,
  lifetimeValue,
  fraudAnomaly,
];

const byKind = new Map(SIGNALS.map((signal) => [signal.kind, signal]));

/** A signal by its kind; one that is sensed no longer may still stand in old rows. */
export const findSignal = (kind: string): Signal | null => byKind.get(kind) ?? null;
