import { isSignedByTwilio, twilioSignature } from './twilio-signature.ts';
import { twiml } from './twiml.ts';

// The vector of Twilio's own documentation.
const token = '12345';
const url = 'https://mycompany.com/myapp.php?foo=1&bar=2';
const parameters = {
  CallSid: 'CA1234567890ABCDE',
  Caller: '+14158675309',
  Digits: '1234',
  From: '+14158675309',
  To: '+18005551212',
};
const signature = 'RSOYDt4T1cUTdK1PDd93/VVr8B8=';

test("Twilio's own example has the signature that Twilio says", () => {
  expect(twilioSignature(token, url, parameters)).toBe(signature);
  expect(isSignedByTwilio(token, { signature, url, parameters })).toBe(true);
});

test('the port may be spelt out or left out by either side', () => {
  const withPort = twilioSignature(token, url.replace('.com', '.com:443'), parameters);
  expect(isSignedByTwilio(token, { signature: withPort, url, parameters })).toBe(true);
  const behindProxy = url.replace('.com', '.com:8443');
  expect(isSignedByTwilio(token, { signature, url: behindProxy, parameters })).toBe(true);
});

test('the query may be signed in its older encoding', () => {
  const written = 'https://mycompany.com/hook?name=a%27b+c';
  const legacy = twilioSignature(token, "https://mycompany.com/hook?name=a'b%20c", parameters);
  expect(isSignedByTwilio(token, { signature: legacy, url: written, parameters })).toBe(true);
});

test('values of one name count once each, in order', () => {
  const several = { MediaUrl: ['b', 'a', 'b'] };
  expect(twilioSignature(token, url, several)).toBe(twilioSignature(token, url, { MediaUrl: ['a', 'b'] }));
});

test.each([
  ['another token', '54321', { signature, url, parameters }],
  ['another sender', token, { signature, url, parameters: { ...parameters, From: '+14158675310' } }],
  ['a parameter more', token, { signature, url, parameters: { ...parameters, Extra: '1' } }],
  ['another path', token, { signature, url: url.replace('myapp', 'other'), parameters }],
  ['no signature', token, { signature: undefined, url, parameters }],
  ['an empty signature', token, { signature: '', url, parameters }],
])('a forged call with %s is refused', (_, key, call) => expect(isSignedByTwilio(key, call)).toBe(false));

test('a reply cannot break out of its TwiML', () => {
  expect(twiml(`<Dial>"O'Hara" & Co</Dial>`)).toContain(
    '<Message>&lt;Dial&gt;&quot;O&apos;Hara&quot; &amp; Co&lt;/Dial&gt;</Message>',
  );
  expect(twiml(null)).toBe('<?xml version="1.0" encoding="UTF-8"?><Response></Response>');
});
