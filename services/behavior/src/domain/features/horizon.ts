/** How far back days are read: the longest window, and long enough for a balance that has stood still. */
export const HORIZON_DAYS = 180;
