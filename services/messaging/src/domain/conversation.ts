import type { Channel } from '@rapport/contracts';
import type { MessageStatus } from './message.ts';

/** What was said between the bank and one customer, or one contact point that nobody owns, on one channel. */
export type Conversation = {
  readonly id: string;
  /** The customer (`cus_…`); a contact point (`cp_…`) while its owner is unknown. */
  readonly holderId: string;
  readonly channel: Channel;
  /** The contact point last used. */
  readonly contactPointId: string | null;
  readonly maskedAddress: string | null;
  readonly openedAt: Date;
  /** When to ask profile (again) who owns the contact point; null where it is known or nobody asks. */
  readonly ownerDueAt: Date | null;
};

/** One message of a conversation, whichever way it went. */
export type ConversationMessage = {
  readonly id: string;
  readonly conversationId: string;
  readonly direction: 'IN' | 'OUT';
  /** Of an e-mail. */
  readonly subject: string | null;
  readonly text: string | null;
  readonly status: MessageStatus | 'RECEIVED';
  readonly reasons: readonly string[];
  readonly sentAt: Date | null;
  readonly receivedAt: Date | null;
  readonly decisionId: string | null;
  /** What was answered at once to a message that came in. */
  readonly reply: string | null;
};

/** What was understood of a message that came in. */
export type Intent = 'STOP' | 'START' | 'HELP' | 'OTHER';

/** A message from a person. */
export type InboundMessage = {
  readonly id: string;
  readonly createdAt: Date;
  readonly conversationId: string;
  readonly customerId: string | null;
  readonly channel: Channel;
  readonly contactPointId: string;
  readonly text: string;
  readonly intent: Intent;
  readonly understoodBy: string;
  readonly providerId: string;
  readonly receivedAt: Date;
  /** What is answered at once; null where people answer. */
  readonly reply: string | null;
};

/** A "stop" as messaging itself keeps it, so that it holds before consent has heard of it. */
export type LocalStop = { readonly contactPointId: string; readonly blocked: boolean; readonly since: Date };
