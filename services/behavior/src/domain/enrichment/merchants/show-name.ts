const LENGTH_MAX = 60;
const isAbbreviation = (word: string): boolean => word.length <= 3 && !/[AEIOUÄÖÜY]/.test(word);

/** A name in capitals as people write it: `BLUE BOTTLE COFFEE` is Blue Bottle Coffee, `BVG` stays; null where empty. */
export const showName = (name: string): string | null =>
  name === ''
    ? null
    : name
        .slice(0, LENGTH_MAX)
        .split(' ')
        .map((word) => (isAbbreviation(word) ? word : word.slice(0, 1) + word.slice(1).toLowerCase()))
        .join(' ');
