/** Decimals are added as whole millionths, which is exact in any order. */
const PLACES = 6;
const ONE = 10n ** BigInt(PLACES);

/**
 * A number or decimal text as whole millionths, rounded half away from zero beyond the sixth place; null where it is
 * neither, or has more than 18 digits before the point.
 */
export const millionthsOf = (value: unknown): bigint | null => {
  const text = typeof value === 'number' || typeof value === 'string' ? String(value).trim() : '';
  const parts = /^(-?)(\d{1,18})(?:\.(\d{1,30}))?$/.exec(text);
  if (!parts) return null;
  const [, sign, whole, fraction = ''] = parts;
  const kept = BigInt(fraction.slice(0, PLACES).padEnd(PLACES, '0'));
  const size = BigInt(whole!) * ONE + kept + (Number(fraction[PLACES] ?? 0) >= 5 ? 1n : 0n);
  return sign ? -size : size;
};

/** Whole millionths as a decimal text without needless zeros: `-12.5`. */
export const decimalOf = (millionths: bigint): string => {
  const size = millionths < 0n ? -millionths : millionths;
  const fraction = String(size % ONE)
    .padStart(PLACES, '0')
    .replace(/0+$/, '');
  return `${millionths < 0n ? '-' : ''}${size / ONE}${fraction ? `.${fraction}` : ''}`;
};
