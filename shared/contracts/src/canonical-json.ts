import canonicalize from 'canonicalize';

/** The one spelling of a JSON value (RFC 8785), fit for hashing. @throws where the value is not JSON */
export const canonicalJson = (value: unknown): string => {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('only JSON values have a canonical form');
  return text;
};
