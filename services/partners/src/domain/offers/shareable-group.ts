import type { ActionGroup } from '@rapport/contracts';

/**
 * Groups of actions that a partner may hear of. That somebody was offered HELP or CREDIT tells that they need it; what
 * carries no group is not known to be harmless.
 */
const SHAREABLE: readonly ActionGroup[] = ['SERVICE', 'SAVING', 'MARKETING'];

export const isShareable = (group: ActionGroup | undefined): boolean =>
  group !== undefined && SHAREABLE.includes(group);
