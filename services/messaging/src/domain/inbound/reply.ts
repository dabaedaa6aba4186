import type { Intent } from '../conversation.ts';
import type { Language, TemplateValues } from '../templates/template.ts';

type Reply = (values: TemplateValues) => string;

/**
 * What is answered to STOP, START and HELP. The confirmation of a STOP is one message and holds no marketing
 * (47 CFR 64.1200(a)(12)).
 */
const REPLIES: Readonly<Record<Exclude<Intent, 'OTHER'>, Readonly<Record<Language, Reply>>>> = {
  STOP: {
    en: ({ brand }) => `${brand}: Understood. You will get no more messages here. Reply START if you change your mind.`,
    de: ({ brand }) => `${brand}: Verstanden. Sie erhalten hier keine Nachrichten mehr. Mit START geht es wieder los.`,
    fr: ({ brand }) => `${brand} : c'est noté. Vous ne recevrez plus de messages ici. Répondez START pour reprendre.`,
    es: ({ brand }) => `${brand}: Entendido. No recibirá más mensajes aquí. Responda START si cambia de opinión.`,
  },
  START: {
    en: ({ brand }) => `${brand}: Welcome back. We may write to you here again. Reply STOP to get no more messages.`,
    de: ({ brand }) => `${brand}: Willkommen zurück. Wir dürfen Ihnen hier wieder schreiben. Mit STOPP ist Schluss.`,
    fr: ({ brand }) => `${brand} : bon retour. Nous pouvons de nouveau vous écrire ici. Répondez STOP pour arrêter.`,
    es: ({ brand }) => `${brand}: Bienvenido de nuevo. Podemos volver a escribirle aquí. Responda BAJA para parar.`,
  },
  HELP: {
    en: ({ brand }) => `${brand}: Write to us here or talk to us in the app. Reply STOP to get no more messages.`,
    de: ({ brand }) => `${brand}: Schreiben Sie uns hier oder in der App. Mit STOPP ist Schluss.`,
    fr: ({ brand }) => `${brand} : écrivez-nous ici ou parlez-nous dans l’application. Répondez STOP pour arrêter.`,
    es: ({ brand }) => `${brand}: Puede escribirnos aquí o hablarnos en la app. Responda BAJA para parar.`,
  },
};

/** The text that answers an intent; null where people answer, or where a STOP is in force already and was confirmed. */
export const replyTo = (
  intent: Intent,
  { wasBlocked, language, ...values }: TemplateValues & { readonly wasBlocked: boolean; readonly language: Language },
): string | null => {
  if (intent === 'OTHER' || (intent === 'STOP' && wasBlocked)) return null;
  return REPLIES[intent][language](values);
};
