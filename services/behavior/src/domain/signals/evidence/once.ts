/** An answer about something that is worked out once for each, and kept for as long as that is. */
export const once = <Of extends object, Answer>(answerOf: (of: Of) => Answer): ((of: Of) => Answer) => {
  const known = new WeakMap<Of, { readonly answer: Answer }>();
  return (of) => {
    let kept = known.get(of);
    if (!kept) {
      kept = { answer: answerOf(of) };
      known.set(of, kept);
    }
    return kept.answer;
  };
};
