import type { Ask, MayAnswer, MayRequest, Page, PageRequest, Tx } from '@rapport/contracts';
import type { LogExtent } from '../domain/find-start.ts';
import type { Credential, LogHead, Partner } from '../domain/partner.ts';
import type { PartnerEvent } from '../domain/partner-event.ts';
import type { SharingWord } from '../domain/sharing-word.ts';

export type PartnerStore = {
  page(request: PageRequest): Promise<Page<Partner>>;
  byIds(partnerIds: readonly string[], tx?: Tx): Promise<Map<string, Partner>>;
  /** @returns false, with nothing written, where another partner has the name */
  insertNew(tx: Tx, partner: Partner, salt: Uint8Array): Promise<boolean>;
  /** Locks every partner's log, in the order of their ids, until the transaction ends. */
  lockLogs(tx: Tx): Promise<LogHead[]>;
};

/** Whether a stream may go on: its credential, and how far the partner's log has come. */
export type Standing = { readonly isRevoked: boolean; readonly lastSequence: number };

export type CredentialStore = {
  /** By partner, newest first, at most `limit` of each. */
  ofPartners(partnerIds: readonly string[], limit: number): Promise<Map<string, Credential[]>>;
  find(tx: Tx, credentialId: string): Promise<Credential | null>;
  countValid(tx: Tx, partnerId: string): Promise<number>;
  insert(tx: Tx, credential: Credential, secretHash: string): Promise<void>;
  revoke(tx: Tx, credentialId: string): Promise<void>;
  findBySecretHash(secretHash: string): Promise<{ credential: Credential; salt: Uint8Array } | null>;
  noteUse(credentialId: string, at: Date): Promise<void>;
  standingOf(credentialId: string): Promise<Standing>;
};

export type LogStore = {
  /** Appends events, one a partner, and moves the partners' last sequences. */
  append(tx: Tx, events: readonly PartnerEvent[]): Promise<void>;
  /** What stands behind a sequence, in order. */
  read(partnerId: string, after: number, limit: number): Promise<PartnerEvent[]>;
  extentOf(partnerId: string): Promise<LogExtent>;
  /** How many events stand behind the furthest that was ever passed on, by partner. */
  waiting(partnerIds: readonly string[]): Promise<Map<string, number>>;
};

export type CustomerStore = {
  /** The id by which each partner came to know a customer first, over every id of theirs; none for who does not. */
  knownAs(tx: Tx, customerId: string, partnerIds: readonly string[]): Promise<Map<string, string>>;
  know(tx: Tx, customerId: string, partnerIds: readonly string[]): Promise<void>;
  findWord(tx: Tx, customerId: string): Promise<SharingWord | null>;
  saveWord(tx: Tx, word: SharingWord): Promise<void>;
};

/** What became of one event for one partner, and on what that rested. */
export type Disclosure = {
  readonly event: PartnerEvent;
  readonly outcome: 'DISCLOSED' | 'WITHHELD';
  readonly at: Date;
  readonly ground: readonly string[];
};

/** What one partner was told of a customer. */
export type Sharing = { readonly partnerName: string; readonly lastSharedAt: Date; readonly eventCount: number };

export type DisclosureStore = {
  /** Keeps what became of events; what was once disclosed stays so. */
  save(tx: Tx, disclosures: readonly Disclosure[]): Promise<void>;
  /** Everything up to a sequence was passed on or passed over. */
  pass(tx: Tx, partnerId: string, sequence: number): Promise<void>;
  /** Those of the customers, over every id of theirs, of whom the partner was told anything. */
  toldOf(partnerId: string, customerIds: readonly string[]): Promise<Set<string>>;
  /** By asked id, the partner who heard last first. */
  sharedWith(customerIds: readonly string[]): Promise<Map<string, Sharing[]>>;
};

/** What partners needs of the world. */
export type Stores = {
  readonly partners: PartnerStore;
  readonly credentials: CredentialStore;
  readonly log: LogStore;
  readonly customers: CustomerStore;
  readonly disclosures: DisclosureStore;
};

/** Cryptographic randomness for salts and secrets. */
export type Random = (byteCount: number) => Uint8Array;
export type Now = () => Date;
export type May = Ask<MayRequest, MayAnswer>;
/** Milliseconds that pass, unaffected by changes of the clock. */
export type ElapsedMs = () => number;
