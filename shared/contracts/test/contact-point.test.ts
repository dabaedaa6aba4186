import { fcOptions } from '@rapport/testkit';
import fc from 'fast-check';
import { contactPointIdOf, instantOfId, makeId, maskAddress, normaliseEmail, normalisePhone } from '../index.ts';

const key = new Uint8Array(32).fill(7);

test.each([
  ['+49 1555 0000001', '+4915550000001'],
  ['whatsapp:+4915550000001', '+4915550000001'],
  ['+1 (555) 010-9999', '+15550109999'],
  ['+49 (0)30 901820', '+4930901820'],
  ['+44 (0)20 7946 0958', '+442079460958'],
  ['tel:+49-30-901820;ext=5', '+4930901820'],
  ['+49 30 901820 ext. 5', '+4930901820'],
  ['+4930', null],
  ['+999 12345678', null],
  ['0155 0000001', null],
  ['no number', null],
  ['', null],
])('the number %j is %j', (raw, normalised) => expect(normalisePhone(raw)).toBe(normalised));

test.each([
  [' Ada@Example.ORG ', 'ada@example.org'],
  ['ada@bücher.example', 'ada@xn--bcher-kva.example'],
  ['ada@BÜCHER.example', 'ada@xn--bcher-kva.example'],
  ['ada@XN--BCHER-KVA.example', 'ada@xn--bcher-kva.example'],
  ['ada@example.org.', 'ada@example.org'],
  ['Jose\u0301@example.org', 'jos\u00e9@example.org'],
  ['JOS\u00c9@example.org', 'jos\u00e9@example.org'],
  ['ada@example..org', null],
  ['ada@.example.org', null],
  ['ada@localhost', null],
  ['ada', null],
  ['a b@example.org', null],
])('the mailbox %j is %j', (raw, normalised) => expect(normaliseEmail(raw)).toBe(normalised));

test('one line has one contact point, however it is written; another key or kind gives another', () => {
  const id = contactPointIdOf(key, 'PHONE', normalisePhone('+49 1555 0000001')!);
  expect(id).toMatch(/^cp_[0-7][0-9a-z]{25}$/);
  expect(contactPointIdOf(key, 'PHONE', normalisePhone('sms:+4915550000001')!)).toBe(id);
  expect(contactPointIdOf(new Uint8Array(32), 'PHONE', '+4915550000001')).not.toBe(id);
  expect(contactPointIdOf(key, 'EMAIL', '+4915550000001')).not.toBe(id);
});

test('a masked address is recognised by its owner and of no use to anybody else', () => {
  expect(maskAddress('PHONE', '+4915550000001')).toBe('+49•••••••••01');
  expect(maskAddress('EMAIL', 'ada@example.org')).toBe('a•••@example.org');
});

test('an id holds its instant, and ids sort by it', () => {
  const instants = fc.date({ min: new Date(0), max: new Date('2200-01-01'), noInvalidDate: true });
  const randoms = fc.uint8Array({ minLength: 10, maxLength: 10 });
  fc.assert(
    fc.property(instants, instants, randoms, randoms, (first, second, a, b) => {
      const [one, two] = [makeId('evt', first, a), makeId('evt', second, b)];
      expect(instantOfId(one)).toEqual(first);
      if (first < second) expect(one < two).toBe(true);
    }),
    fcOptions(),
  );
});
