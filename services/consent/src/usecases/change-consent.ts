import type { Channel, Purpose, Tx, Viewer } from '@rapport/contracts';
import { announceConsent } from './announce-consent.ts';
import type { Random, Stores } from './ports.ts';
import { writeLedger } from './write-ledger.ts';

/** What a customer, or somebody for them, says about one purpose. */
export type ConsentChange = {
  readonly customerId: string;
  readonly purpose: Purpose;
  readonly channel?: Channel | null;
  readonly granted: boolean;
};

/**
 * Records a grant or a withdrawal: in the ledger, in what is in force, and for the other services.
 * @returns false, with nothing written, for a customer of whom profile has said nothing
 */
export const changeConsent =
  (ports: { stores: Stores; random: Random }) =>
  async (tx: Tx, viewer: Viewer, { customerId, purpose, channel, granted }: ConsentChange): Promise<boolean> => {
    const known = await ports.stores.customers.copiesOf([customerId], tx);
    if (!known.has(customerId)) return false;
    await tx.lock([customerId]);
    const before = (await ports.stores.consents.consentsOf([customerId], tx)).get(customerId) ?? [];
    const entry = await writeLedger(ports)(tx, {
      holderId: customerId,
      kind: granted ? 'CONSENT_GRANTED' : 'CONSENT_WITHDRAWN',
      content: { purpose, channel: channel ?? 'ANY', saidBy: viewer.subject },
    });
    const consent = {
      customerId,
      purpose,
      channel: channel ?? ('ANY' as const),
      granted,
      since: tx.now,
      ledgerSequence: entry.sequence,
    };
    await ports.stores.consents.save(tx, consent);
    await announceConsent(ports)(tx, [{ customerId }]);
    const earlier = before.find((c) => c.purpose === purpose && c.channel === consent.channel);
    tx.audit({
      viewer,
      action: granted ? 'Mutation.consentGrant' : 'Mutation.consentWithdraw',
      about: customerId,
      before: earlier ? { purpose, granted: earlier.granted } : null,
      after: { purpose, granted },
    });
    return true;
  };
