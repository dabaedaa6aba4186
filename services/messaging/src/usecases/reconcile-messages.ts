import { type Happening, nextState, type OutboundMessage } from '../domain/message.ts';
import { announceMessage } from './announce-message.ts';
import type { ChannelAdapter, Ports, ProviderWord } from './ports.ts';

/** How long until the provider is asked again, ms. */
const AGAIN_MS = 60_000;
const AT_ONCE = 8;

const meaningOf = (word: ProviderWord | null, at: Date): Happening => {
  if (!word) return { kind: 'NEVER_HANDED_OVER' };
  if (word.said !== 'ACCEPTED') return { kind: 'REFUSED', reasons: word.reasons };
  return { kind: 'ACCEPTED', providerId: word.providerId, at };
};

const lookUp = async (adapter: ChannelAdapter | undefined, messageId: string, at: Date): Promise<Happening | null> => {
  try {
    return adapter?.find ? meaningOf(await adapter.find(messageId), at) : null;
  } catch {
    return null;
  }
};

const save = ({ stores, transact }: Ports, message: OutboundMessage, happening: Happening, dueAt: Date | null) =>
  transact(async (tx) => {
    await tx.lock([message.customerId]);
    const current = await stores.messages.findLocked(tx, message);
    if (!current) return;
    const state = nextState(current.state, happening);
    if (state === current.state && (dueAt !== null || state.status !== 'UNKNOWN')) return;
    await stores.messages.saveState(tx, current, state, state.status === 'QUEUED' ? tx.now : dueAt);
    const permitId = 'permitId' in current.state ? current.state.permitId : null;
    if (state !== current.state) announceMessage(tx, current, state, { permitId });
  });

/**
 * Hand-overs whose end nobody recorded: first they are UNKNOWN, for all to see, then the provider is asked what became
 * of them, where it can be. One that it has no record of never left and is queued again, to be asked for anew; of all
 * others none is sent a second time. Answers whether more wait.
 */
export const reconcileMessages = (ports: Ports) => async (): Promise<boolean> => {
  const now = ports.now();
  const again = new Date(now.getTime() + AGAIN_MS);
  const found = await ports.stores.messages.claimUnsettled(now, again, AT_ONCE);
  for (const message of found) {
    const adapter = ports.channels.find(({ channel }) => channel === message.channel);
    // Where nobody keeps a record, asking again would never end: it stays unknown.
    const isAskable = adapter?.find !== null;
    if (message.state.status === 'SENDING' || !isAskable) {
      await save(ports, message, { kind: 'UNANSWERED', reasons: ['NO_ANSWER'] }, isAskable ? again : null);
    }
    const happening = await lookUp(adapter, message.id, ports.now());
    if (happening) await save(ports, message, happening, null);
  }
  return found.length === AT_ONCE;
};
