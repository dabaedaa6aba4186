import type {
  Ask,
  Channel,
  MayAnswer,
  MayRequest,
  Page,
  PageRequest,
  ProtectionLevel,
  Transact,
  Tx,
} from '@rapport/contracts';
import type { Attempt } from '../domain/attempt.ts';
import type { Conversation, ConversationMessage, InboundMessage, LocalStop } from '../domain/conversation.ts';
import type { CustomerCopy, ProtectionCopy } from '../domain/customer.ts';
import type { MessageState, OutboundMessage } from '../domain/message.ts';
import type { SandboxMessage } from '../domain/sandbox-message.ts';
import type { Language } from '../domain/templates/template.ts';
import type { FlagCopy } from '../domain/wording/choose-wording.ts';
import type { KnownWording, Wording } from '../domain/wording/wording.ts';

export type CustomerStore = {
  /** The language of a customer, as profile last said; null where it said nothing. */
  findLocale(customerId: string, tx?: Tx): Promise<string | null>;
  /** Copies replace what was kept; each customer is named once. */
  saveCopies(tx: Tx, copies: readonly CustomerCopy[]): Promise<void>;
  saveProtections(tx: Tx, copies: readonly ProtectionCopy[]): Promise<void>;
  /** The highest level of all the ids a customer was known by. */
  protectionOf(tx: Tx, customerId: string): Promise<ProtectionLevel>;
};

export type ConversationStore = {
  /** The newest conversation of a holder, or of any id the customer was known by, on a channel. */
  findLatest(tx: Tx, holderId: string, channel: Channel): Promise<Conversation | null>;
  insert(tx: Tx, conversation: Conversation): Promise<void>;
  /** Notes the contact point last used. */
  saveContactPoint(tx: Tx, id: string, point: { contactPointId: string; maskedAddress: string }): Promise<void>;
  /** Asks again who owns these contact points, for conversations that nobody owns. */
  askOwners(tx: Tx, contactPointIds: readonly string[], at: Date): Promise<void>;
  /** Takes up conversations whose owner is to be asked for, so that nobody else does before `until`. */
  claimUnowned(now: Date, until: Date, limit: number): Promise<Conversation[]>;
  /** Gives a contact point's conversations to the customer who owns it, or stops asking. */
  settleOwner(tx: Tx, contactPointId: string, customerId: string | null): Promise<void>;
  /** Of customers, newest first: one list per part asked for, in one statement. */
  partsOf(parts: readonly Part[]): Promise<Conversation[][]>;
};

/** Part of a list of something: up to `limit` items behind an id. */
export type Part = { readonly of: string; readonly limit: number; readonly afterId: string | null };

/** One page of a list that is sorted by id. */
export type PageById = <Item extends { readonly id: string }>(
  page: PageRequest,
  read: (limit: number, afterId: string | null) => Promise<readonly Item[]>,
) => Promise<Page<Item>>;

export type MessageStore = {
  insert(tx: Tx, message: OutboundMessage, dueAt: Date | null): Promise<void>;
  insertInbound(tx: Tx, message: InboundMessage): Promise<void>;
  /** Takes up messages that are due and waiting, so that nobody else does before `until`. */
  claimDue(now: Date, until: Date, limit: number): Promise<OutboundMessage[]>;
  /** Takes up messages whose hand-over has no recorded end: SENDING past its time, or UNKNOWN. */
  claimUnsettled(now: Date, until: Date, limit: number): Promise<OutboundMessage[]>;
  /** The message as it stands, locked. */
  findLocked(tx: Tx, message: Pick<OutboundMessage, 'id' | 'createdAt'>): Promise<OutboundMessage | null>;
  findByProviderId(tx: Tx, providerId: string): Promise<OutboundMessage | null>;
  /** Writes where a message stands. @param dueAt when somebody must look at it again; null: never */
  saveState(tx: Tx, message: OutboundMessage, state: MessageState, dueAt: Date | null): Promise<void>;
  /** Writes what is about to leave, and on which channel it does. */
  saveContents(tx: Tx, message: OutboundMessage): Promise<void>;
  saveAttempt(tx: Tx, attempt: Attempt): Promise<void>;
  /** Of conversations, newest first: one list per part asked for, in one statement. */
  partsOf(parts: readonly Part[]): Promise<ConversationMessage[][]>;
};

