import { replyTo } from '../inbound/reply.ts';
import { understandStop } from '../inbound/understand-stop.ts';
import { TEMPLATES, templateOf, WORDINGS } from './catalogue.ts';
import { LANGUAGES, languageOf, renderTemplate, STOP_LINE, type Template } from './template.ts';

const values = { brand: 'Bank Example' };
const worded = [...WORDINGS].flatMap(([key, { templates }]) =>
  [...templates].map(([wording, template]) => ({ key: `${key}, ${wording}`, template })),
);
const single = [...TEMPLATES].map(([key, template]) => ({ key, template }));
const all = [...single, ...worded].flatMap((one) => LANGUAGES.map((language) => ({ ...one, language })));

test.each(all)('$key in $language names the bank, is short and ends with how to stop', ({ template, language }) => {
  const rendered = renderTemplate(template, { ...values, channel: 'SMS', locale: language });
  expect(template.text[language]).toBeDefined();
  expect(rendered).toMatchObject({ language, subject: null });
  expect(rendered.text).toMatch(/^Bank Example ?: \p{Lu}/u);
  expect(rendered.text.endsWith(STOP_LINE[language])).toBe(true);
  expect(rendered.text.length).toBeLessThanOrEqual(320);
});

test.each(all)('$key in $language has a subject that gives nothing away', ({ template, language }) => {
  const { subject, text } = renderTemplate(template, { ...values, channel: 'EMAIL', locale: language });
  expect(subject!.length).toBeLessThanOrEqual(60);
  // Locked screens show it: no word of money, instalments or fees.
  expect(subject).not.toMatch(/money|geld|argent|dinero|instalment|rate|mensualit|cuota|fee|gebühr|frais|comisi/i);
  expect(text).toBe(template.text[language]);
});

test('the wordings of a message differ in every language, and one that we do not have is the standard one', () => {
  for (const [key, { standard, templates }] of WORDINGS) {
    for (const language of LANGUAGES) {
      expect(new Set([...templates.values()].map(({ text }) => text[language])).size).toBe(templates.size);
    }
    expect(templateOf(key, 'shouted')).toBe(templates.get(standard));
    expect(templateOf(key, null)).toBe(templates.get(standard));
  }
  expect(templateOf('dance', null)).toBeNull();
});

test('the word that each language is told to answer with is understood as stop', () => {
  const words = LANGUAGES.map((language) => /[A-Z]{4,}/.exec(STOP_LINE[language])![0]);
  expect(words).toEqual(['STOP', 'STOPP', 'STOP', 'BAJA']);
  for (const word of words) expect(understandStop(word).intent).toBe('STOP');
});

test('a customer is written to in the language of their locale, and in English where there are no texts', () => {
  const texts = ['de-AT', 'de', 'fr-CA', 'es', 'pl-PL', null].map(languageOf);
  expect(texts).toEqual(['de', 'de', 'fr', 'es', 'en', 'en']);
  const half: Template = { subject: { en: 'Hello' }, text: { en: 'Hello.', de: 'Hallo.' } };
  const inGerman = (channel: 'SMS' | 'EMAIL') => renderTemplate(half, { ...values, channel, locale: 'de-DE' });
  expect(inGerman('SMS').text).toBe(`Bank Example: Hello. ${STOP_LINE.en}`);
  expect(inGerman('EMAIL')).toEqual({ language: 'en', subject: 'Hello', text: 'Hello.' });
});

test('a stop is confirmed once, without a word of marketing, and tells how to come back', () => {
  for (const language of LANGUAGES) {
    const reply = replyTo('STOP', { wasBlocked: false, language, ...values });
    expect(reply).toContain('START');
    expect(reply!.length).toBeLessThanOrEqual(160);
    expect(replyTo('STOP', { wasBlocked: true, language, ...values })).toBeNull();
    expect(replyTo('OTHER', { wasBlocked: false, language, ...values })).toBeNull();
  }
});
