/** Takes one finished line for the person at the terminal; no line break, no personal data, no secret. */
export type Log = (line: string) => void;
