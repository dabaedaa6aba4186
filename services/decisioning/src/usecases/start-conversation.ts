import { type DomainEvent, decisionMade, type ProtectionLevel, type Tx } from '@rapport/contracts';
import { CONVERSATION_COOLDOWN_MS, chooseConversation } from '../domain/arbitration/choose-conversation.ts';
import { contextBucketOf } from '../domain/arbitration/model.ts';
import { CATALOGUE, findAction } from '../domain/catalogue/catalogues.ts';
import { CONVERSATION_VALID_MS, type Decision } from '../domain/decision.ts';
import type { KnownSignal } from '../domain/knowledge/knowledge.ts';
import { keyOf, makeRanking } from './make-ranking.ts';
import type { Random, Stores } from './ports.ts';
import { readKnowledge } from './read-knowledge.ts';

/** What made it worth speaking to a customer. */
export type ConversationCause = {
  readonly customerId: string;
  /** The signals that are felt more strongly than before. */
  readonly risen: readonly KnownSignal[];
  readonly protection: { readonly level: ProtectionLevel; readonly rose: boolean };
  readonly cause: DomainEvent;
};

const announce = (tx: Tx, decision: Decision, level: ProtectionLevel, cause: DomainEvent): void => {
  const { id, actionKey, surface, reasons, catalogueVersion, expiresAt } = decision;
  const { group, purpose, topic, channels } = findAction(CATALOGUE, actionKey)!;
  tx.append(decisionMade, {
    about: decision.customerId,
    cause,
    data: {
      decisionId: id,
      actionKey,
      group,
      surface,
      purpose,
      topic,
      channels: [...channels],
      reasons: reasons.slice(0, 10),
      protectionLevel: level,
      catalogueVersion,
      expiresAt: expiresAt!.toISOString(),
    },
  });
};

/** Ranks what could be said to a customer now and, where the best of it may start a conversation, decides on it. */
export const startConversation =
  ({ stores, random }: { stores: Stores; random: Random }) =>
  async (tx: Tx, { customerId, risen, protection, cause }: ConversationCause): Promise<void> => {
    const ask = { customerId, surface: 'CONVERSATION' as const, mode: 'SERVED' as const };
    const knowledge = (await readKnowledge({ stores })([customerId], tx.now, tx)).get(customerId)!;
    const context = contextBucketOf({ surface: ask.surface, knowledge });
    const tallies = (await stores.outcomes.talliesOf([context], tx)).get(context) ?? {};
    const made = makeRanking({ tx, random, now: tx.now }, keyOf(ask, knowledge, tx.now), knowledge, tallies);
    const inserted = await stores.rankings.insertNew(tx, [made.record]);
    // The same knowledge was decided on within the last seconds: that decision stands.
    if (inserted.size === 0) return;
    const since = new Date(tx.now.getTime() - CONVERSATION_COOLDOWN_MS);
    const earlier = await stores.decisions.conversationsSince(tx, customerId, since);
    const choice = chooseConversation(made.ranking, CATALOGUE, earlier, { risen, protection, now: tx.now });
    const decisions = made.decisions.map((decision) =>
      decision.actionKey === choice?.actionKey
        ? { ...decision, causeRank: choice.causeRank, expiresAt: new Date(tx.now.getTime() + CONVERSATION_VALID_MS) }
        : decision,
    );
    await stores.decisions.insert(tx, decisions);
    const chosen = decisions.find(({ expiresAt }) => expiresAt !== null);
    if (chosen) announce(tx, chosen, protection.level, cause);
  };
