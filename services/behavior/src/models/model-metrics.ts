import type { Metrics } from '@rapport/platform';
import { Counter, Gauge } from 'prom-client';

/** What is measured of learnt models. */
export const createModelMetrics = ({ registry }: Pick<Metrics, 'registry'>) => ({
  inputDrift: new Gauge({
    name: 'rapport_model_input_stability_index',
    help: 'How far an input of an active model has moved from where it learnt: from 0.25 much; from 0.5 it falls back.',
    labelNames: ['kind', 'input'],
    registers: [registry],
  }),
  active: new Gauge({
    name: 'rapport_model_active',
    help: '1 while a learnt model scores a signal, 0 while its rules do.',
    labelNames: ['kind'],
    registers: [registry],
  }),
  refused: new Counter({
    name: 'rapport_model_refused_total',
    help: 'Active model files that were refused: wrong hash, signature or content.',
    labelNames: ['kind'],
    registers: [registry],
  }),
  fallbacks: new Counter({
    name: 'rapport_model_fallbacks_total',
    help: 'Models that were taken out by themselves because their inputs moved too far.',
    labelNames: ['kind'],
    registers: [registry],
  }),
});
export type ModelMetrics = ReturnType<typeof createModelMetrics>;
