/**
 * A pure function that remembers its latest answers, so many: bookings are looked at several times in a batch, and the
 * same texts come again and again.
 */
export const remember = <Answer>(answerOf: (text: string) => Answer, max: number): ((text: string) => Answer) => {
  const known = new Map<string, Answer>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const answer = answerOf(text);
    if (known.size >= max) known.clear();
    known.set(text, answer);
    return answer;
  };
};
