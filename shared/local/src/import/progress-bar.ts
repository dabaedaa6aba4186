const WIDTH = 30;
const LINE_EVERY_MS = 5_000;

/** Where progress is shown; a terminal is drawn over, anything else gets a line now and then. */
export type Screen = { readonly isTTY?: boolean; write(text: string): unknown };

/** Shows how far it is with so many `things`: a bar, the share, the count and the rate so far. */
export const progressBar = (screen: Screen, clockMs: () => number = () => performance.now(), things = 'calls') => {
  const begun = clockMs();
  let shownAt = Number.NEGATIVE_INFINITY;
  return (sent: number, total: number): void => {
    const now = clockMs();
    const isEnd = sent === total;
    if (total === 0 || (!screen.isTTY && !isEnd && now - shownAt < LINE_EVERY_MS)) return;
    shownAt = now;
    const full = Math.round((WIDTH * sent) / total);
    const rate = Math.round(sent / Math.max((now - begun) / 1_000, 0.001));
    const percent = String(Math.floor((100 * sent) / total)).padStart(3);
    const bar = `${'█'.repeat(full)}${'░'.repeat(WIDTH - full)}`;
    const text = `${bar} ${percent} %  ${sent} of ${total} ${things}  ${rate}/s`;
    screen.write(screen.isTTY ? `\r${text}${isEnd ? '\n' : ''}` : `${text}\n`);
  };
};
