import type { Template } from './template.ts';

/** Says that a fee can be given back. */
export const feeWaiver: Template = {
  subject: {
    en: 'We would like to give something back',
    de: 'Wir möchten Ihnen etwas erstatten',
    fr: 'Nous aimerions vous rembourser quelque chose',
    es: 'Queremos devolverle algo',
  },
  text: {
    en:
      'You were charged a fee that we would rather give back. Just reply here and one of us takes care of it; you ' +
      'need not explain anything.',
    de:
      'Ihnen wurde eine Gebühr berechnet, die wir gern erstatten. Antworten Sie einfach hier, wir kümmern uns darum; ' +
      'erklären müssen Sie nichts.',
    fr:
      'Des frais vous ont été comptés, et nous préférons vous les rendre. Répondez simplement ici, nous nous en ' +
      'occupons, sans aucune explication à donner.',
    es:
      'Se le cobró una comisión que preferimos devolverle. Responda aquí y nos ocupamos; no tiene que explicar ' +
      'nada.',
  },
};
