import type { ContactRule } from './rule.ts';

/** Enough is enough: a cap per purpose and channel, on a rolling window. Slots that were freed do not count. */
export const frequencyRule: ContactRule = ({ channel, now, permits, policy, purpose }) => {
  const cap = policy.caps[purpose];
  if (!cap || policy.urgent.includes(purpose)) return { ground: `${policy.version}:frequency:none`, forbids: null };
  const begin = now.getTime() - cap.windowMs;
  const taken = permits
    .filter(
      (p) => p.purpose === purpose && p.channel === channel && p.status !== 'FREED' && p.issuedAt.getTime() > begin,
    )
    .map(({ issuedAt }) => issuedAt.getTime())
    .sort((a, b) => a - b);
  const ground = `${policy.version}:frequency:${taken.length}/${cap.count}`;
  if (taken.length < cap.count) return { ground, forbids: null };
  // A place opens when the oldest of the last `count` contacts leaves the window.
  const until = new Date(taken[taken.length - cap.count]! + cap.windowMs);
  return { ground, forbids: { reason: 'FREQUENCY_REACHED', until } };
};
