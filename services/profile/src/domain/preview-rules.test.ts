import type { IdentityType } from '@rapport/contracts';
import { FIRST_RULES } from './identity-rules.ts';
import { effectsOfChange, type RuledCustomer } from './preview-rules.ts';
import { changedRules, type RulesChange } from './rules-change.ts';

const NOW = new Date('2026-03-02T11:00:00Z');
const DAY_MS = 86_400_000;
const held = (customerId: string, type: IdentityType, value: string, daysAgo = 0) => ({
  customerId,
  type,
  value,
  firstSeenAt: new Date(NOW.getTime() - daysAgo * DAY_MS),
});
const customer = (part: Partial<RuledCustomer>): RuledCustomer => ({
  identifiers: [],
  merges: [],
  suggested: [],
  ...part,
});
const effects = (change: RulesChange, of: RuledCustomer, before: RulesChange = {}) =>
  effectsOfChange(changedRules(FIRST_RULES, before), changedRules(changedRules(FIRST_RULES, before), change), of, NOW);

const devices = [1, 2, 3].map((n) => held('cus-1', 'DEVICE_ID', `d${n}`, n === 1 ? 30 : 1));
const twoDevices = { types: [{ type: 'DEVICE_ID', priority: 7, limit: 2, window: 'WEEK' }] } as const;
const ever = { types: [{ ...twoDevices.types[0], window: 'EVER' }] } as const;

test('a lower limit leaves fewer identifiers to those who have more within the window', () => {
  expect(effects(twoDevices, customer({ identifiers: devices }))).toEqual([]);
  expect(effects(ever, customer({ identifiers: devices }))).toEqual(['DEMOTED']);
  expect(effects(ever, customer({ identifiers: devices }), ever)).toEqual([]);
});

test('a blocked value that somebody has would not be theirs', () => {
  expect(effects({ blockedValues: ['d1'] }, customer({ identifiers: devices }))).toEqual(['DEMOTED']);
  expect(effects({ blockedValues: ['d9'] }, customer({ identifiers: devices }))).toEqual([]);
});

const merged = (source: string | null) =>
  customer({
    identifiers: [held('cus-1', 'EMAIL', 'a@example.org'), held('cus-2', 'USER_ID', 'ada')],
    merges: [{ origin: 'cus-2', survivor: 'cus-1', source }],
  });

test('without its word, a source’s merge of two known customers would be two again; a person’s would stand', () => {
  const mayMerge = { mergingSources: ['crm'] };
  expect(effects({ mergingSources: [] }, merged('crm'), mayMerge)).toEqual(['SPLIT']);
  expect(effects({ mergingSources: [] }, merged(null), mayMerge)).toEqual([]);
  expect(effects({ mergingSources: ['crm', 'app'] }, merged('crm'), mayMerge)).toEqual([]);
});

test('an anonymous device that joined stays, whatever the sources may', () => {
  const joined = customer({
    identifiers: [held('cus-1', 'DEVICE_ID', 'd1'), held('cus-2', 'USER_ID', 'ada')],
    merges: [{ origin: 'cus-2', survivor: 'cus-1', source: 'crm' }],
  });
  expect(effects({ mergingSources: [] }, joined, { mergingSources: ['crm'] })).toEqual([]);
});

test('two who are tied together would be one at the word of a source that may merge, within the limits', () => {
  const tied = (type: IdentityType) =>
    customer({
      identifiers: [held('cus-1', 'USER_ID', 'ada')],
      suggested: [{ source: 'crm', identifiers: [held('cus-2', type, 'x')] }],
    });
  expect(effects({ mergingSources: ['crm'] }, tied('EMAIL'))).toEqual(['MERGED']);
  expect(effects({ mergingSources: ['app'] }, tied('EMAIL'))).toEqual([]);
  expect(effects({ mergingSources: ['crm'] }, tied('USER_ID'))).toEqual([]);
});
