import { asksToUnsubscribe } from './one-click.ts';

const part = (name: string, value: string) =>
  `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n--b--\r\n`;

test.each([
  ['a form', 'List-Unsubscribe=One-Click'],
  ['a form that ends its line', 'List-Unsubscribe=One-Click\r\n'],
  ['a form with more', 'x=1&List-Unsubscribe=One-Click'],
  ['parts', part('List-Unsubscribe', 'One-Click')],
  [
    'parts with a type',
    part('List-Unsubscribe', 'One-Click').replace('\r\n\r\n', '\r\nContent-Type: text/plain\r\n\r\n'),
  ],
])('%s asks to unsubscribe', (_, body) => expect(asksToUnsubscribe(body)).toBe(true));

test.each([
  ['nothing', undefined],
  ['an empty form', ''],
  ['another value', 'List-Unsubscribe=No'],
  ['another field', 'Unsubscribe=One-Click'],
  ['a part of another name', part('Other', 'One-Click')],
  ['a part with another value', part('List-Unsubscribe', 'One-Clicks')],
])('%s does not', (_, body) => expect(asksToUnsubscribe(body)).toBe(false));
