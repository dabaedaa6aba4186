import { forbidden, type Role, type Viewer } from '@rapport/contracts';
import { findArchetype } from '../domain/archetypes/registry.ts';
import { visibleSignals } from '../domain/signals/visible-signals.ts';
import { listSignals } from '../usecases/list-signals.ts';
import type { Resolvers } from './generated.ts';

/** Those who help customers or answer for risk: they alone see how sure a signal is. */
const SIGNAL_STAFF: readonly Role[] = ['AGENT', 'SUPERVISOR', 'RISK_OFFICER', 'COMPLIANCE_OFFICER'];
const holdsOne = ({ roles }: Viewer, of: readonly Role[]): boolean => roles.some((role) => of.includes(role));

/** Whether the changes of signals in a timeline are open to a viewer. */
export const seesSignals = (viewer: Viewer): boolean => holdsOne(viewer, [...SIGNAL_STAFF, 'CUSTOMER']);

const staffOnly = <T>(viewer: Viewer, field: string, value: T): T => {
  if (holdsOne(viewer, SIGNAL_STAFF)) return value;
  throw forbidden(`${field} is open to those who help the customer, not to ${viewer.roles.join(', ').toLowerCase()}`);
};

export const sensingQueries = {
  behaviorSignals: () => listSignals(),
} satisfies Resolvers['Query'];

/** What of a customer is sensed. */
export const sensingOfCustomer = {
  signals: async ({ id }, { kinds }, { loaders, viewer }) =>
    visibleSignals(await loaders.signals.load(id), viewer, kinds ?? null),
  archetypes: async ({ id }, _, { loaders }) => (await loaders.archetypes.load(id)).archetypes,
  lifeStage: async ({ id }, _, { loaders }) => (await loaders.archetypes.load(id)).lifeStages,
  archetypeHistory: ({ id }, _, { loaders }) => loaders.archetypeHistory.load(id),
} satisfies Resolvers['Customer'];

export const sensingTypes = {
  Signal: {
    score: ({ score }, _, { viewer }) => staffOnly(viewer, 'Signal.score', score),
    confidence: ({ confidence }, _, { viewer }) => staffOnly(viewer, 'Signal.confidence', confidence),
    agentSentence: ({ agentSentence }, _, { viewer }) => staffOnly(viewer, 'Signal.agentSentence', agentSentence),
    evidence: ({ transactionIds, features, estimate }) => ({ transactionIds, features, estimate }),
    contributions: ({ contributions }, _, { viewer }) => staffOnly(viewer, 'Signal.contributions', contributions),
  },
  SignalEvidence: {
    estimate: ({ estimate }, _, { viewer }) => staffOnly(viewer, 'SignalEvidence.estimate', estimate),
  },
  SignalDefinition: {
    features: ({ reads }) => reads,
  },
  Archetype: {
    description: ({ name }) => findArchetype(name)?.description ?? name,
  },
} satisfies Resolvers;
