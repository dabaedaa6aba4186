import { type Finding, fine, note, wrong } from './finding.ts';

/** Permits live for a second, statements for a minute: clocks of one house may not differ by more than this. */
const OFFSET_MS_MAX = 1_000;

/** Compares another machine's clock with ours. @param between our clock just before and just after it was asked */
export const checkClock = (whose: string, theirs: Date, between: readonly [number, number]): Finding => {
  const [before, after] = between;
  const at = theirs.getTime();
  const offsetMs = at < before ? at - before : Math.max(0, at - after);
  const check = `clock of ${whose}`;
  return Math.abs(offsetMs) <= OFFSET_MS_MAX
    ? fine(check, `${Math.round(offsetMs)} ms from this machine's`)
    : wrong(check, `${Math.round(offsetMs)} ms from this machine's`, 'set both by NTP: timedatectl set-ntp true');
};

/** The house may live at another instant, for a story; never in production. */
export const checkHouseClock = (clockOffsetMs: number, nodeEnv: string): Finding => {
  const check = 'clock of the house';
  if (clockOffsetMs === 0) return fine(check, 'the real time');
  const found = `it is ${new Date(Date.now() + clockOffsetMs).toISOString()} there`;
  return nodeEnv === 'production'
    ? wrong(check, found, 'leave RAPPORT_NOW and CLOCK_OFFSET_MS out and start it again')
    : note(check, found);
};
