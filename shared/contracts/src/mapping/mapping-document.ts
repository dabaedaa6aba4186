import { z } from 'zod';
import { type InputIssue, invalidInput } from '../errors.ts';
import { CALL_TYPES } from '../ingest.ts';
import { issuesOf } from '../parse-input.ts';
import { TRACK_SCHEMAS } from '../published/index.ts';
import { isTimeZone } from '../values.ts';
import { condition, mappingValue, template } from './mapping-value.ts';
import { strictlyNamed, unknownWord } from './strictly-named.ts';

/** A name that a mapping gives to something. */
export const mappingName = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9_-]{0,63}$/, 'must be a name of letters, digits, - and _');
const name = mappingName;
const values = z.record(z.string(), mappingValue);

export const mappingJoin = strictlyNamed({
  /** The input whose rows are looked up. */
  input: name,
  /** Field of the looked-up row → template over this row that it must equal. */
  on: z.record(z.string(), template).refine((on) => Object.keys(on).length > 0, 'must name at least one field'),
  when: condition.optional(),
  /** Exactly one row, at most one, or any number. */
  take: z.enum(['one', 'oneOrNone', 'many']).default('one'),
});
export type MappingJoin = z.output<typeof mappingJoin>;

const input = strictlyNamed({
  /** The name of its files; `*` stands for any characters. Left out where rows come by themselves (a webhook). */
  file: z.string().min(1).optional(),
  format: z.enum(['csv', 'json', 'ndjson']).default('csv'),
  delimiter: z.string().length(1, 'must be one character').default(','),
  encoding: z.string().default('utf-8'),
  /** Where in a JSON document the list of rows is, such as `data.transactions`; left out: the document is the list. */
  rows: z.string().optional(),
  /** What names a row for good: a changed row with the same key is a correction. */
  key: template,
  /** The account whose shift of dates holds for the row. */
  account: template.optional(),
  joins: z.record(name, mappingJoin).default({}),
});
export type MappingInput = z.output<typeof input>;

/** What a call may say. */
export const callShape = {
  from: name,
  type: z.enum(CALL_TYPES, `must be one of ${CALL_TYPES.join(', ')}`),
  event: z.string().min(1).max(256).optional(),
  userId: mappingValue.optional(),
  anonymousId: mappingValue.optional(),
  groupId: mappingValue.optional(),
  /** When it was so; left out: when it is sent. Of one fact told twice, the later word wins. */
  timestamp: mappingValue.optional(),
  when: condition.optional(),
  unless: condition.optional(),
  properties: values.optional(),
  traits: values.optional(),
  context: values.optional(),
  /** For bookings that say only their day: put those of one day into the order in which their balances follow. */
  orderWithinDay: z.literal('runningBalance', 'can only be runningBalance').optional(),
};
const call = strictlyNamed(callShape);
export type MappingCall = z.output<typeof call>;

/** A mapping document: how rows of another system become calls of the ingestion API. */
export const mappingDocument = strictlyNamed({
  /** What the mapping is called; part of every messageId. */
  mapping: name,
  description: z.string().optional(),
  /** The time zone of dates that name none. */
  zone: z.string().refine(isTimeZone, 'must be an IANA time zone, such as Europe/Prague').default('UTC'),
  /** What must be said when it is used, as `{parameter.name}`. */
  parameters: z.array(name).default([]),
  /** Moves every account's dates so that its last transaction is today; fixed at the account's first import. */
  shiftDates: strictlyNamed({ lastTransaction: z.literal('today', 'can only be today') }).optional(),
  lookups: z.record(name, z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]))).default({}),
  inputs: z.record(name, input).refine((inputs) => Object.keys(inputs).length > 0, 'must name at least one'),
  calls: z.array(call).min(1, 'must list at least one call'),
});
export type MappingDocument = z.output<typeof mappingDocument>;

const unknownInputs = ({ inputs, calls }: MappingDocument): InputIssue[] => {
  const known = Object.keys(inputs);
  const said = [
    ...calls.map(({ from }, index) => ({ path: `calls.${index}.from`, word: from })),
    ...Object.entries(inputs).flatMap(([where, { joins }]) =>
      Object.entries(joins).map(([as, { input: word }]) => ({ path: `inputs.${where}.joins.${as}.input`, word })),
    ),
  ];
  return said
    .filter(({ word }) => !known.includes(word))
    .map(({ path, word }) => ({ path, message: unknownWord(word, known) }));
};

type Node = Readonly<Record<string, unknown>>;
const nodesIn = (value: unknown, path: string): { path: string; node: Node }[] => {
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.entries(value).flatMap(([key, below]) => nodesIn(below, `${path}.${key}`));
  return Array.isArray(value) ? inner : [{ path, node: value as Node }, ...inner];
};

const unknownNames = ({ inputs, calls, lookups }: MappingDocument): InputIssue[] =>
  calls.flatMap((one, index) => {
    const joins = Object.keys(inputs[one.from]?.joins ?? {});
    return nodesIn(one, `calls.${index}`).flatMap(({ path, node }) => {
      const known = node['kind'] === 'lookup' ? Object.keys(lookups) : node['kind'] === 'each' ? joins : null;
      const word = String(node['lookup'] ?? node['each']);
      return known && !known.includes(word) ? [{ path, message: unknownWord(word, known) }] : [];
    });
  });

/** The names of a published event's properties. */
const propertiesOf = (event: string): string[] | null => {
  const schema = TRACK_SCHEMAS.get(event)?.properties;
  return schema instanceof z.ZodObject ? Object.keys(schema.shape) : null;
};

const wrongCalls = ({ calls, inputs, shiftDates }: MappingDocument): InputIssue[] =>
  calls.flatMap((one, index) => {
    const path = `calls.${index}`;
    const known = one.event && one.type === 'track' ? propertiesOf(one.event) : null;
    return [
      one.type === 'track' && !one.event ? { path: `${path}.event`, message: 'is missing: a track names it' } : [],
      !one.userId && !one.anonymousId ? { path: `${path}.userId`, message: 'is missing: say who it is about' } : [],
      Object.keys(one.properties ?? {}).flatMap((key) =>
        known && !known.includes(key) ? [{ path: `${path}.properties`, message: unknownWord(key, known) }] : [],
      ),
      one.orderWithinDay && one.event !== 'Transaction Posted'
        ? { path: `${path}.orderWithinDay`, message: 'is for Transaction Posted only' }
        : [],
      shiftDates && one.event === 'Transaction Posted' && !inputs[one.from]?.account
        ? { path: `inputs.${one.from}.account`, message: 'is missing: shiftDates needs to know whose dates they are' }
        : [],
    ].flat();
  });

/** What is wrong with a document of the right shape: names that lead nowhere, fields that nobody publishes. */
export const mappingIssues = (document: MappingDocument): InputIssue[] => [
  ...unknownInputs(document),
  ...unknownNames(document),
  ...wrongCalls(document),
];

/**
 * Checks a mapping document, as it was read from YAML or JSON.
 * @throws RapportError INVALID_INPUT that says of each mistake where it is and what is allowed there
 */
export const parseMapping = (raw: unknown): MappingDocument => {
  const parsed = mappingDocument.safeParse(raw);
  if (!parsed.success) throw invalidInput(issuesOf(parsed.error));
  const issues = mappingIssues(parsed.data);
  if (issues.length > 0) throw invalidInput(issues);
  return parsed.data;
};
