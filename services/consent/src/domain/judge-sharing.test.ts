import type { Consent } from './consent.ts';
import { judgeSharing } from './judge-sharing.ts';

const AT = new Date('2026-03-01T09:30:00Z');
const LATER = new Date('2026-03-02T09:30:00Z');
const said = (granted: boolean, more: Partial<Consent> = {}): Consent => ({
  customerId: 'cus_1',
  purpose: 'PARTNER_SHARING',
  channel: 'ANY',
  granted,
  since: AT,
  ledgerSequence: 7,
  ...more,
});

test('nothing is shared of who never spoke of it, whatever else they allowed', () => {
  const verdict = judgeSharing([said(true, { purpose: 'MARKETING' })], 'prt_1');
  expect(verdict).toMatchObject({ allowed: false, reasons: ['PURPOSE_NOT_GRANTED'], since: null });
});

test('a grant allows sharing from its own moment on, and names the ledger entry and the partner', () => {
  expect(judgeSharing([said(true)], 'prt_1')).toMatchObject({
    allowed: true,
    reasons: [],
    ground: ['ledger:cus_1:7', 'partner:prt_1'],
    since: AT,
  });
});

test('a withdrawal ends it', () => {
  expect(judgeSharing([said(false)], 'prt_1')).toMatchObject({ allowed: false, reasons: ['PURPOSE_WITHDRAWN'] });
});

test('a word about one channel says nothing about sharing', () => {
  expect(judgeSharing([said(true, { channel: 'SMS' })], 'prt_1').allowed).toBe(false);
  expect(judgeSharing([said(true), said(false, { channel: 'SMS', since: LATER })], 'prt_1').allowed).toBe(true);
});

test('of a merged customer any denial wins, even an older one', () => {
  const words = [said(false, { customerId: 'cus_2' }), said(true, { since: LATER })];
  expect(judgeSharing(words, 'prt_1')).toMatchObject({ allowed: false, reasons: ['PURPOSE_WITHDRAWN'] });
});
