/** A value that could not be read: the message says why and how to mend it. */
export class UnreadableValue extends Error {
  override readonly name = 'UnreadableValue';
}

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
    throw new UnreadableValue(`"${text.slice(0, 40)}" is no decimal with "${decimalSeparator}": ${remedy}`);
  }
  const clean = digits.replace(/^0+(?=\d)/, '');
  const number = fraction === undefined ? clean : `${clean}.${fraction}`;
  return sign === '-' && /[1-9]/.test(number) ? `-${number}` : number;
};

/** The same amount the other way. */
export const negated = (decimal: string): string => {
  if (decimal.startsWith('-')) return decimal.slice(1);
  return /[1-9]/.test(decimal) ? `-${decimal}` : decimal;
};
