import { observedAtOf, type SourcedCall } from '../call.ts';
import { ACCOUNT_READERS } from './read-accounts.ts';
import { APPLICATION_READERS } from './read-applications.ts';
import { LOAN_READERS } from './read-loans.ts';
import type { ServicingNews, ServicingReader } from './servicing-news.ts';

const READERS: ReadonlyMap<string, ServicingReader> = new Map([
  ...ACCOUNT_READERS,
  ...LOAN_READERS,
  ...APPLICATION_READERS,
]);

/** Reads a call of servicing or origination; null for every other call, which is none of profile's business. */
export const readServicing = (call: SourcedCall): ServicingNews | null => {
  if (call.type !== 'track' || !call.event) return null;
  const saying = { source: call.source, statedAt: observedAtOf(call), receivedAt: new Date(call.receivedAt) };
  return READERS.get(call.event)?.(call.properties ?? {}, saying) ?? null;
};
