import type { Worded } from '../catalogue/action.ts';

/** What each reason means, in words for the person it is about. Scores and models are not spoken of. */
export const SENTENCES: Readonly<Record<string, Worded>> = {
  FINANCIAL_STRESS_HIGH: {
    en: 'Your recent account activity suggests that money is very tight at the moment.',
    de: 'Ihre letzten Kontobewegungen deuten darauf hin, dass das Geld gerade sehr knapp ist.',
  },
  FINANCIAL_STRESS_MEDIUM: {
    en: 'Your recent account activity suggests that money may be getting tight.',
    de: 'Ihre letzten Kontobewegungen deuten darauf hin, dass das Geld knapp werden könnte.',
  },
  FINANCIAL_STRESS_LOW: {
    en: 'Your account has been a little busier than usual.',
    de: 'Auf Ihrem Konto war etwas mehr los als sonst.',
  },
  PROTECTION_PROTECTED: {
    en: 'We put help first for you at the moment and do not offer you credit or advertising.',
    de: 'Hilfe steht für Sie gerade an erster Stelle: Wir bieten Ihnen weder Kredit noch Werbung an.',
  },
  PROTECTION_WATCH: {
    en: 'We are taking particular care with what we suggest to you at the moment.',
    de: 'Wir achten gerade besonders darauf, was wir Ihnen vorschlagen.',
  },
  GENERALLY_USEFUL: {
    en: 'Many customers find this useful; nothing about you in particular led to it.',
    de: 'Viele Kundinnen und Kunden finden das nützlich; es beruht auf nichts Besonderem über Sie.',
  },
};

/** What is said of a reason that has no sentence of its own. */
export const OTHER: Worded = {
  en: 'It follows from how you have used your accounts lately.',
  de: 'Es ergibt sich daraus, wie Sie Ihre Konten zuletzt genutzt haben.',
};

/** How a protection is put to the person it is for. */
export const PROTECTION_SENTENCES: Readonly<Record<'NONE' | 'WATCH' | 'PROTECTED', Worded>> = {
  NONE: {
    en: 'There is no particular protection in place for you.',
    de: 'Für Sie gilt gerade kein besonderer Schutz.',
  },
  WATCH: SENTENCES['PROTECTION_WATCH']!,
  PROTECTED: SENTENCES['PROTECTION_PROTECTED']!,
};