export type InboundStore = {
  /** Claims a provider's message id for a message. Null: it is new; else what was answered when it came first. */
  claim(tx: Tx, providerId: string, messageId: string): Promise<{ readonly reply: string | null } | null>;
  /** Forgets claims older than an instant. */
  trim(before: Date): Promise<void>;
  findStop(tx: Tx, contactPointId: string): Promise<LocalStop | null>;
  saveStop(tx: Tx, stop: LocalStop): Promise<void>;
};

export type WordingStore = {
  findFlag(tx: Tx, key: string): Promise<FlagCopy | null>;
  saveFlag(tx: Tx, flag: FlagCopy): Promise<void>;
  /**
   * The id a customer has now, and the wording of a message that they were given under any id they were known by:
   * what they were told stands above what only waits, the earlier above the later.
   */
  findKnown(tx: Tx, customerId: string, template: string): Promise<{ currentId: string; known: Wording | null }>;
  save(tx: Tx, wording: KnownWording): Promise<void>;
};

/** The memory of the sandbox handset. */
export type SandboxStore = {
  /** Keeps a message once, however often it is handed over. */
  take(message: SandboxMessage): Promise<void>;
  has(messageId: string): Promise<boolean>;
  /** The newest messages, of one contact point or of all. */
  newest(contactPointId: string | null, limit: number): Promise<SandboxMessage[]>;
};

/** What messaging keeps. */
export type Stores = {
  readonly customers: CustomerStore;
  readonly conversations: ConversationStore;
  readonly messages: MessageStore;
  readonly inbound: InboundStore;
  readonly wordings: WordingStore;
};

/** What is handed to a provider. The address lives in memory for this one call and is never stored. */
export type Handover = {
  readonly messageId: string;
  readonly contactPointId: string;
  readonly maskedAddress: string;
  readonly to: string;
  readonly language: Language;
  /** Of an e-mail; null on channels that have none. */
  readonly subject: string | null;
  readonly text: string;
};

/** What a provider says of a message. */
export type ProviderWord =
  | { readonly said: 'ACCEPTED'; readonly providerId: string }
  | { readonly said: 'REFUSED'; readonly reasons: readonly string[] }
  /** Not taken, for reasons that may pass: it is with us and may be handed over again. */
  | { readonly said: 'PUT_OFF'; readonly reasons: readonly string[] };

/** A way out to people: one adapter per channel. */
export type ChannelAdapter = {
  readonly channel: Channel;
  /** Hands a message over; settles within 10 s. Throws where no answer came: what became of it is then unknown. */
  send(handover: Handover): Promise<ProviderWord>;
  /**
   * Asks what the provider knows of a message of ours; null: it never had it. Throws where no answer came.
   * Itself null where the provider keeps nothing that could be asked after.
   */
  readonly find: ((messageId: string) => Promise<ProviderWord | null>) | null;
};

/** Where a customer is reached, good for one attempt. */
export type Address = { readonly contactPointId: string; readonly value: string; readonly masked: string };

/** The questions that messaging asks of other services. Each throws where no answer comes. */
export type Questions = {
  readonly may: Ask<MayRequest, MayAnswer>;
  readonly address: Ask<{ customerId: string; channel: Channel }, { address: Address | null }>;
  readonly owners: Ask<{ contactPointId: string }, { customerIds: string[] }>;
};

/** What messaging needs of the world. */
export type Ports = {
  readonly stores: Stores;
  readonly transact: Transact;
  readonly ask: Questions;
  readonly channels: readonly ChannelAdapter[];
  readonly now: () => Date;
  /** Milliseconds that pass, unaffected by changes of the clock: permits are counted by it. */
  readonly elapsedMs: () => number;
  readonly brand: string;
};
