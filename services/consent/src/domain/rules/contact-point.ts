import type { ContactRule } from './rule.ts';

/** "Stop" closes a contact point for every purpose at once, until the person opens it again. */
export const contactPointRule: ContactRule = ({ contactPoint, contactPointId, lacksContactPoint }) => {
  if (lacksContactPoint) return { ground: 'contact-point:none', forbids: { reason: 'NO_CONTACT_POINT', until: null } };
  if (!contactPoint?.blocked) return { ground: `contact-point:${contactPointId ?? 'not-needed'}:open`, forbids: null };
  return {
    ground: `contact-point:${contactPointId}:blocked:${contactPoint.since.toISOString()}`,
    forbids: { reason: 'CONTACT_POINT_BLOCKED', until: null },
  };
};
