import type { Language } from '../templates/template.ts';

/** What an e-mail is made of. */
export type MailParts = {
  readonly messageId: string;
  readonly subject: string;
  readonly text: string;
  readonly language: Language;
  readonly brand: string;
  readonly from: { readonly name: string | null; readonly address: string };
  readonly to: string;
  readonly unsubscribeUrl: string;
  readonly unsubscribeToken: string;
  readonly date: Date;
};

/** An e-mail, ready to be encoded. */
export type Mail = {
  readonly from: { readonly name: string; readonly address: string };
  readonly to: string;
  readonly subject: string;
  readonly messageId: string;
  readonly date: Date;
  readonly text: string;
  readonly html: string;
  readonly headers: Readonly<Record<string, string>>;
};

const UNSUBSCRIBE: Readonly<Record<Language, string>> = {
  en: 'No more e-mails from us',
  de: 'Keine E-Mails mehr von uns',
  fr: 'Ne plus recevoir d’e-mails de notre part',
  es: 'No recibir más correos nuestros',
};

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** A text as it may stand in HTML, inside quoted attributes too. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"]/g, (character) => ESCAPES[character]!);

const htmlOf = ({ text, language, brand, unsubscribeUrl }: MailParts): string =>
  [
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8">`,
    '<meta name="viewport" content="width=device-width"></head>',
    '<body style="font-family:sans-serif;font-size:16px;line-height:1.5;max-width:36em">',
    `<p>${escapeHtml(text)}</p><p>${escapeHtml(brand)}</p>`,
    `<p><a href="${escapeHtml(unsubscribeUrl)}">${UNSUBSCRIBE[language]}</a></p></body></html>`,
  ].join('\n');

/**
 * An e-mail with its way out: a link in both parts, and the two headers by which mailboxes offer one click (RFC 2369,
 * RFC 8058). The Message-ID (RFC 5322) follows from our message id, so that a copy can be told from another message.
 */
export const composeMail = (parts: MailParts): Mail => {
  const { messageId, subject, text, language, brand, from, to, unsubscribeUrl, unsubscribeToken, date } = parts;
  const mailto = `mailto:${from.address}?subject=${encodeURIComponent(`unsubscribe ${unsubscribeToken}`)}`;
  return {
    from: { name: from.name ?? brand, address: from.address },
    to,
    subject,
    messageId: `<${messageId}@${from.address.split('@')[1]}>`,
    date,
    text: `${text}\n\n${brand}\n\n-- \n${UNSUBSCRIBE[language]}: ${unsubscribeUrl}\n`,
    html: htmlOf(parts),
    headers: {
      'List-Unsubscribe': `<${mailto}>, <${unsubscribeUrl}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      // RFC 3834: no machine should answer to it.
      'Auto-Submitted': 'auto-generated',
      'Content-Language': language,
    },
  };
};
