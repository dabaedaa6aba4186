import { z } from 'zod';
import { type InputIssue, invalidInput } from '../errors.ts';
import { issuesOf } from '../parse-input.ts';
import { isTimeZone } from '../values.ts';
import { callShape, type MappingDocument, mappingIssues, mappingJoin, mappingName } from './mapping-document.ts';
import { fieldsIn } from './mapping-row.ts';
import { condition, mappingValue, template } from './mapping-value.ts';
import { strictlyNamed } from './strictly-named.ts';

/** How a customer's permission stands. */
export const ACCESS_STATUSES = ['VALID', 'EXPIRED', 'REVOKED'] as const;

const header = z
  .string('must be the name of a header')
  .regex(/^[A-Za-z0-9-]{1,64}$/, 'must be the name of a header, such as X-Signature')
  .transform((name) => name.toLowerCase());

const SCHEMES = {
  /** Standard Webhooks 1.0.0: `webhook-id`, `webhook-timestamp`, `webhook-signature`. */
  'standard-webhooks': strictlyNamed({ scheme: z.literal('standard-webhooks') }),
  /** HMAC-SHA256 over the raw body, or over `{timestamp}.{body}` where a header tells the time. */
  'hmac-sha256': strictlyNamed({
    scheme: z.literal('hmac-sha256'),
    header,
    encoding: z.enum(['hex', 'base64'], 'must be hex or base64').default('hex'),
    /** What stands before the signature, such as `sha256=`. */
    prefix: z.string().max(32).default(''),
    /** Unix seconds; bound into the signature. */
    timestampHeader: header.optional(),
  }),
  /** Plaid's `Plaid-Verification`: a JWT by ES256 with the hash of the body. */
  'plaid-jwt': strictlyNamed({ scheme: z.literal('plaid-jwt') }),
} as const;

/** How a source proves that it is who it says; secrets and keys come by settings and never by the file. */
export type SourceSignature = { [S in keyof typeof SCHEMES]: z.output<(typeof SCHEMES)[S]> }[keyof typeof SCHEMES];

const NO_SCHEME = `must name a scheme: ${Object.keys(SCHEMES).join(', ')}`;

/** One scheme, or several of which one must hold; a scheme is told by its name, so a typo is answered with its keys. */
const signatures = z.unknown().transform((raw, context): SourceSignature[] => {
  const several: unknown[] = Array.isArray(raw) ? raw : [raw];
  if (several.length === 0) context.addIssue({ code: 'custom', message: NO_SCHEME });
  return several.flatMap((one, index) => {
    const at = Array.isArray(raw) ? [index] : [];
    const named = (one as { scheme?: unknown } | null)?.scheme;
    const schema = Object.hasOwn(SCHEMES, String(named)) ? SCHEMES[named as keyof typeof SCHEMES] : null;
    if (!schema) context.addIssue({ code: 'custom', path: at, message: NO_SCHEME });
    const parsed = schema?.safeParse(one);
    for (const { path, message } of parsed?.error?.issues ?? []) {
      context.addIssue({ code: 'custom', path: [...at, ...path], message });
    }
    return parsed?.success ? [parsed.data] : [];
  });
});

const input = strictlyNamed({
  /** Where in the body the rows are, such as `transactions.booked`; left out: the body is the row, or the list. */
  rows: z.string().min(1).optional(),
  /** What names a row for good: a changed row with the same key is a correction. */
  key: template,
  joins: z.record(mappingName, mappingJoin).default({}),
});

const access = strictlyNamed({
  from: mappingName,
  when: condition.optional(),
  unless: condition.optional(),
  /** What the other side calls the permission. */
  accessId: mappingValue,
  /** VALID where left out. */
  status: mappingValue.default({ kind: 'template', template: 'VALID' }),
  /** Whose data it opens: the user id under which the bank knows them. */
  userId: mappingValue.optional(),
  /** When it was given or renewed; left out: when it was first heard of. Only a later one renews it. */
  grantedAt: mappingValue.optional(),
  validUntil: mappingValue.optional(),
  /** When it ended; left out: when that is heard. */
  endedAt: mappingValue.optional(),
});
/** How a row says that a customer gave, renewed or took back a permission. */
export type SourceAccess = z.output<typeof access>;

const call = strictlyNamed({
  ...callShape,
  /** The permission that the row rests on: the call is then about whoever gave it. */
  access: template.optional(),
});
/** A call that a row of a webhook makes. */
export type SourceCall = z.output<typeof call>;

const sourceDocument = strictlyNamed({
  source: z.string().regex(/^[a-z][a-z0-9-]{0,31}$/, 'must be a name of lower-case letters, digits and -'),
  description: z.string().optional(),
  signature: signatures,
  /** The time zone of dates that name none. */
  zone: z.string().refine(isTimeZone, 'must be an IANA time zone, such as Europe/Prague').default('UTC'),
  lookups: z.record(mappingName, z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]))).default({}),
  inputs: z.record(mappingName, input).refine((inputs) => Object.keys(inputs).length > 0, 'must name at least one'),
  accesses: z.array(access).default([]),
  /** How many days a permission may hold at most, whatever the other side says; the law's maximum. */
  validDaysMax: z.int().min(1).max(3_650).optional(),
  calls: z.array(call).default([]),
});

/** A source: how it signs, what of a body are rows, which permissions they tell of, and which calls they make. */
export type SourceDocument = Omit<z.output<typeof sourceDocument>, 'signature'> & {
  readonly signatures: readonly SourceSignature[];
};

type Raw = Readonly<Record<string, unknown>>;
const isRecord = (value: unknown): value is Raw => typeof value === 'object' && value !== null && !Array.isArray(value);

