import { z } from 'zod';
import { behavioural, operational, pseudonym, sensitive } from '../data-class.ts';
import { eventKind } from '../event-kind.ts';

/** How strongly a signal is felt, after hysteresis. */
export const SIGNAL_LEVELS = ['NONE', 'LOW', 'MEDIUM', 'HIGH'] as const;
export type SignalLevel = (typeof SIGNAL_LEVELS)[number];

export const sensedFeature = z.object({
  /** The feature's name in the catalogue, such as `buffer_days`. */
  name: operational(z.string()),
  /** A number as a decimal string; null where it cannot be told yet. */
  value: behavioural(z.string().nullable()),
  unit: operational(z.string()),
});
export type SensedFeature = z.infer<typeof sensedFeature>;

export const sensedSignal = z.object({
  /** The signal's name, such as `FINANCIAL_STRESS`. */
  kind: operational(z.string()),
  /** 0 to 1. */
  score: sensitive(z.number().min(0).max(1)),
  /** 0 to 1: how much evidence there is. */
  confidence: sensitive(z.number().min(0).max(1)),
  level: sensitive(z.enum(SIGNAL_LEVELS)),
  levelBefore: sensitive(z.enum(SIGNAL_LEVELS)),
  since: behavioural(z.iso.datetime()),
  evidence: z.object({
    transactionIds: z.array(pseudonym(z.string())).max(20),
    features: z.array(sensedFeature).max(20),
  }),
  modelVersion: operational(z.string()),
});
export type SensedSignal = z.infer<typeof sensedSignal>;

export const customerSensed = eventKind({
  name: 'behavior.customer.sensed',
  kind: 'STATE',
  version: 1,
  description:
    'What is known of a customer, after a batch of facts or as time went by: the features and signals as they now ' +
    'stand. FINANCIAL_STRESS is always there, others where they are or were felt or at least faintly there: a kind ' +
    'that is missing is NONE. Guesses about health, family or a death are never told.',
  schema: z.object({
    features: z.array(sensedFeature).max(200),
    signals: z.array(sensedSignal).max(50),
    /** The facts of the batch that led here. */
    factIds: z.array(pseudonym(z.string())).max(500),
    /** When the newest of them happened: what decides whether they are history. */
    newestFactAt: behavioural(z.iso.datetime()),
  }),
  example: {
    features: [{ name: 'buffer_days', value: '2.5', unit: 'days' }],
    signals: [
      {
        kind: 'FINANCIAL_STRESS',
        score: 0.82,
        confidence: 0.9,
        level: 'HIGH',
        levelBefore: 'LOW',
        since: '2026-03-01T09:30:00.000Z',
        evidence: {
          transactionIds: ['tx-2'],
          features: [{ name: 'buffer_days', value: '2.5', unit: 'days' }],
        },
        modelVersion: 'financial-stress-rules-1',
      },
    ],
    factIds: ['msg-1'],
    newestFactAt: '2026-03-01T09:30:00.000Z',
  },
});
