import type { Tx } from '@rapport/contracts';
import { followArchetypes, monthOf } from '../domain/archetypes/follow-archetypes.ts';
import { judgeArchetypes } from '../domain/archetypes/judge-archetypes.ts';
import type { SignalCase } from '../domain/signals/signal.ts';
import type { Stores } from './ports.ts';

/** Follows the archetypes of customers into today; what did not change is not written. */
export const keepArchetypes =
  ({ stores: { archetypes } }: { stores: Pick<Stores, 'archetypes'> }) =>
  async (tx: Tx, subjects: ReadonlyMap<string, SignalCase>): Promise<void> => {
    const known = await archetypes.statesOf([...subjects.keys()], tx);
    const changed = [...subjects].flatMap(([customerId, subject]) => {
      const before = known.get(customerId) ?? null;
      const after = followArchetypes(customerId, before, { seen: judgeArchetypes(subject), today: subject.days.today });
      return after === null || after === before ? [] : [after];
    });
    await archetypes.save(tx, changed, changed.map(monthOf));
  };
