import { z } from 'zod';

/** ISO 4217 alphabetic codes in use, as the runtime's own locale data lists them. */
const CURRENCIES = new Set(Intl.supportedValuesOf('currency'));

/** Whether a name is an IANA time zone that this runtime knows. */
export const isTimeZone = (name: string): boolean => {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
};

const isLocale = (tag: string): boolean => {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
};

/** An exact decimal as a string with up to 18 digits before the point and 6 after it. */
export const decimal = z
  .string('must be a decimal as a string, such as "-12.50"')
  .regex(/^-?\d{1,18}(\.\d{1,6})?$/, 'must be a decimal as a string with a point, such as "-12.50"');

export const currencyCode = z
  .string()
  .refine((code) => CURRENCIES.has(code), 'must be an ISO 4217 currency code, such as "EUR"');

export const timeZone = z.string().refine(isTimeZone, 'must be an IANA time zone, such as "Europe/Berlin"');

export const locale = z.string().refine(isLocale, 'must be a BCP 47 language tag, such as "de-DE"');

/** An instant, RFC 3339 with an offset, kept as UTC with milliseconds. */
export const instant = z.iso
  .datetime({ offset: true, error: 'must be an RFC 3339 instant, such as "2026-03-01T09:30:00Z"' })
  .transform((text) => new Date(text).toISOString());

/** An instant as the house itself writes it. */
export const utcInstant = z.iso.datetime();

export const localDate = z.iso.date('must be a calendar day, such as "2026-03-01"');
