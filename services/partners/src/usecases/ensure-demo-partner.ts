import type { Transact, Viewer } from '@rapport/contracts';
import { hashOfSecret } from '../domain/partner.ts';
import { EVENT_NAMES } from '../domain/partner-event.ts';
import { issueCredential } from './issue-credential.ts';
import type { Random, Stores } from './ports.ts';
import { registerPartner } from './register-partner.ts';

const HOUSE: Viewer = { subject: 'demo', roles: ['SERVICE'], customerIds: [], scopes: [] };

/** Sees to it that there is a partner named Demo with this credential; repeating it is harmless. */
export const ensureDemoPartner =
  (ports: { stores: Stores; random: Random; transact: Transact }) =>
  async (secret: string): Promise<void> => {
    if (await ports.stores.credentials.findBySecretHash(hashOfSecret(secret))) return;
    await ports.transact(async (tx) => {
      const partner = await registerPartner(ports)(tx, HOUSE, { name: 'Demo', eventNames: EVENT_NAMES });
      if (partner) await issueCredential(ports)(tx, HOUSE, { partnerId: partner.id, secret });
    });
  };
