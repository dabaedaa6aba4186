import type { Channel } from '@rapport/contracts';

/** The languages that messages are written in; more are added text by text. */
export const LANGUAGES = ['en', 'de', 'fr', 'es'] as const;
export type Language = (typeof LANGUAGES)[number];

/** What a text may name. */
export type TemplateValues = { readonly brand: string };

/** One text in several languages. English is always there: it is what everybody else gets. */
export type Texts = { readonly en: string } & { readonly [L in Language]?: string };

/**
 * What a message says. The subject is for e-mail; it stands on locked screens and in shared mailboxes, so it tells
 * nothing about the customer's situation.
 */
export type Template = { readonly subject: Texts; readonly text: Texts };

/** A message in words: `subject` is null on channels that have none. */
export type Rendered = { readonly language: Language; readonly subject: string | null; readonly text: string };

/** The language of a BCP 47 tag, such as `de` of `de-AT`; English where there are no texts in it. */
export const languageOf = (locale: string | null): Language => {
  const language = locale?.split('-')[0]?.toLowerCase();
  return LANGUAGES.find((known) => known === language) ?? 'en';
};

/** How to stop, in the language of the message: the last sentence of every text message sent by the bank itself. */
export const STOP_LINE: Readonly<Record<Language, string>> = {
  en: 'Reply STOP to get no more messages.',
  de: 'Mit STOPP erhalten Sie keine Nachrichten mehr.',
  fr: 'Répondez STOP pour ne plus recevoir de messages.',
  es: 'Responda BAJA para no recibir más mensajes.',
};

/** How a name is followed by what it says: French sets a space before the colon. */
const COLON: Readonly<Record<Language, string>> = { en: ':', de: ':', fr: ' :', es: ':' };

/**
 * A template in words for a locale: its language, else English. A text message begins with the bank's name and ends
 * with how to stop; an e-mail names its sender itself, and how to stop is added with the link.
 */
export const renderTemplate = (
  { subject, text }: Template,
  { channel, locale, brand }: TemplateValues & { readonly channel: Channel; readonly locale: string | null },
): Rendered => {
  const wanted = languageOf(locale);
  const language = text[wanted] && subject[wanted] ? wanted : 'en';
  const words = text[language] ?? text.en;
  if (channel === 'EMAIL') return { language, subject: subject[language] ?? subject.en, text: words };
  return { language, subject: null, text: `${brand}${COLON[language]} ${words} ${STOP_LINE[language]}` };
};
