import type { ActionGroup, Channel, Purpose, Surface } from '@rapport/contracts';

/** Words per language (BCP 47 primary subtag); `en` is always there. */
export type Worded = { readonly en: string } & Readonly<Record<string, string>>;

/** The three questions that are asked of every action, in this order; each is a CEL expression over the snapshot. */
export const STAGES = ['eligibility', 'applicability', 'suitability'] as const;
export type Stage = (typeof STAGES)[number];

/** Something that can be proposed: pure data. */
export type Action = {
  /** Stable; messaging has a template of the same name for what may start a conversation. */
  readonly key: string;
  readonly title: Worded;
  readonly description: Worded;
  readonly group: ActionGroup;
  readonly surfaces: readonly Surface[];
  readonly purpose: Purpose;
  readonly topic: string | null;
  /** Channels to try when a conversation starts with it, best first. */
  readonly channels: readonly Channel[];
  /** Purposes that the customer must have allowed for it to be proposed. */
  readonly consents: readonly Purpose[];
  /** Worth of an acceptance to customer and bank together, relative to the other actions. */
  readonly value: number;
  /** Kinds of signal that it answers: they weigh for it and are given as its reasons. */
  readonly answers: readonly string[];
  /** Hard conditions: may this customer have it at all? */
  readonly eligibility: string;
  /** Is it relevant now? */
  readonly applicability: string;
  /** Is it in the customer's own interest? */
  readonly suitability: string;
  /** How often it is believed to be accepted before anything was learnt, as imagined outcomes; each at least 1. */
  readonly prior: { readonly accepted: number; readonly refused: number };
  /** Days of silence after the customer waved it away. */
  readonly fatigueDays: number;
  /** Whether the bank may start a conversation with it. */
  readonly startsConversation: boolean;
  /** What it can do to a person at the wrong moment. */
  readonly harm: 'NONE' | 'LOW' | 'HIGH';
};

/** All actions, under one version: a change of any makes a new one. */
export type Catalogue = { readonly version: string; readonly actions: readonly Action[] };
