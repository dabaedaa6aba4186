import type { Assignment } from './assign.ts';
import { type Exposure, standingsOf } from './exposure.ts';

const assignment: Assignment = {
  experimentKey: 'wording',
  flagKey: 'wording',
  inExperiment: true,
  variationKey: 'warm',
  value: 'warm',
  hashVersion: 2,
};
const met = (variationKey: string, at: string, own: Partial<Exposure> = {}): Exposure => ({
  customerId: 'cus_1',
  experimentKey: 'wording',
  variationKey,
  exposureId: 'out_1',
  exposedAt: new Date(at),
  ...own,
});

test('being assigned is not having met anything', () => {
  const elsewhere = met('warm', '2026-03-02T11:00:00Z', { experimentKey: 'timing' });
  expect(standingsOf([assignment], [elsewhere])).toEqual([
    { ...assignment, exposedAt: null, exposedVariationKey: null },
  ]);
});

test('what a customer met first counts, whatever is drawn now', () => {
  const [earlier, later] = [
    met('plain', '2026-03-02T11:00:00Z', { customerId: 'cus_0' }),
    met('warm', '2026-03-03T11:00:00Z'),
  ];
  for (const exposures of [
    [earlier, later],
    [later, earlier],
  ]) {
    const [standing] = standingsOf([assignment], exposures);
    expect(standing).toMatchObject({
      variationKey: 'warm',
      exposedVariationKey: 'plain',
      exposedAt: earlier.exposedAt,
    });
  }
});
