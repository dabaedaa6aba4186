const TOKENS = /"(?:[^"\\]|\\.)*"|[{}[\],:]/g;

/**
 * The first name that one object of a JSON text holds twice, or null. Readers differ in which of two they take, so a
 * text with two is not to be believed (RFC 7519, section 4; RFC 8725). The text is valid JSON.
 */
export const duplicateMember = (json: string): string | null => {
  const open: (Set<string> | null)[] = [];
  let last = '';
  for (const [token] of json.matchAll(TOKENS)) {
    if (token === '{') open.push(new Set());
    else if (token === '[') open.push(null);
    else if (token === '}' || token === ']') open.pop();
    else if (token === ':') {
      // Escapes are undone first: "rol\u0065s" is "roles".
      const name = String(JSON.parse(last));
      const names = open.at(-1);
      if (names?.has(name)) return name;
      names?.add(name);
    }
    last = token;
  }
  return null;
};
