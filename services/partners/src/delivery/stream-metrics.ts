import type { Metrics } from '@rapport/platform';
import { Counter } from 'prom-client';

/** What is counted of streams; partners are told apart by the log alone. */
export const createStreamMetrics = ({ registry }: Pick<Metrics, 'registry'>) => ({
  ended: new Counter({
    name: 'rapport_partner_streams_ended_total',
    help: 'Streams of partners that ended, by why: they left, stalled, were revoked, broke, or we stopped.',
    labelNames: ['why'],
    registers: [registry],
  }),
  written: new Counter({
    name: 'rapport_partner_events_total',
    help: 'Events written to partners.',
    registers: [registry],
  }),
});
export type StreamMetrics = ReturnType<typeof createStreamMetrics>;
