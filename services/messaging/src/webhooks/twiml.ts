const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** A TwiML answer with one message, or with none. */
export const twiml = (message: string | null): string => {
  const escaped = message?.replace(/[&<>"']/g, (character) => ESCAPES[character]!);
  return `<?xml version="1.0" encoding="UTF-8"?><Response>${escaped ? `<Message>${escaped}</Message>` : ''}</Response>`;
};
