import type { Ports } from './ports.ts';

/** As long as the inbox: providers give up repeating a delivery within hours. */
const KEEP_MS = 35 * 86_400_000;

/** Forgets which provider ids came in long ago. */
export const trimClaims =
  ({ stores, now }: Pick<Ports, 'stores' | 'now'>) =>
  (): Promise<void> =>
    stores.inbound.trim(new Date(now().getTime() - KEEP_MS));
