import { evaluateValue, type MappedFlaw } from './evaluate-value.ts';
import { evaluationOf, type Mapping } from './map-row.ts';
import { holds, type MappingScope } from './mapping-row.ts';
import { UnreadableValue } from './read-decimal.ts';
import { ACCESS_STATUSES, type SourceAccess } from './source-document.ts';

/** What a row says of a customer's permission to read their data elsewhere. Instants are RFC 3339, UTC. */
export type AccessWord = {
  /** What the other side calls the permission: a consent id, an item id. */
  readonly accessId: string;
  /** VALID: it is given or renewed. EXPIRED, REVOKED: it has ended. */
  readonly status: (typeof ACCESS_STATUSES)[number];
  /** Whose data it opens. */
  readonly userId?: string;
  readonly grantedAt?: string;
  readonly validUntil?: string;
  readonly endedAt?: string;
};

/** What becomes of a row by one line of a source's accesses. */
export type MappedAccess =
  | { readonly result: 'WORD'; readonly word: AccessWord }
  | { readonly result: 'SKIPPED' }
  | { readonly result: 'FLAWED'; readonly flaws: readonly MappedFlaw[] };

const FIELDS = ['accessId', 'status', 'userId', 'grantedAt', 'validUntil', 'endedAt'] as const;
const ID = /^[\x21-\x7e]{1,128}$/;

const flawOf = (field: (typeof FIELDS)[number], value: unknown): string | null => {
  switch (field) {
    case 'accessId':
      return typeof value === 'string' && ID.test(value) ? null : 'must be 1 to 128 printable characters, no spaces';
    case 'status':
      return ACCESS_STATUSES.some((status) => status === value) ? null : `must be ${ACCESS_STATUSES.join(', ')}`;
    case 'userId':
      return value === undefined || typeof value === 'string' ? null : 'must be a text';
    default:
      return value === undefined || (typeof value === 'string' && value.includes('T')) ? null : 'must be an instant';
  }
};

/** Makes of a row what it says of a permission. Pure: the same row and instant give the same word. */
export const mapAccess = (declared: SourceAccess, scope: MappingScope, where: Mapping): MappedAccess => {
  if (declared.when && !holds(declared.when, scope)) return { result: 'SKIPPED' };
  if (declared.unless && holds(declared.unless, scope)) return { result: 'SKIPPED' };
  const evaluation = evaluationOf(scope, where);
  const flaws: MappedFlaw[] = [];
  const word: Record<string, unknown> = {};
  for (const field of FIELDS) {
    try {
      const value = declared[field] && evaluateValue(declared[field], evaluation);
      const why = flawOf(field, value);
      if (why) flaws.push({ path: field, message: why, why });
      else if (value !== undefined) word[field] = value;
    } catch (error) {
      if (!(error instanceof UnreadableValue)) throw error;
      flaws.push({ path: field, message: error.message, why: error.why });
    }
  }
  return flaws.length > 0 ? { result: 'FLAWED', flaws } : { result: 'WORD', word: word as AccessWord };
};
