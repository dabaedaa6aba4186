import { type EventKind, makeId } from '@rapport/contracts';
import { createLog, openDatabase, sql } from '@rapport/platform';
import { storage } from '../src/store/stores.ts';

/** A look into the database of the service under test. */
export type TestSql = {
  rows(statement: string, parameters?: readonly unknown[]): Promise<Record<string, unknown>[]>;
  /** An event as it stands on the wire. */
  envelope<D>(kind: EventKind<D>, fact: { id: string; about: string; data: D }): Promise<string>;
  close(): Promise<void>;
};

export const openTestSql = async (url: string): Promise<TestSql> => {
  const database = await openDatabase({ url, poolSize: 3, name: 'test' }, storage, createLog('test', 'silent'));
  return {
    rows: (statement, parameters = []) => sql<Record<string, unknown>>(database, statement, parameters),
    envelope: async (kind, { id, about, data }) => {
      const time = new Date(Date.UTC(2026, 2, 2, 11)).toISOString();
      const correlationid = makeId('evt', new Date(time), new Uint8Array(10));
      return JSON.stringify({
        specversion: '1.0',
        id,
        source: `/rapport/${kind.domain}`,
        type: kind.type,
        subject: about,
        time,
        recordedtime: time,
        sequence: '1',
        correlationid,
        dataclassification: kind.dataClass,
        datacontenttype: 'application/json',
        data,
      });
    },
    close: () => database.dataSource.destroy(),
  };
};
