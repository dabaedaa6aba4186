import type { Tx, Viewer } from '@rapport/contracts';
import type { IdentityRulesVersion } from '../domain/identity-rules.ts';
import { changedRules, type RulesChange, type RulesRefusal, refusalOf } from '../domain/rules-change.ts';
import type { Stores } from './ports.ts';

/** What changes of the rules are locked and told under. */
const RULES = 'identity-rules';

/** Makes a new version of the rules; it holds from the next call on. @returns the new rules, or why there are none */
export const changeIdentityRules =
  ({ stores }: { stores: Pick<Stores, 'rules'> }) =>
  async (
    tx: Tx,
    viewer: Viewer,
    { reason, ...change }: RulesChange & { reason: string },
  ): Promise<IdentityRulesVersion | RulesRefusal> => {
    const refusal = refusalOf(change);
    if (refusal) return refusal;
    await tx.lock([RULES]);
    const before = await stores.rules.inForce(tx);
    const version = {
      ...changedRules(before, change),
      version: before.version + 1,
      changedBy: viewer.subject,
      changedAt: tx.now,
      reason,
    };
    await stores.rules.insert(tx, version);
    tx.audit({
      viewer: { ...viewer, reason },
      action: 'Mutation.profileChangeIdentityRules',
      about: RULES,
      before,
      after: version,
    });
    return version;
  };
