/** How often something happened in hours of a day, UTC: pairs of hour and count, by hour. */
export type Hours = readonly (readonly [hour: number, count: number])[];

export const joinHours = (a: Hours, b: Hours): Hours => {
  const counts = new Map(a);
  for (const [hour, count] of b) counts.set(hour, (counts.get(hour) ?? 0) + count);
  return [...counts].sort(([one], [other]) => one - other);
};
