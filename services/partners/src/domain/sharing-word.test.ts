import { shareSharingWord, sharingWordOf } from './sharing-word.ts';

const said = (granted: boolean, since: string, more: object = {}) => ({
  purpose: 'PARTNER_SHARING',
  channel: null,
  granted,
  since: `2026-03-0${since}T09:00:00.000Z`,
  ...more,
});

test('of a merged customer any denial is the word, else the newest', () => {
  expect(sharingWordOf('cus_1', [said(true, '3'), said(false, '1')])?.granted).toBe(false);
  expect(sharingWordOf('cus_1', [said(true, '1'), said(true, '3')])?.since.getUTCDate()).toBe(3);
});

test('other purposes and single channels say nothing about sharing', () => {
  const words = [said(true, '1', { purpose: 'MARKETING' }), said(true, '1', { channel: 'SMS' })];
  expect(sharingWordOf('cus_1', words)).toBeNull();
});

test('a word is told once, and again when it is said again', () => {
  const [first, again] = [said(true, '1'), said(true, '2')].map((word) => sharingWordOf('cus_1', [word]));
  const over = sharingWordOf('cus_1', [said(false, '3')]);
  expect(shareSharingWord(null, first!)?.name).toBe('SHARING_GRANTED');
  expect(shareSharingWord(first!, first!)).toBeNull();
  expect(shareSharingWord(first!, again!)?.name).toBe('SHARING_GRANTED');
  expect(shareSharingWord(again!, over)?.name).toBe('SHARING_WITHDRAWN');
  expect(shareSharingWord(null, null)).toBeNull();
});
