import type { ChannelAdapter, SandboxStore } from '../usecases/ports.ts';

/**
 * The sandbox handset: an adapter of SMS that keeps messages instead of sending them. Like a good provider it knows
 * our message ids: the same one again is the same message.
 */
export const createSandbox = (store: SandboxStore, now: () => Date): ChannelAdapter => ({
  channel: 'SMS',
  send: async ({ messageId, contactPointId, maskedAddress, text }) => {
    await store.take({ messageId, contactPointId, maskedAddress, body: text, takenAt: now() });
    return { said: 'ACCEPTED', providerId: `sandbox-${messageId}` };
  },
  find: async (messageId) =>
    (await store.has(messageId)) ? { said: 'ACCEPTED', providerId: `sandbox-${messageId}` } : null,
});
