import { type Evaluation, evaluateFlags as evaluate } from '../domain/evaluate-flag.ts';
import type { Attributes } from '../domain/flag.ts';
import type { Stores } from './ports.ts';

/** What every flag says to one customer, by key; attributes come from whoever asks. */
export const evaluateFlags =
  ({ stores }: { stores: Stores }) =>
  async (customerId: string, attributes: Attributes): Promise<readonly Evaluation[]> => {
    const [flags, currentIds] = await Promise.all([stores.flags.all(), stores.customers.currentIdsOf([customerId])]);
    return evaluate(currentIds.get(customerId) ?? customerId, flags, attributes);
  };
