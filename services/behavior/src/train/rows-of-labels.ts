import { createLog, openDatabase, sql } from '@rapport/platform';
import type { KeptLabel } from '../domain/models/signal-label.ts';
import { storage } from '../store/stores.ts';
import type { LabelledRow } from './labelled-rows.ts';

const LABELS_MAX = 200_000;

/** The labels that people gave to a signal, the latest first, each with what was known when the signal was raised. */
export const rowsOfLabels = async (url: string, kind: string): Promise<LabelledRow[]> => {
  const database = await openDatabase({ url, poolSize: 1, name: 'train' }, storage, createLog('behavior', 'warn'));
  try {
    const labels = await sql<KeptLabel>(
      database,
      `SELECT customer_id AS "customerId", since, verdict, features FROM signal_label
       WHERE kind = $1 ORDER BY labelled_at DESC LIMIT $2`,
      [kind, LABELS_MAX],
    );
    return labels.map(({ customerId, since, verdict, features }) => ({
      ...Object.fromEntries(features.map(({ name, value }) => [name, value])),
      customer: customerId,
      at: since.toISOString(),
      label: verdict,
    }));
  } finally {
    await database.dataSource.destroy();
  }
};
