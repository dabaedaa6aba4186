/** A sleep that can be ended early. A ring that comes while nobody sleeps makes the next sleep end at once. */
export type Alarm = {
  sleep(ms: number): Promise<void>;
  ring(): void;
};

export const createAlarm = (): Alarm => {
  let hasRung = false;
  let wake = () => {};
  return {
    sleep: (ms) =>
      new Promise((resolve) => {
        const timer = setTimeout(resolve, hasRung ? 0 : ms);
        hasRung = false;
        wake = () => {
          clearTimeout(timer);
          hasRung = false;
          resolve();
        };
      }),
    ring: () => {
      hasRung = true;
      wake();
    },
  };
};

/** Waits so many milliseconds. */
export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
