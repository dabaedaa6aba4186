import type { Template } from './template.ts';

/** Points to an overview of spending, for somebody who wants to see where the money goes. */
export const spendingOverview: Template = {
  subject: {
    en: 'Your overview of this month',
    de: 'Ihre Übersicht für diesen Monat',
    fr: 'Votre aperçu du mois',
    es: 'Su resumen del mes',
  },
  text: {
    en:
      'Your overview of this month is ready in the app: what came in, what went out and what is still to come. It ' +
      'takes a minute and changes nothing by itself.',
    de:
      'Ihre Übersicht für diesen Monat liegt in der App: was kam, was ging und was noch ansteht. Sie dauert eine ' +
      'Minute und verändert von sich aus nichts.',
    fr:
      'Votre aperçu du mois est prêt dans l’application : ce qui est entré, sorti, et ce qui reste à venir. Une ' +
      'minute suffit, et rien ne change sans vous.',
    es:
      'Su resumen del mes está en la app: lo que entró, lo que salió y lo que falta. Le llevará un minuto y no ' +
      'cambia nada por sí solo.',
  },
};
