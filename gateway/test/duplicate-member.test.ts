import fc from 'fast-check';
import { duplicateMember } from '../src/duplicate-member.ts';

test.each([
  ['{"roles":["a"],"roles":["b"]}', 'roles'],
  [String.raw`{"roles":1,"rol\u0065s":2}`, 'roles'],
  ['{"a":{"b":1,"b":2}}', 'b'],
  ['[{"a":1},{"a":1,"a":2}]', 'a'],
  ['{"":1,"":2}', ''],
  ['{"__proto__":1,"__proto__":2}', '__proto__'],
])('%s holds a name twice', (text, name) => expect(duplicateMember(text)).toBe(name));

test('what was written from an object holds no name twice, whatever its strings say', () => {
  fc.assert(fc.property(fc.jsonValue(), (value) => duplicateMember(JSON.stringify(value)) === null));
  expect(duplicateMember(String.raw`{"a":"\",\"a\":1","b":"{}[]:,"}`)).toBeNull();
});
