import type { Metrics } from '@rapport/platform';
import { Counter } from 'prom-client';

/** What is counted of sources. A name that no source has is never a label: anybody could make them up. */
export const createSourceMetrics = ({ registry }: Pick<Metrics, 'registry'>) => ({
  requests: new Counter({
    name: 'rapport_source_requests_total',
    help: 'Webhooks of other systems, by source and by what became of them.',
    labelNames: ['source', 'result'],
    registers: [registry],
  }),
  rejects: new Counter({
    name: 'rapport_source_rejects_total',
    help: 'Rows of webhooks that were not taken, by source and code.',
    labelNames: ['source', 'code'],
    registers: [registry],
  }),
});
export type SourceMetrics = ReturnType<typeof createSourceMetrics>;
