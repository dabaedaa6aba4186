import type { Tx, Viewer } from '@rapport/contracts';
import { CREDENTIALS_VALID_MAX, type Credential, hashOfSecret } from '../domain/partner.ts';
import type { Stores } from './ports.ts';

/** Why no credential was issued. */
export type IssueRefusal = 'NOT_FOUND' | 'TOO_MANY_CREDENTIALS';

/** Issues a credential for a secret, of which the hash alone is kept. */
export const issueCredential =
  ({ stores }: { stores: Pick<Stores, 'partners' | 'credentials'> }) =>
  async (
    tx: Tx,
    viewer: Viewer,
    { partnerId, secret }: { partnerId: string; secret: string },
  ): Promise<Credential | IssueRefusal> => {
    if (!(await stores.partners.byIds([partnerId], tx)).has(partnerId)) return 'NOT_FOUND';
    await tx.lock([partnerId]);
    if ((await stores.credentials.countValid(tx, partnerId)) >= CREDENTIALS_VALID_MAX) return 'TOO_MANY_CREDENTIALS';
    const credential = { id: tx.newId('pky'), partnerId, issuedAt: tx.now, revokedAt: null, lastUsedAt: null };
    await stores.credentials.insert(tx, credential, hashOfSecret(secret));
    const after = { credentialId: credential.id };
    tx.audit({ viewer, action: 'Mutation.partnersIssueCredential', about: partnerId, after });
    return credential;
  };
