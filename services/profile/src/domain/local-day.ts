/** The calendar day, ISO 8601, that an instant falls on in a time zone. */
export const localDay = (at: Date, timeZone: string): string => {
  const parts = new Intl.DateTimeFormat('en', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  const told = new Map(parts.formatToParts(at).map(({ type, value }) => [type, value]));
  return `${told.get('year')}-${told.get('month')}-${told.get('day')}`;
};
