const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** How far a zone's clock is ahead of UTC at noon of a day, in milliseconds (IANA time zone database, by ICU). */
const readOffset = (format: Intl.DateTimeFormat, day: number): number => {
  const name = format.formatToParts(day * DAY_MS + DAY_MS / 2).find(({ type }) => type === 'timeZoneName')!.value;
  const [, sign, hours, minutes] = /([+-])(\d\d):(\d\d)/.exec(name) ?? [];
  const size = hours ? Number(hours) * HOUR_MS + Number(minutes) * MINUTE_MS : 0;
  return sign === '-' ? -size : size;
};

/** The offsets of one zone by day, each read once: there are few zones and few days. */
const offsetsOf = (zone: string): ((day: number) => number) => {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
  const offsets = new Map<number, number>();
  return (day) => {
    let offset = offsets.get(day);
    if (offset === undefined) {
      offset = readOffset(format, day);
      offsets.set(day, offset);
    }
    return offset;
  };
};

const zones = new Map<string, (day: number) => number>();

/** How far a zone is ahead of UTC, in milliseconds, by the number of the day. */
export const zoneOffsets = (zone: string): ((day: number) => number) => {
  let offsets = zones.get(zone);
  if (!offsets) {
    offsets = offsetsOf(zone);
    zones.set(zone, offsets);
  }
  return offsets;
};
