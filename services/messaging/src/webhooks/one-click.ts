/** The field as a part of multipart/form-data (RFC 7578): its header lines, an empty line, the value. */
const PART =
  /content-disposition:\s*form-data;\s*name="?List-Unsubscribe"?[^\n]*\r?\n(?:[^\r\n]+\r?\n)*\r?\nOne-Click\r?\n/i;

/**
 * Whether a form asks for what RFC 8058 calls one-click unsubscribing: `List-Unsubscribe=One-Click`, in either of the
 * two encodings that mailboxes may send.
 */
export const asksToUnsubscribe = (body: unknown): boolean => {
  if (typeof body !== 'string') return false;
  return new URLSearchParams(body.trim()).get('List-Unsubscribe') === 'One-Click' || PART.test(body);
};
