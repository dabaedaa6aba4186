import { feeWaiver } from './fee-waiver.ts';
import { repaymentPlanPlain, repaymentPlanWarm } from './repayment-plan.ts';
import { spendingOverview } from './spending-overview.ts';
import { talkToAPerson } from './talk-to-a-person.ts';
import type { Template } from './template.ts';

/** A message that is worded in several ways, of which a flag chooses one for each customer. */
export type Wordings = {
  readonly flagKey: string;
  /** The wording used where the flag says nothing that we can say. */
  readonly standard: string;
  readonly templates: ReadonlyMap<string, Template>;
};

/** The messages worded in several ways, by the key of their action. */
export const WORDINGS: ReadonlyMap<string, Wordings> = new Map([
  [
    'repayment-plan',
    {
      flagKey: 'help-message-wording',
      standard: 'plain',
      templates: new Map([
        ['plain', repaymentPlanPlain],
        ['warm', repaymentPlanWarm],
      ]),
    },
  ],
]);

/** Every message that messaging can send by itself, by the key of the action that it carries out. */
export const TEMPLATES: ReadonlyMap<string, Template> = new Map([
  ['repayment-plan', repaymentPlanPlain],
  ['spending-overview', spendingOverview],
  ['talk-to-a-person', talkToAPerson],
  ['fee-waiver', feeWaiver],
]);

/** The template of an action in one wording; without a wording, or with one that we do not have, the standard one. */
export const templateOf = (actionKey: string, wording: string | null): Template | null =>
  (wording === null ? undefined : WORDINGS.get(actionKey)?.templates.get(wording)) ?? TEMPLATES.get(actionKey) ?? null;
