import type { ProtectionLevel } from '@rapport/contracts';

/** What messaging keeps of a customer that profile owns. */
export type CustomerCopy = { readonly customerId: string; readonly locale: string };

/** How far a customer is protected, as decisioning last said. */
export type ProtectionCopy = { readonly customerId: string; readonly level: ProtectionLevel; readonly since: Date };
