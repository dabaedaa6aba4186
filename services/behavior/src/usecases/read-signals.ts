import type { SignalLevel } from '@rapport/contracts';
import { findSignal } from '../domain/signals/registry.ts';
import { strongestOf } from '../domain/signals/sense-signals.ts';
import type { SignalState } from '../domain/signals/signal.ts';
import type { Stores } from './ports.ts';

/** A signal as it stands, in words for the customer and for who helps them. */
export type SpokenSignal = SignalState & { readonly sentence: string; readonly agentSentence: string };

/** What a signal's level means, in kind words for the customer. */
export const sentenceOf = (kind: string, level: SignalLevel): string =>
  findSignal(kind)?.customerSentence(level) ?? kind;

/** The signals of customers as they stand: of those under several ids, the strongest. */
export const readSignals =
  ({ stores }: { stores: Pick<Stores, 'signals'> }) =>
  async (customerIds: readonly string[]): Promise<Map<string, SpokenSignal[]>> => {
    const found = await stores.signals.statesOf(customerIds);
    return new Map(
      [...found].map(([id, states]) => [
        id,
        strongestOf(states).map((state) => ({
          ...state,
          sentence: sentenceOf(state.kind, state.level),
          agentSentence: findSignal(state.kind)?.agentSentence(state.level, state.features) ?? state.kind,
        })),
      ]),
    );
  };
