import { type Database, managerOf, sql } from '@rapport/platform';
import { IsNull } from 'typeorm';
import type { Credential } from '../domain/partner.ts';
import type { CredentialStore, Standing } from '../usecases/ports.ts';
import { credentialTable } from './tables.ts';

const CREDENTIAL = `c.id, c.partner_id AS "partnerId", c.issued_at AS "issuedAt", c.revoked_at AS "revokedAt",
  c.last_used_at AS "lastUsedAt"`;

export const createCredentialStore = (database: Database): CredentialStore => ({
  ofPartners: async (partnerIds, limit) => {
    const rows = await sql<Credential>(
      database,
      `SELECT c.* FROM unnest($1::text[]) AS asked (partner_id)
       CROSS JOIN LATERAL (
         SELECT ${CREDENTIAL} FROM credential c WHERE c.partner_id = asked.partner_id ORDER BY c.id DESC LIMIT $2
       ) c`,
      [partnerIds, limit],
    );
    return Map.groupBy(rows, ({ partnerId }) => partnerId);
  },

  find: async (tx, credentialId) => {
    const [found] = await sql<Credential>(tx, `SELECT ${CREDENTIAL} FROM credential c WHERE c.id = $1 FOR UPDATE`, [
      credentialId,
    ]);
    return found ?? null;
  },

  countValid: (tx, partnerId) =>
    managerOf(tx).getRepository(credentialTable).countBy({ partnerId, revokedAt: IsNull() }),

  insert: async (tx, credential, secretHash) => {
    await managerOf(tx)
      .getRepository(credentialTable)
      .insert({ ...credential, secretHash });
  },

  revoke: async (tx, credentialId) => {
    await sql(tx, 'UPDATE credential SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL', [credentialId, tx.now]);
  },

  findBySecretHash: async (secretHash) => {
    const [found] = await sql<Credential & { salt: Uint8Array }>(
      database,
      `SELECT ${CREDENTIAL}, p.salt FROM credential c JOIN partner p ON p.id = c.partner_id WHERE c.secret_hash = $1`,
      [secretHash],
    );
    if (!found) return null;
    const { salt, ...credential } = found;
    return { credential, salt };
  },

  noteUse: async (credentialId, at) => {
    await sql(database, 'UPDATE credential SET last_used_at = $2 WHERE id = $1', [credentialId, at]);
  },

  standingOf: async (credentialId) => {
    const [standing] = await sql<Standing>(
      database,
      `SELECT c.revoked_at IS NOT NULL AS "isRevoked", p.last_sequence AS "lastSequence"
       FROM credential c JOIN partner p ON p.id = c.partner_id WHERE c.id = $1`,
      [credentialId],
    );
    return standing ?? { isRevoked: true, lastSequence: 0 };
  },
});
