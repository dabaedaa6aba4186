/** What the network and a client's own retries take: not every SDK stamps each attempt anew. */
const NETWORK_MS = 60_000;
const SKEW_MS_MAX = 86_400_000;
const FRESH_MS = 3_600_000;

/**
 * When a call happened, corrected for the sender's clock: receivedAt − (sentAt − timestamp), as Segment does.
 * Corrected only where the difference is a clock's: more than network and retries take, and either below a day or with
 * the call stamped within the hour before it was sent. A bulk import of old facts keeps its times.
 */
export const correctClock = (timestamp: Date, sentAt: Date | null, receivedAt: Date): Date => {
  if (!sentAt) return timestamp;
  const skewMs = receivedAt.getTime() - sentAt.getTime();
  const ageMs = sentAt.getTime() - timestamp.getTime();
  const isFresh = ageMs >= 0 && ageMs <= FRESH_MS;
  const isClock = Math.abs(skewMs) > NETWORK_MS && (Math.abs(skewMs) <= SKEW_MS_MAX || isFresh);
  return isClock ? new Date(timestamp.getTime() + skewMs) : timestamp;
};
