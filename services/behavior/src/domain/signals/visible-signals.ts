import { forbidden, RapportError, type Role, type Viewer } from '@rapport/contracts';
import { findSignal } from './registry.ts';
import type { Sensitivity } from './signal.ts';

/** Who sees signals, by how near they come to a person. Marketing sees none. */
export const SEEN_BY: Readonly<Record<Sensitivity, readonly Role[]>> = {
  ORDINARY: ['CUSTOMER', 'AGENT', 'SUPERVISOR', 'RISK_OFFICER', 'COMPLIANCE_OFFICER'],
  SENSITIVE: ['CUSTOMER', 'SUPERVISOR', 'COMPLIANCE_OFFICER'],
};

/** A kind that is sensed no longer is nobody's but by name, like a sensitive one. */
const sensitivityOf = (kind: string): Sensitivity => findSignal(kind)?.sensitivity ?? 'SENSITIVE';

/**
 * The signals that a viewer sees: the ordinary ones, or those asked for by name. Sensitive ones come by name alone, so
 * that no page shows a guess about health, family or a death to anybody who did not ask for it.
 * @throws RapportError INVALID_INPUT for a kind that there is not, FORBIDDEN for one that is not the viewer's to see
 */
export const visibleSignals = <State extends { readonly kind: string }>(
  states: readonly State[],
  { roles }: Pick<Viewer, 'roles'>,
  kinds: readonly string[] | null,
): readonly State[] => {
  if (kinds === null) return states.filter(({ kind }) => sensitivityOf(kind) === 'ORDINARY');
  for (const kind of kinds) {
    if (!findSignal(kind)) {
      throw new RapportError('INVALID_INPUT', `"${kind}" is no kind of signal: behaviorSignals lists them`);
    }
    if (!SEEN_BY[sensitivityOf(kind)].some((role) => roles.includes(role))) {
      throw forbidden(`${kind} is open to the customer and to those who supervise help`);
    }
  }
  return states.filter(({ kind }) => kinds.includes(kind));
};
