import { removing } from './narration-rule.ts';

/** The web around a name: `WWW.`, `HTTPS://`, `.COM/BILL`, `.DE`. */
export const stripDomain = removing(
  'web address',
  /^(HTTPS?:\/\/)?(WWW\.)?/,
  /(?<=[A-Z0-9]{2})\.(COM|DE|NET|ORG|CO\.UK|UK|EU|IO|IN|CO|AT|CH|FR|ES|IT|NL|APP|TV)(?=[\s/*]|$)(\/\S*)?/g,
);
