/** Encodings inside encodings that are looked through; nobody means more than that. */
const ROUNDS_MAX = 4;

const decodedOnce = (path: string): string | null => {
  try {
    return decodeURIComponent(path);
  } catch {
    return null;
  }
};

/**
 * Whether a request's target is a path that leads where it says: it begins with one slash and holds, however it is
 * encoded, no dot segments, backslashes or control characters with which another reader could end up elsewhere.
 */
export const isPlainPath = (target: string): boolean => {
  let path = target.split('?', 1)[0] ?? '';
  if (!path.startsWith('/')) return false;
  for (let round = 0; round < ROUNDS_MAX; round += 1) {
    if (path.startsWith('//') || /[\\#\p{Cc}]/u.test(path)) return false;
    if (path.split('/').some((segment) => /^\.{1,2}(;.*)?$/.test(segment))) return false;
    const decoded = decodedOnce(path);
    if (decoded === null) return false;
    if (decoded === path) return true;
    path = decoded;
  }
  return false;
};
