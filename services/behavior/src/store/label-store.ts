import { sql } from '@rapport/platform';
import type { LabelStore } from '../usecases/ports.ts';

export const createLabelStore = (): LabelStore => ({
  save: async (tx, label) => {
    const { customerId, kind, since } = label;
    const [before] = await sql<Pick<typeof label, 'verdict'>>(
      tx,
      'SELECT verdict FROM signal_label WHERE customer_id = $1 AND kind = $2 AND since = $3 FOR UPDATE',
      [customerId, kind, since],
    );
    await sql(
      tx,
      `INSERT INTO signal_label (customer_id, kind, since, verdict, score, features, transaction_ids, model_version,
         note, labelled_by, labelled_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
       ON CONFLICT (customer_id, kind, since) DO UPDATE SET verdict = excluded.verdict, note = excluded.note,
         labelled_by = excluded.labelled_by, labelled_at = excluded.labelled_at`,
      [
        customerId,
        kind,
        since,
        label.verdict,
        label.score,
        JSON.stringify(label.features),
        label.transactionIds,
        label.modelVersion,
        label.note,
        label.labelledBy,
        label.labelledAt,
      ],
    );
    return before?.verdict ?? null;
  },
});
