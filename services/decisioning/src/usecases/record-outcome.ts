import { type ActionGroup, outcomeRecorded, type Tx, type Viewer } from '@rapport/contracts';
import { POLICY } from '../domain/arbitration/policy.ts';
import { type Outcome, tallyChange } from '../domain/arbitration/tally.ts';
import { findAction, findCatalogue } from '../domain/catalogue/catalogues.ts';
import type { Decision } from '../domain/decision.ts';
import { SURFACE_OUTCOMES, shardOf } from '../domain/outcome.ts';
import type { Stores } from './ports.ts';

/** Why an outcome was not recorded, in a form that a client can branch on. */
export type Refusal = { readonly code: string; readonly message: string; readonly field: string };

/** The decision the outcome was recorded for, or why it was not. */
export type OutcomeAnswer = { readonly decisionId: string | null; readonly userErrors: readonly Refusal[] };

const refuse = (code: string, message: string, field: string): OutcomeAnswer => ({
  decisionId: null,
  userErrors: [{ code, message, field }],
});

/** A decision of somebody else's customer looks as if it did not exist. */
const mayRecord = ({ roles, customerIds }: Viewer, { customerId }: Decision): boolean =>
  roles.some((role) => role === 'AGENT' || role === 'SUPERVISOR') || customerIds.includes(customerId);

/** The group that the action had in the catalogue of its time. */
const groupOf = (catalogueVersion: string, actionKey: string): ActionGroup | undefined => {
  const catalogue = findCatalogue(catalogueVersion);
  return catalogue ? findAction(catalogue, actionKey)?.group : undefined;
};

/** Whether the customer speaks for themselves: what others record for them is audited. */
const isSelf = ({ roles, customerIds }: Viewer, { customerId }: Decision): boolean =>
  roles.includes('CUSTOMER') && customerIds[0] === customerId;

/**
 * Records what became of a decision, each outcome once, and learns from it where the decision was served. DISMISSED
 * silences the action from the next question on.
 */
export const recordOutcome =
  ({ stores }: { stores: Pick<Stores, 'decisions' | 'outcomes'> }) =>
  async (tx: Tx, viewer: Viewer, input: { decisionId: string; outcome: Outcome }): Promise<OutcomeAnswer> => {
    const { decisionId, outcome } = input;
    const decision = (await stores.decisions.findMany([decisionId], tx)).get(decisionId);
    if (!decision || !mayRecord(viewer, decision)) {
      return refuse(
        'NOT_FOUND',
        'this decision does not exist: pass the id of one that was returned',
        'input.decisionId',
      );
    }
    const { actionKey, catalogueVersion, contextBucket, customerId, decidedAt, mode } = decision;
    if (mode === 'OBSERVED' && SURFACE_OUTCOMES.includes(outcome)) {
      const message = `this decision was only observed: ${outcome} is recorded where the customer's own surface asked`;
      return refuse('DECISION_OBSERVED', message, 'input.outcome');
    }
    await tx.lock([customerId]);
    const before = ((await stores.outcomes.outcomesOf([decisionId], tx)).get(decisionId) ?? []).map(
      (each) => each.outcome,
    );
    if (before.includes(outcome)) return { decisionId, userErrors: [] };
    await stores.outcomes.insert(tx, { decisionId, decidedAt, outcome, recordedAt: tx.now, customerId, actionKey });
    const change = tallyChange(before, outcome, POLICY);
    if (mode === 'SERVED' && (change.accepted !== 0 || change.refused !== 0)) {
      await stores.outcomes.learn(tx, { contextBucket, actionKey, shard: shardOf(customerId), change });
    }
    const group = groupOf(catalogueVersion, actionKey);
    tx.append(outcomeRecorded, { about: customerId, data: { decisionId, actionKey, group, outcome } });
    if (!isSelf(viewer, decision)) {
      tx.audit({ viewer, action: 'Mutation.recordOutcome', about: customerId, after: { decisionId, outcome } });
    }
    return { decisionId, userErrors: [] };
  };
