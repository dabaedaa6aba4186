import { fcOptions } from '@rapport/testkit';
import fc from 'fast-check';
import type { Consent, Permit } from '../consent.ts';
import { judgeContact } from '../judge-contact.ts';
import { CONTACT_POLICY } from '../policy.ts';
import { localHour } from './quiet-hours.ts';
import type { ContactCase } from './rule.ts';

const noon = new Date('2026-03-02T11:00:00Z');
const HOUR_MS = 3_600_000;

const contact = (over: Partial<ContactCase> = {}): ContactCase => ({
  purpose: 'SERVICE',
  channel: 'SMS',
  now: noon,
  contactPointId: 'cp_1',
  lacksContactPoint: false,
  contactPoint: null,
  consents: [],
  permits: [],
  timeZone: 'Europe/Berlin',
  policy: CONTACT_POLICY,
  ...over,
});

const word = (over: Partial<Consent>): Consent => ({
  customerId: 'cus_1',
  purpose: 'SERVICE',
  channel: 'ANY',
  granted: true,
  since: noon,
  ledgerSequence: 1,
  ...over,
});

const permit = (hoursAgo: number, over: Partial<Permit> = {}): Permit => ({
  id: `pmt_${hoursAgo}`,
  issuedAt: new Date(noon.getTime() - hoursAgo * HOUR_MS),
  customerId: 'cus_1',
  contactPointId: 'cp_1',
  purpose: 'SERVICE',
  channel: 'SMS',
  topic: null,
  effectId: null,
  status: 'USED',
  ...over,
});

describe('purpose', () => {
  test('without a word the default of the purpose holds', () => {
    expect(judgeContact(contact()).allowed).toBe(true);
    expect(judgeContact(contact({ purpose: 'RESEARCH' })).reasons).toEqual(['PURPOSE_NOT_GRANTED']);
  });

  test('the newest word on the channel or on all channels holds', () => {
    const earlier = new Date(noon.getTime() - HOUR_MS);
    const consents = [word({ granted: false, since: earlier }), word({ channel: 'SMS', granted: true })];
    expect(judgeContact(contact({ consents })).allowed).toBe(true);
    expect(judgeContact(contact({ consents, channel: 'EMAIL' })).reasons).toContain('PURPOSE_WITHDRAWN');
  });

  test('among several ids of one customer any denial wins, however old', () => {
    const consents = [word({ customerId: 'cus_2', granted: false, since: new Date(0) }), word({})];
    expect(judgeContact(contact({ consents })).reasons).toEqual(['PURPOSE_WITHDRAWN']);
  });
});

describe('quiet hours', () => {
  test.each([
    ['2026-03-02T20:00:00Z', false], // 21:00 in Berlin
    ['2026-03-02T19:59:00Z', true],
    ['2026-03-03T06:59:00Z', false],
    ['2026-03-03T07:00:00Z', true],
  ])('at %s a message to Berlin is allowed: %s', (now, allowed) => {
    expect(judgeContact(contact({ now: new Date(now) })).allowed).toBe(allowed);
  });

  test('fraud protection and the app itself are never held back by the night', () => {
    const night = new Date('2026-03-02T23:00:00Z');
    expect(judgeContact(contact({ now: night, purpose: 'FRAUD_PROTECTION' })).allowed).toBe(true);
    expect(judgeContact(contact({ now: night, channel: 'IN_APP' })).allowed).toBe(true);
  });

  test('the end of the night is the next 8 o’clock of the zone, also over a change of the clocks', () => {
    const zones = ['Europe/Berlin', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'Pacific/Chatham'];
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.date({ min: new Date('2025-01-01'), max: new Date('2027-01-01'), noInvalidDate: true }),
        (timeZone, now) => {
          const { allowed, nextAllowedAt } = judgeContact(contact({ now, timeZone }));
          if (allowed) return;
          expect(localHour(nextAllowedAt!, timeZone)).toBe(8);
          expect(localHour(new Date(nextAllowedAt!.getTime() - 1), timeZone)).toBe(7);
          expect(nextAllowedAt!.getTime() - now.getTime()).toBeLessThanOrEqual(13 * HOUR_MS);
        },
      ),
      fcOptions(),
    );
  });
});

describe('frequency', () => {
  test('a fourth service message in a day waits until the first is a day old', () => {
    const verdict = judgeContact(contact({ permits: [permit(20), permit(10), permit(1)] }));
    expect(verdict).toMatchObject({ allowed: false, reasons: ['FREQUENCY_REACHED'] });
    expect(verdict.nextAllowedAt).toEqual(new Date(noon.getTime() + 4 * HOUR_MS));
  });

  test('freed slots, other channels and other purposes do not count', () => {
    const permits = [
      permit(1, { status: 'FREED' }),
      permit(2, { channel: 'EMAIL' }),
      permit(3, { purpose: 'MARKETING' }),
    ];
    expect(judgeContact(contact({ permits: [...permits, permit(4), permit(5)] })).allowed).toBe(true);
  });

  test('in no window of a day are there more than three, whatever the history', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 96 * 60 }), { maxLength: 60 }), (minutes) => {
        const granted: Permit[] = [];
        for (const minute of minutes.toSorted((a, b) => a - b)) {
          const now = new Date(noon.getTime() + minute * 60_000);
          const asked = contact({ now, permits: granted, timeZone: 'UTC', channel: 'EMAIL' });
          if (judgeContact(asked).allowed) granted.push(permit(0, { issuedAt: now, channel: 'EMAIL' }));
        }
        const times = granted.map(({ issuedAt }) => issuedAt.getTime());
        for (const [index, time] of times.entries()) {
          const fourth = times[index + 3];
          if (fourth !== undefined) expect(fourth - time).toBeGreaterThanOrEqual(24 * HOUR_MS);
        }
      }),
      fcOptions(),
    );
  });
});

describe('the verdict', () => {
  test('stop outweighs everything and ends only by the customer', () => {
    const contactPoint = { contactPointId: 'cp_1', blocked: true, since: noon, understoodBy: 'keyword:stop' };
    const verdict = judgeContact(contact({ contactPoint, purpose: 'FRAUD_PROTECTION' }));
    expect(verdict).toMatchObject({ allowed: false, reasons: ['CONTACT_POINT_BLOCKED'], nextAllowedAt: null });
  });

  test('it names everything that forbids, and one ground per rule', () => {
    const verdict = judgeContact(
      contact({
        lacksContactPoint: true,
        contactPointId: null,
        purpose: 'MARKETING',
        now: new Date('2026-03-02T23:00Z'),
      }),
    );
    expect(verdict.reasons).toEqual(['NO_CONTACT_POINT', 'PURPOSE_NOT_GRANTED', 'QUIET_HOURS']);
    expect(verdict.ground).toHaveLength(4);
    expect(verdict.nextAllowedAt).toBeNull();
  });
});
