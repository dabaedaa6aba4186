import { column, table } from '@rapport/platform';
import type { LoopFact } from '../../domain/loop/loop-fact.ts';

/** What came of offers and messages, as decisioning and messaging told it; without the words of any message. */
export const loopFactTable = table<LoopFact>('loop_fact', {
  customerId: column.text('PSEUDONYM', { primary: true }),
  at: column.instant('BEHAVIOURAL', { primary: true }),
  eventId: column.text('PSEUDONYM', { primary: true }),
  kind: column.text('OPERATIONAL'),
  objectId: column.text('PSEUDONYM'),
  status: column.text('BEHAVIOURAL'),
  decisionId: column.text('PSEUDONYM', { nullable: true }),
  name: column.text('OPERATIONAL'),
  actionGroup: column.text('OPERATIONAL', { nullable: true }),
  receivedAt: column.instant('OPERATIONAL'),
});
