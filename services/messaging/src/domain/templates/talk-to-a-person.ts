import type { Template } from './template.ts';

/** Offers a conversation with a human being. */
export const talkToAPerson: Template = {
  subject: {
    en: 'Shall we talk?',
    de: 'Sollen wir einmal sprechen?',
    fr: 'Et si nous en parlions ?',
    es: '¿Hablamos?',
  },
  text: {
    en:
      'Some things are easier said to a person. If you like, one of us calls you, when it suits you and in ' +
      'confidence. Just reply with a time.',
    de:
      'Manches bespricht man lieber mit einem Menschen. Wenn Sie mögen, rufen wir Sie an, wann es Ihnen passt und ' +
      'vertraulich. Antworten Sie einfach mit einer Uhrzeit.',
    fr:
      'Certaines choses se disent mieux de vive voix. Si vous voulez, l’un de nous vous appelle, à l’heure qui vous ' +
      'convient et en toute confidence. Répondez avec une heure.',
    es:
      'Hay cosas que se hablan mejor con una persona. Si quiere, le llamamos cuando le venga bien y con toda ' +
      'discreción. Responda con una hora.',
  },
};
