import { SIGNALS } from '../domain/signals/registry.ts';
import type { Signal } from '../domain/signals/signal.ts';
import { SEEN_BY } from '../domain/signals/visible-signals.ts';

/** What there is to say of a kind of signal, whoever it is felt of. */
export type DefinedSignal = Pick<Signal, 'kind' | 'description' | 'modelVersion' | 'sensitivity'> & {
  readonly reads: readonly string[];
  readonly seenBy: readonly string[];
  readonly dwellDays: number;
};

/** Every kind of signal, by its kind. */
export const listSignals = (): DefinedSignal[] =>
  SIGNALS.map(({ kind, description, modelVersion, sensitivity, reads, dwellDays = 0 }) => ({
    kind,
    description,
    modelVersion,
    sensitivity,
    reads,
    seenBy: SEEN_BY[sensitivity],
    dwellDays,
  })).sort((a, b) => (a.kind < b.kind ? -1 : 1));
