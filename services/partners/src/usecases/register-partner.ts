import type { Tx, Viewer } from '@rapport/contracts';
import type { Partner } from '../domain/partner.ts';
import type { EventName } from '../domain/partner-event.ts';
import type { Random, Stores } from './ports.ts';

const SALT_BYTES = 32;

/**
 * Registers a partner, who hears of what happens from now on.
 * @returns null, with nothing written, where another partner has the name
 */
export const registerPartner =
  ({ stores, random }: { stores: Pick<Stores, 'partners'>; random: Random }) =>
  async (
    tx: Tx,
    viewer: Viewer,
    { name, eventNames }: { name: string; eventNames: readonly EventName[] },
  ): Promise<Partner | null> => {
    const partner = { id: tx.newId('prt'), name, eventNames: [...new Set(eventNames)], registeredAt: tx.now };
    if (!(await stores.partners.insertNew(tx, partner, random(SALT_BYTES)))) return null;
    await tx.lock([partner.id]);
    tx.audit({
      viewer,
      action: 'Mutation.partnersRegister',
      about: partner.id,
      after: { name, eventNames: partner.eventNames },
    });
    return partner;
  };
