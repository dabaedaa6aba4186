import type { Template } from './template.ts';

const subject: Template['subject'] = {
  en: 'Something that may make things easier',
  de: 'Etwas, das es leichter machen kann',
  fr: 'Une idée pour vous faciliter les choses',
  es: 'Algo que puede facilitarle las cosas',
};

/** Offers smaller instalments to somebody for whom money has become tight: what we can do, in plain words. */
export const repaymentPlanPlain: Template = {
  subject,
  text: {
    en:
      'Money can get tight, and we would like to help early. We can spread what is due over smaller instalments ' +
      'that suit you. Reply here or look in the app.',
    de:
      'Manchmal wird das Geld knapp, und wir möchten früh helfen. Wir können offene Beträge auf kleinere Raten ' +
      'verteilen, die zu Ihnen passen. Antworten Sie einfach hier oder schauen Sie in die App.',
    fr:
      "L'argent manque parfois, et nous aimerions vous aider tôt. Nous pouvons étaler ce qui est dû en mensualités " +
      'plus petites. Répondez ici ou ouvrez l’application.',
    es:
      'A veces el dinero no alcanza y queremos ayudarle a tiempo. Podemos repartir lo pendiente en cuotas más ' +
      'pequeñas. Responda aquí o entre en la app.',
  },
};

/** The same offer, beginning with the person instead of the money. */
export const repaymentPlanWarm: Template = {
  subject,
  text: {
    en:
      'Some months are harder than others, and that happens to many of us. You are not alone with it: if smaller ' +
      'instalments would help, we find a plan together. Reply here or look in the app.',
    de:
      'Manche Monate sind schwerer als andere, das geht vielen so. Sie sind damit nicht allein: Wenn kleinere Raten ' +
      'helfen, finden wir gemeinsam einen Weg. Antworten Sie einfach hier oder schauen Sie in die App.',
    fr:
      'Certains mois sont plus durs que d’autres, cela arrive à beaucoup. Rien ne vous oblige à y faire face sans ' +
      'aide : si des mensualités plus petites vous aident, trouvons une solution ensemble. Répondez ici ou ouvrez ' +
      'l’application.',
    es:
      'Hay meses más difíciles que otros, y le pasa a mucha gente. No tiene por qué llevarlo a solas: si le ayudan ' +
      'cuotas más pequeñas, buscamos juntos una salida. Responda aquí o entre en la app.',
  },
};
