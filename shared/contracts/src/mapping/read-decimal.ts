/** A value that could not be read: the message quotes it and says how to mend it; `why` says the same without it. */
export class UnreadableValue extends Error {
  override readonly name = 'UnreadableValue';
  readonly why: string;

  constructor(message: string, why: string) {
    super(message);
    this.why = why;
  }
}

/** That a text could not be read. @param why what is wrong and how to mend it, as it goes on after the text */
export const unreadable = (text: string, why: string): UnreadableValue =>
  new UnreadableValue(`"${text.slice(0, 40)}" ${why}`, why);

/**
 * Reads a decimal as another system writes it, into the house's own form, such as `-1234.50`.
 * @throws UnreadableValue where it is none; a comma is never guessed at: 1,234 may be a thousand or one
 */
export const readDecimal = (
  text: string,
  { decimalSeparator, groupSeparator }: { decimalSeparator: '.' | ','; groupSeparator?: string | undefined },
): string => {
  const [, sign = '', size = ''] = /^([+-]?)\s*(.*)$/.exec(text.trim().replaceAll('\u00a0', ' ')) ?? [];
  const [whole = '', fraction, ...more] = size.split(decimalSeparator);
  const groups = groupSeparator ? whole.split(groupSeparator) : [whole];
  const isGrouped = groups.length === 1 || (groups.slice(1).every((group) => group.length === 3) && groups[0] !== '');
  const digits = groups.join('');
  const isDecimal =
    more.length === 0 && /^\d+$/.test(digits) && (fraction === undefined || /^\d+$/.test(fraction)) && isGrouped;
  if (!isDecimal) {
    const other = decimalSeparator === '.' ? ',' : '.';
    const remedy = size.includes(other)
      ? `say in the mapping what it means (decimalSeparator: "${other}", or groupSeparator: "${other}")`
      : `write it like 1234${decimalSeparator}50`;
    throw unreadable(text, `is no decimal with "${decimalSeparator}": ${remedy}`);
  }
  const clean = digits.replace(/^0+(?=\d)/, '');
  const number = fraction === undefined ? clean : `${clean}.${fraction}`;
  return sign === '-' && /[1-9]/.test(number) ? `-${number}` : number;
};

/** An amount that counts smallest units, with its point. @throws UnreadableValue where it has one already */
export const fromMinorUnits = (decimal: string, places: number): string => {
  const [, sign = '', digits = ''] = /^(-?)(\d+)$/.exec(decimal) ?? [];
  if (digits === '') throw unreadable(decimal, 'is no whole number of the smallest unit');
  const padded = digits.padStart(places + 1, '0');
  return `${sign}${padded.slice(0, -places)}.${padded.slice(-places)}`;
};

/** The same amount the other way. */
export const negated = (decimal: string): string => {
  if (decimal.startsWith('-')) return decimal.slice(1);
  return /[1-9]/.test(decimal) ? `-${decimal}` : decimal;
};
