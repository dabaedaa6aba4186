import { createHash } from 'node:crypto';
import { escapeHtml } from '../domain/email/compose-mail.ts';
import type { Language } from '../domain/templates/template.ts';

/** The pages behind an unsubscribe link: the question, what was done, and a link that is none of ours. */
export type UnsubscribePage = 'ASK' | 'DONE' | 'UNKNOWN';

type Words = { readonly title: string; readonly text: string };

const WORDS: Readonly<Record<Language, Readonly<Record<UnsubscribePage, Words>> & { readonly button: string }>> = {
  en: {
    button: 'Send no more e-mails',
    ASK: { title: 'No more e-mails?', text: 'We then write nothing more to this mailbox. Nothing else changes.' },
    DONE: { title: 'Done', text: 'We write nothing more to this mailbox.' },
    UNKNOWN: { title: 'This link leads nowhere', text: 'Please open it again from our e-mail, as a whole.' },
  },
  de: {
    button: 'Keine E-Mails mehr senden',
    ASK: {
      title: 'Keine E-Mails mehr?',
      text: 'Wir schreiben dann nichts mehr an dieses Postfach. Sonst ändert sich nichts.',
    },
    DONE: { title: 'Erledigt', text: 'Wir schreiben nichts mehr an dieses Postfach.' },
    UNKNOWN: { title: 'Dieser Link führt nirgendwohin', text: 'Bitte öffnen Sie ihn noch einmal aus unserer E-Mail.' },
  },
  fr: {
    button: 'Ne plus envoyer d’e-mails',
    ASK: {
      title: 'Plus d’e-mails ?',
      text: 'Nous n’écrirons alors plus à cette adresse. Rien d’autre ne change.',
    },
    DONE: { title: 'C’est fait', text: 'Nous n’écrirons plus à cette adresse.' },
    UNKNOWN: { title: 'Ce lien ne mène nulle part', text: 'Veuillez l’ouvrir à nouveau depuis notre e-mail.' },
  },
  es: {
    button: 'No enviar más correos',
    ASK: {
      title: '¿No más correos?',
      text: 'No volveremos a escribir a este buzón. Lo demás no cambia.',
    },
    DONE: { title: 'Hecho', text: 'No volveremos a escribir a este buzón.' },
    UNKNOWN: { title: 'Este enlace no lleva a ninguna parte', text: 'Ábralo de nuevo desde nuestro correo.' },
  },
};

const STYLE = [
  ':root{color-scheme:light dark}',
  'body{font:1.125rem/1.5 system-ui,sans-serif;max-width:32rem;margin:10vh auto;padding:0 1rem}',
  'button{font:inherit;padding:.75rem 1.25rem;border:2px solid;border-radius:.5rem;cursor:pointer}',
  'button:focus-visible{outline:3px solid;outline-offset:3px}',
].join('');

const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');

/** What every page is sent with: nothing from elsewhere, no frame around it, kept by nobody, told to nobody. */
export const PAGE_HEADERS: Readonly<Record<string, string>> = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy':
    `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; form-action 'self'; frame-ancestors 'none'; ` +
    "base-uri 'none'",
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-robots-tag': 'noindex',
};

/** A page in one language. It needs no script: its one button posts what a mailbox's one click posts. */
export const unsubscribePage = (page: UnsubscribePage, language: Language, brand: string): string => {
  const words = WORDS[language];
  const { title, text } = words[page];
  const form =
    '<form method="post"><input type="hidden" name="List-Unsubscribe" value="One-Click">' +
    `<button type="submit">${words.button}</button></form>`;
  return [
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8">`,
    '<meta name="viewport" content="width=device-width,initial-scale=1">',
    `<title>${title} – ${escapeHtml(brand)}</title><style>${STYLE}</style></head>`,
    `<body><main><p>${escapeHtml(brand)}</p><h1${page === 'DONE' ? ' role="status"' : ''}>${title}</h1>`,
    `<p>${text}</p>${page === 'ASK' ? form : ''}</main></body></html>`,
  ].join('\n');
};
