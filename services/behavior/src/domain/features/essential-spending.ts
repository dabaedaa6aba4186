/**
 * Merchant categories of what people cannot do without (ISO 18245): food, housing, energy, telephone, health,
 * transport to work, insurance, schooling, and cash.
 */
const ESSENTIAL_MCCS = new Set(
  [
    '5411 5422 5441 5451 5462 5499 5300 5311',
    '6513 4900 4814 4899 5983',
    '5912 8011 8021 8031 8041 8042 8043 8049 8050 8062 8071 8099',
    '4111 4112 4131 5541 5542 5552 6300 8211 8351 6010 6011',
  ].flatMap((codes) => codes.split(' ')),
);

/**
 * Whether money out was for what one cannot do without. What has no merchant (rent, standing orders, direct debits)
 * counts: it will be asked for again.
 */
export const isEssential = (mcc: string | null): boolean => mcc === null || ESSENTIAL_MCCS.has(mcc);
