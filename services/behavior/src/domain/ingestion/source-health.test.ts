import { healthOf, type SourceHour } from './source-health.ts';

const NOW = new Date('2026-03-02T12:30:00Z');
const hour = (ago: number, of: Partial<SourceHour> = {}): SourceHour => ({
  source: 'app',
  hour: new Date(Math.floor(NOW.getTime() / 3_600_000 - ago) * 3_600_000),
  applied: 10,
  late: 0,
  rejected: 0,
  warned: 0,
  lastReceivedAt: new Date(NOW.getTime() - ago * 3_600_000),
  ...of,
});
const every = (hours: number, from: number): SourceHour[] =>
  Array.from({ length: Math.floor((190 - from) / hours) }, (_, index) => hour(from + index * hours));

test('a source that keeps its pace is healthy, one that is silent for longer than ever is told', () => {
  expect(healthOf('app', every(6, 5), NOW).status).toBe('HEALTHY');
  expect(healthOf('app', every(6, 7), NOW).status).toBe('SILENT');
  expect(healthOf('nightly', every(24, 23), NOW).status).toBe('HEALTHY');
  expect(healthOf('once', [hour(100)], NOW).status).toBe('HEALTHY');
  expect(healthOf('never', [], NOW)).toMatchObject({ status: 'NEVER', lastReceivedAt: null });
});

test('one refused item in twenty is told, a single slip is not', () => {
  expect(healthOf('app', [hour(0, { applied: 95, rejected: 5 })], NOW).status).toBe('REFUSED');
  expect(healthOf('app', [hour(0, { applied: 96, rejected: 4 })], NOW).status).toBe('HEALTHY');
  expect(healthOf('app', [hour(0, { applied: 3, rejected: 2 })], NOW).status).toBe('HEALTHY');
});

test('a day and a week are added up, and the latest arrival is named', () => {
  const health = healthOf('app', [hour(0, { late: 1 }), hour(23, { warned: 2 }), hour(24), hour(168)], NOW);
  expect(health.lastDay).toEqual({ applied: 20, late: 1, rejected: 0, warned: 2 });
  expect(health.lastWeek.applied).toBe(30);
  expect(health.lastReceivedAt).toEqual(NOW);
});
