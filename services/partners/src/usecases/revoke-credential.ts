import type { Tx, Viewer } from '@rapport/contracts';
import type { Credential } from '../domain/partner.ts';
import type { Stores } from './ports.ts';

/** Takes a credential back; open streams end within moments. Repeating it changes nothing. */
export const revokeCredential =
  ({ stores }: { stores: Pick<Stores, 'credentials'> }) =>
  async (tx: Tx, viewer: Viewer, credentialId: string): Promise<Credential | null> => {
    const found = await stores.credentials.find(tx, credentialId);
    if (!found || found.revokedAt) return found;
    await tx.lock([found.partnerId]);
    await stores.credentials.revoke(tx, credentialId);
    const after = { credentialId };
    tx.audit({ viewer, action: 'Mutation.partnersRevokeCredential', about: found.partnerId, after });
    return { ...found, revokedAt: tx.now };
  };
