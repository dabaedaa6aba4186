import { localDay } from './local-day.ts';

test.each([
  ['Europe/Berlin', '2026-03-03'],
  ['UTC', '2026-03-02'],
  ['America/Los_Angeles', '2026-03-02'],
  ['Pacific/Auckland', '2026-03-03'],
])('half past eleven at night in London is in %s %s', (zone, day) => {
  expect(localDay(new Date('2026-03-02T23:30:00Z'), zone)).toBe(day);
});
