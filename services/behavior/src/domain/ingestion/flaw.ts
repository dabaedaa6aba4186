import type { RejectCode } from './reject.ts';

/** One thing that is wrong with an item; the path is the item's own, such as `properties.amount`. */
export type Flaw = { readonly path: string; readonly code: RejectCode; readonly remedy: string };

export const flaw = (path: string, code: RejectCode, remedy: string): Flaw => ({ path, code, remedy });