const FOR_FILES: Readonly<Record<string, string>> = {
  shiftDates: 'moves the past of an imported file; a webhook tells what happens now',
  parameters: 'are said when a file is imported; nobody is there to say them of a webhook',
  mapping: 'names a mapping of files; a webhook has a source',
  file: 'names an imported file; the rows of a webhook come in its body',
  format: 'is of an imported file; a webhook is JSON',
  delimiter: 'is of an imported file; a webhook is JSON',
  encoding: 'is of an imported file; a webhook is UTF-8',
  account: 'is for the shift of dates of an imported file',
  orderWithinDay: 'orders an imported file; of webhooks each comes by itself',
};

const isForFiles = (key: string): boolean => Object.hasOwn(FOR_FILES, key);

/** What is known to the mapping language and has no meaning here is told with its reason, and then left aside. */
const withoutFiles = (raw: unknown): { readonly rest: unknown; readonly issues: InputIssue[] } => {
  const issues: InputIssue[] = [];
  const strip = (node: unknown, place: string): unknown => {
    if (!isRecord(node)) return node;
    const entries = Object.entries(node);
    for (const [key] of entries.filter(([name]) => isForFiles(name))) {
      issues.push({ path: `${place}${key}`, message: `${FOR_FILES[key]}: leave it out` });
    }
    return Object.fromEntries(entries.filter(([key]) => !isForFiles(key)));
  };
  const top = strip(raw, '');
  if (!isRecord(top)) return { rest: raw, issues };
  const { inputs, calls } = top;
  const stripped = {
    ...(isRecord(inputs) && {
      inputs: Object.fromEntries(Object.entries(inputs).map(([name, one]) => [name, strip(one, `inputs.${name}.`)])),
    }),
    ...(Array.isArray(calls) && { calls: calls.map((one, index) => strip(one, `calls.${index}.`)) }),
  };
  return { rest: { ...top, ...stripped }, issues };
};

/** What every row sees beside the rows joined to it. */
const GIVEN = ['body', 'access', 'parameter'];

const givenIssues = ({ inputs }: z.output<typeof sourceDocument>): InputIssue[] =>
  Object.entries(inputs).flatMap(([name, { joins }]) =>
    GIVEN.filter((word) => Object.hasOwn(joins, word)).map((word) => ({
      path: `inputs.${name}.joins.${word}`,
      message: 'is a name that is given already: choose another',
    })),
  );

const PAYLOADS_WORD = ['userId', 'anonymousId', 'groupId', 'context', 'traits'] as const;

/** Whose data a feed brings is said by the permission alone, so a payload can never name somebody else. */
const accessIssues = ({ accesses, calls, inputs, validDaysMax }: z.output<typeof sourceDocument>): InputIssue[] => {
  if (calls.length === 0 && accesses.length === 0) return [{ path: 'calls', message: 'must list at least one call' }];
  if (accesses.length === 0) {
    return calls.flatMap(({ access: rests }, index) =>
      rests ? [{ path: `calls.${index}.access`, message: 'rests on nothing: say under accesses who grants it' }] : [],
    );
  }
  const unknown = accesses.flatMap(({ from }, index) =>
    Object.hasOwn(inputs, from) ? [] : [{ path: `accesses.${index}.from`, message: `${from} is no input` }],
  );
  const endless = validDaysMax
    ? []
    : [{ path: 'validDaysMax', message: 'is missing: say for how many days a permission may hold, such as 180' }];
  const untied = calls.flatMap((one, index) => {
    const path = `calls.${index}`;
    if (!one.access) return [{ path: `${path}.access`, message: 'is missing: say which permission the row rests on' }];
    const claims = PAYLOADS_WORD.filter((field) => one[field] !== undefined);
    return [
      ...claims.map((field) => ({
        path: `${path}.${field}`,
        message: 'must be left out: the permission says whose data it is',
      })),
      ...(one.type === 'track' ? [] : [{ path: `${path}.type`, message: 'must be track where data are permitted' }]),
      ...(fieldsIn(one.access).length > 0 ? [] : [{ path: `${path}.access`, message: 'must name a field of the row' }]),
    ];
  });
  return [...unknown, ...endless, ...untied];
};

/** A source as a mapping, which the language's own checks and `mapRow` understand. */
export const mappingOf = (source: Pick<SourceDocument, 'source' | 'zone' | 'lookups' | 'inputs' | 'calls'>) =>
  ({
    mapping: source.source,
    zone: source.zone,
    lookups: source.lookups,
    parameters: [],
    inputs: Object.fromEntries(
      Object.entries(source.inputs).map(([name, one]) => [
        name,
        { ...one, format: 'json', delimiter: ',', encoding: 'utf-8' },
      ]),
    ),
    calls: source.calls,
  }) satisfies MappingDocument;

/**
 * Checks the definition of a source, as it was read from YAML or JSON.
 * @throws RapportError INVALID_INPUT that says of each mistake where it is and what is allowed there
 */
export const parseSource = (raw: unknown): SourceDocument => {
  const { rest: cleaned, issues: misplaced } = withoutFiles(raw);
  const parsed = sourceDocument.safeParse(cleaned);
  if (!parsed.success) throw invalidInput([...misplaced, ...issuesOf(parsed.error)]);
  const { signature, ...rest } = parsed.data;
  const tied = {
    ...rest,
    calls: rest.calls.map((one) =>
      one.access ? { ...one, userId: { kind: 'template', template: '{access.userId}' } as const } : one,
    ),
  };
  const issues = [
    ...misplaced,
    ...givenIssues(parsed.data),
    ...accessIssues(parsed.data),
    ...mappingIssues(mappingOf(tied)),
  ];
  if (issues.length > 0) throw invalidInput(issues);
  return { ...tied, signatures: signature };
};
