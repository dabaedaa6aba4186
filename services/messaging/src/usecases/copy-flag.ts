import type { DomainEvent, Tx } from '@rapport/contracts';
import type { Stores } from './ports.ts';

/** Keeps a flag as experimentation publishes it, so that wordings are drawn here, asking nobody. */
export const copyFlag =
  ({ stores }: { stores: Pick<Stores, 'wordings'> }) =>
  async (tx: Tx, { about: key, data }: DomainEvent<{ definition: Record<string, unknown> }>): Promise<void> =>
    stores.wordings.saveFlag(tx, { key, definition: data.definition });
