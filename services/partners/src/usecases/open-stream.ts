import { RapportError } from '@rapport/contracts';
import { findStart } from '../domain/find-start.ts';
import { hashOfSecret } from '../domain/partner.ts';
import { EVENT_NAMES, type EventName } from '../domain/partner-event.ts';
import { readPosition } from '../domain/position.ts';
import type { Now, Stores } from './ports.ts';

/** Who listens to a stream, and to what. */
export type Listener = {
  readonly partnerId: string;
  readonly credentialId: string;
  readonly salt: Uint8Array;
  readonly eventNames: readonly EventName[];
};

/** A partner whose credential was taken back: told apart from one that never was any. */
export class CredentialRevoked extends Error {
  override readonly name = 'CredentialRevoked';
}

/** A position behind which events are kept no longer. */
export class PositionGone extends Error {
  override readonly name = 'PositionGone';
}

/**
 * Who shows this credential.
 * @throws RapportError UNAUTHENTICATED for a credential that never was one, CredentialRevoked for one that was
 */
export const admitPartner =
  ({ stores, now }: { stores: Pick<Stores, 'credentials'>; now: Now }) =>
  async (secret: string | null): Promise<Listener> => {
    const found = secret ? await stores.credentials.findBySecretHash(hashOfSecret(secret)) : null;
    if (!found) {
      throw new RapportError('UNAUTHENTICATED', 'send a credential that the bank issued: Authorization: Bearer …');
    }
    const { credential, salt } = found;
    if (credential.revokedAt) throw new CredentialRevoked(credential.id);
    await stores.credentials.noteUse(credential.id, now());
    return { partnerId: credential.partnerId, credentialId: credential.id, salt, eventNames: EVENT_NAMES };
  };

/**
 * Behind which sequence a stream begins.
 * @param lastEventId the `id:` that the partner saw last; null begins at the oldest event that is kept
 * @throws RapportError INVALID_INPUT for a position that this partner was never given, PositionGone for one too old
 */
export const findPosition =
  ({ stores }: { stores: Pick<Stores, 'log'> }) =>
  async ({ partnerId, salt }: Listener, lastEventId: string | null): Promise<number> => {
    const lastSeen = lastEventId === null ? null : readPosition(salt, lastEventId);
    const start = findStart(lastSeen, await stores.log.extentOf(partnerId));
    const isForeign = lastEventId !== null && lastSeen === null;
    if (isForeign || ('refused' in start && start.refused === 'AHEAD')) {
      throw new RapportError(
        'INVALID_INPUT',
        'Last-Event-ID: is no position in your stream: send the id of the last event you saw, or leave the header out',
      );
    }
    if ('refused' in start) throw new PositionGone();
    return start.after;
  };
