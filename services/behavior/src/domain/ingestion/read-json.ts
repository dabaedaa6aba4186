/** Where a text stops being JSON. */
export type JsonFault = { readonly position: number; readonly line: number; readonly column: number };

const messageOf = (text: string): string | null => {
  try {
    JSON.parse(text);
    return null;
  } catch (error) {
    return (error as SyntaxError).message;
  }
};

/** V8 names no position for an unexpected token: it stands at the end of the shortest prefix that has one. */
const positionOfToken = (text: string): number => {
  let [good, bad] = [0, text.length];
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (messageOf(text.slice(0, middle))?.startsWith('Unexpected token')) bad = middle;
    else good = middle;
  }
  return bad - 1;
};

/** Parses JSON; what is malformed is told by its position and never by its content. */
export const readJson = (text: string): { readonly value: unknown } | { readonly fault: JsonFault } => {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch (error) {
    const { message } = error as SyntaxError;
    const named = /at position (\d+)/.exec(message)?.[1];
    const token = message.startsWith('Unexpected token') ? positionOfToken(text) : text.length;
    const position = named ? Number(named) : token;
    const before = text.slice(0, position).split('\n');
    return { fault: { position, line: before.length, column: before.at(-1)!.length + 1 } };
  }
};
