import type { ContactRule } from './rule.ts';

const STEP_MS = 900_000;

const hourFormats = new Map<string, Intl.DateTimeFormat>();

/** The hour of the day, 0 to 23, at an instant in a zone. */
export const localHour = (at: Date, timeZone: string): number => {
  const format =
    hourFormats.get(timeZone) ?? new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', hourCycle: 'h23' });
  hourFormats.set(timeZone, format);
  return Number(format.format(at));
};

const isQuiet = (hour: number, { fromHour, untilHour }: { fromHour: number; untilHour: number }): boolean =>
  fromHour > untilHour ? hour >= fromHour || hour < untilHour : hour >= fromHour && hour < untilHour;

/**
 * Nobody is disturbed at night where they live. The end is found in steps of a quarter of an hour, the finest offset
 * of any zone, so that changes of the clocks are right by themselves. An unknown zone counts as UTC.
 */
export const quietHoursRule: ContactRule = ({ channel, now, policy, purpose, timeZone }) => {
  const { quiet, quietChannels, urgent, version } = policy;
  const ground = `${version}:quiet-hours:${quiet.fromHour}-${quiet.untilHour}:${timeZone ?? 'UTC'}`;
  if (urgent.includes(purpose) || !quietChannels.includes(channel))
    return { ground: `${ground}:exempt`, forbids: null };
  const zone = timeZone ?? 'UTC';
  if (!isQuiet(localHour(now, zone), quiet)) return { ground, forbids: null };
  let until = Math.ceil((now.getTime() + 1) / STEP_MS) * STEP_MS;
  while (isQuiet(localHour(new Date(until), zone), quiet)) until += STEP_MS;
  return { ground, forbids: { reason: 'QUIET_HOURS', until: new Date(until) } };
};
