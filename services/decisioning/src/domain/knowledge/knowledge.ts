import type { Channel, ProtectionLevel, Purpose, SensedFeature, SignalLevel } from '@rapport/contracts';

/** What decisioning keeps of a customer that profile owns. */
export type CustomerCopy = {
  readonly customerId: string;
  readonly locale: string;
  /** The kinds of account the customer holds, sorted, each once. */
  readonly accountTypes: readonly string[];
};

/** A signal as a decision may rest on it: the score itself stays with behavior. */
export type KnownSignal = { readonly kind: string; readonly level: SignalLevel; readonly since: string };

/** What behavior last sensed of a customer. */
export type SensedCopy = {
  readonly customerId: string;
  readonly features: readonly SensedFeature[];
  readonly signals: readonly KnownSignal[];
  readonly newestFactAt: Date;
};

/** What a customer said about one purpose, on one channel or (null) on every channel. */
export type ConsentWord = {
  readonly purpose: Purpose;
  readonly channel: Channel | null;
  readonly granted: boolean;
  readonly since: string;
};

/** What consent last said a customer allows. For deciding only: an effect asks `consent.may`. */
export type ConsentCopy = { readonly customerId: string; readonly consents: readonly ConsentWord[] };

/** When the customer and the bank last exchanged a message, and what the customer's last one meant. */
export type ContactCopy = {
  readonly customerId: string;
  readonly sentAt: Date | null;
  readonly receivedAt: Date | null;
  readonly intent: string | null;
};

/** That a customer waved an action away. */
export type Dismissal = { readonly actionKey: string; readonly at: string };

/** How far a customer is protected, as it stands in a snapshot. */
export type KnownProtection = { readonly level: ProtectionLevel; readonly reason: string; readonly since: string };

/**
 * Everything that a decision about a customer may rest on, over all ids they were known by; JSON and nothing else,
 * so that it is kept, hashed and replayed as it stands.
 */
export type Knowledge = {
  readonly customerId: string;
  readonly locale: string;
  readonly accounts: readonly string[];
  /** Decimal strings by the feature's name. */
  readonly features: Readonly<Record<string, string>>;
  readonly signals: readonly KnownSignal[];
  readonly protection: KnownProtection | null;
  /** By the id under which each word was said: among several, a denial wins. */
  readonly consents: readonly (ConsentWord & { readonly customerId: string })[];
  readonly contact: {
    readonly sentAt: string | null;
    readonly receivedAt: string | null;
    readonly intent: string | null;
  };
  /** The newest of each action. */
  readonly dismissals: readonly Dismissal[];
};
