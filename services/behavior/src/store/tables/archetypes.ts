import { column, table } from '@rapport/platform';
import type { ArchetypeMonth, ArchetypeState } from '../../domain/archetypes/follow-archetypes.ts';

export const archetypeStateTable = table<ArchetypeState>('archetype_state', {
  customerId: column.text('PSEUDONYM', { primary: true }),
  day: column.date('BEHAVIOURAL'),
  shares: column.json('SENSITIVE'),
  base: column.json('SENSITIVE', { nullable: true }),
});

/** The archetypes as each month left them. */
export const archetypeMonthTable = table<ArchetypeMonth>('archetype_month', {
  customerId: column.text('PSEUDONYM', { primary: true }),
  month: column.date('BEHAVIOURAL', { primary: true }),
  shares: column.json('SENSITIVE'),
});
