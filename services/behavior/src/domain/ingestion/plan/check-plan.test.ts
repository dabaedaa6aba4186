import { fcOptions } from '@rapport/testkit';
import fc from 'fast-check';
import { checkPlan, type PlannedCall } from './check-plan.ts';
import { type EventRule, PROPERTY_TYPES, type PropertyRule, planRefusal, type TrackingPlan } from './tracking-plan.ts';

const price: PropertyRule = { name: 'price', type: 'NUMBER', isRequired: true, values: null };
const plan = (of: Partial<TrackingPlan>): TrackingPlan => ({
  source: 'app',
  version: 1,
  mode: 'STRICT',
  types: null,
  events: null,
  changedBy: 'operator',
  changedAt: new Date(0),
  reason: 'a test',
  ...of,
});
const bought = (rule: Partial<EventRule>) =>
  plan({ events: [{ event: 'Bought', properties: [], isClosed: false, ...rule }] });
const track = (properties: Record<string, unknown> = {}, event = 'Bought'): PlannedCall => ({
  type: 'track',
  event,
  properties,
});
const codes = (of: TrackingPlan, call: PlannedCall) => checkPlan(of, call).map(({ path, code }) => `${path} ${code}`);

test('a plan that names neither types nor events takes everything', () => {
  expect(codes(plan({}), track())).toEqual([]);
});

test('a type or an event that is not planned is told; other types have no event to be planned', () => {
  expect(codes(plan({ types: ['page'] }), track())).toEqual(['type UNPLANNED']);
  expect(codes(bought({}), track({}, 'Sold'))).toEqual(['event UNPLANNED']);
  expect(codes(bought({}), { type: 'page', event: null, properties: {} })).toEqual([]);
});

test('a property is told that is missing, of another type, not among its texts, or a stranger', () => {
  const rule = bought({ properties: [price], isClosed: true });
  expect(codes(rule, track({ price: 3 }))).toEqual([]);
  expect(codes(rule, track())).toEqual(['properties.price OFF_PLAN']);
  expect(codes(rule, track({ price: '3' }))).toEqual(['properties.price OFF_PLAN']);
  expect(codes(rule, track({ price: 3, colour: 'red' }))).toEqual(['properties OFF_PLAN']);
  const size: PropertyRule = { name: 'size', type: 'TEXT', isRequired: false, values: ['S', 'M'] };
  expect(codes(bought({ properties: [size] }), track({ size: 'L' }))).toEqual(['properties.size OFF_PLAN']);
  expect(codes(bought({ properties: [size] }), track())).toEqual([]);
});

test('a remedy never repeats what was sent', () => {
  const rule = bought({ properties: [price], isClosed: true });
  const told = checkPlan(rule, track({ price: 'secret-1', colour: 'secret-2' }));
  expect(told).toHaveLength(2);
  expect(JSON.stringify(told)).not.toContain('secret');
});

test('whatever is sent, a property breaks at most its own rule and is never read off the prototype', () => {
  const rules = fc.uniqueArray(
    fc.record({
      name: fc.constantFrom('price', 'size', 'toString', '__proto__'),
      type: fc.constantFrom(...PROPERTY_TYPES),
      isRequired: fc.boolean(),
      values: fc.constant(null),
    }),
    { selector: ({ name }) => name },
  );
  fc.assert(
    fc.property(rules, fc.jsonValue(), (properties, value) => {
      const told = checkPlan(bought({ properties }), track({ price: value }));
      expect(told.length).toBeLessThanOrEqual(properties.length);
      const needed = properties.filter(({ name, isRequired }) => name !== 'price' && isRequired);
      expect(told.filter(({ remedy }) => remedy.startsWith('is missing')).length).toBeGreaterThanOrEqual(needed.length);
    }),
    fcOptions(),
  );
});

test('a plan that contradicts itself is refused', () => {
  expect(planRefusal(bought({ properties: [price] }))).toBeNull();
  expect(planRefusal(bought({ properties: [price, price] }))).toBe('PROPERTY_TWICE');
  expect(planRefusal(bought({ properties: [{ ...price, values: ['1'] }] }))).toBe('VALUES');
  const twice = { event: 'Bought', properties: [], isClosed: false };
  expect(planRefusal(plan({ events: [twice, twice] }))).toBe('EVENT_TWICE');
});
