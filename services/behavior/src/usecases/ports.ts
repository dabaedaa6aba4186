import type { Tx } from '@rapport/contracts';
import type { ArchetypeStore } from './ports/archetypes.ts';
import type { CustomerStore } from './ports/customers.ts';
import type { EnrichmentStore } from './ports/enrichment.ts';
import type { AccessStore, RejectStore, SourceStore } from './ports/ingestion.ts';
import type { EventStore, TimelineStore, TransactionStore } from './ports/ledger.ts';
import type { LoopStore } from './ports/loop.ts';
import type { LabelStore, MerchantStore, ModelStore } from './ports/models.ts';
import type { PlanningStore } from './ports/planning.ts';
import type { RecurringStore } from './ports/recurring.ts';
import type { BucketStore, SensingStore, SignalStore } from './ports/sensing.ts';

export type * from './ports/archetypes.ts';
export type * from './ports/customers.ts';
export type * from './ports/enrichment.ts';
export type * from './ports/ingestion.ts';
export type * from './ports/ledger.ts';
export type * from './ports/loop.ts';
export type * from './ports/models.ts';
export type * from './ports/planning.ts';
export type * from './ports/recurring.ts';
export type * from './ports/sensing.ts';

/** What behavior needs of the world. */
export type Stores = {
  readonly customers: CustomerStore;
  readonly transactions: TransactionStore;
  readonly buckets: BucketStore;
  readonly signals: SignalStore;
  readonly sensings: SensingStore;
  readonly archetypes: ArchetypeStore;
  readonly events: EventStore;
  readonly timeline: TimelineStore;
  readonly rejects: RejectStore;
  readonly sources: SourceStore;
  readonly accesses: AccessStore;
  readonly recurring: RecurringStore;
  readonly planning: PlanningStore;
  readonly enrichments: EnrichmentStore;
  readonly loop: LoopStore;
  readonly models: ModelStore;
  readonly labels: LabelStore;
  readonly merchants: MerchantStore;
};

/** Applies a merge or an un-merge; answers the current ids of everybody who is read otherwise, locked. */
export type ApplyAlias = (tx: Tx, origin: string, current: string) => Promise<string[]>;

export type Now = () => Date;
