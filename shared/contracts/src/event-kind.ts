import { z } from 'zod';
import { DATA_CLASSES, type DataClass } from './data-class.ts';
import { type DomainEvent, type Envelope, envelope } from './envelope.ts';

/** The services that publish events; each has a stream of its own. */
export const DOMAINS = [
  'profile',
  'behavior',
  'consent',
  'decisioning',
  'messaging',
  'experimentation',
  'partners',
] as const;
export type Domain = (typeof DOMAINS)[number];

/**
 * A kind of event, declared once.
 * STATE carries the whole state of one aggregate: the highest sequence per (aggregate, kind) wins.
 * FACT is applied exactly once, in any order.
 */
export type EventKind<D = unknown> = {
  readonly domain: Domain;
  /** `rapport.<domain>.<thing>.<happened>`, to which the id of what it is about is appended when published. */
  readonly subject: string;
  /** CloudEvents type: the subject and the schema's version. */
  readonly type: string;
  readonly kind: 'STATE' | 'FACT';
  readonly version: number;
  readonly description: string;
  readonly schema: z.ZodType<D>;
  /** The highest class of data inside, for the envelope. */
  readonly dataClass: DataClass;
  readonly example: D;
};

const CLASS_ORDER: readonly DataClass[] = DATA_CLASSES;

/** Every (path, data class) of a schema's leaves; a leaf without a class has `undefined`. */
export const dataClassesOf = (schema: z.ZodType): { path: string; dataClass: DataClass | undefined }[] => {
  type Json = { type?: string; properties?: Record<string, Json>; items?: Json; anyOf?: Json[]; dataClass?: DataClass };
  const walk = (node: Json, path: string): { path: string; dataClass: DataClass | undefined }[] => {
    if (node.dataClass) return [{ path, dataClass: node.dataClass }];
    // That a value is absent is as sensitive as its other branch says.
    if (node.type === 'null') return [];
    if (node.properties)
      return Object.entries(node.properties).flatMap(([key, child]) => walk(child, `${path}.${key}`));
    if (node.items) return walk(node.items, `${path}[]`);
    if (node.anyOf) return node.anyOf.flatMap((branch) => walk(branch, path));
    return [{ path, dataClass: undefined }];
  };
  return walk(z.toJSONSchema(schema, { unrepresentable: 'any' }) as Json, 'data');
};

const highestClass = (schema: z.ZodType): DataClass =>
  dataClassesOf(schema).reduce<DataClass>(
    (highest, { dataClass }) =>
      dataClass && CLASS_ORDER.indexOf(dataClass) > CLASS_ORDER.indexOf(highest) ? dataClass : highest,
    'OPERATIONAL',
  );

/** Declares a kind of event; the example must fit the schema (a test parses every one). */
export const eventKind = <D>(declared: {
  name: `${Domain}.${string}.${string}`;
  kind: 'STATE' | 'FACT';
  version: number;
  description: string;
  schema: z.ZodType<D>;
  example: NoInfer<D>;
  /** Where it does not go to the producer's own stream. */
  subject?: string;
}): EventKind<D> => {
  const { name, subject = `rapport.${name}`, ...rest } = declared;
  return {
    ...rest,
    domain: name.split('.')[0] as Domain,
    subject,
    type: `rapport.${name}.v${declared.version}`,
    dataClass: highestClass(declared.schema),
  };
};

/** Reads an envelope from its bytes. @throws SyntaxError or ZodError where it is none */
export const readEnvelope = (bytes: Uint8Array): Envelope =>
  envelope.parse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));

/** Reads the data of an envelope of a known kind. @throws ZodError where it does not fit the contract */
export const readEvent = <D>(kind: EventKind<D>, wire: Envelope): DomainEvent<D> => ({
  id: wire.id,
  type: wire.type,
  about: wire.subject,
  sequence: Number(wire.sequence),
  time: new Date(wire.time),
  recordedTime: new Date(wire.recordedtime),
  causationId: wire.causationid,
  correlationId: wire.correlationid,
  traceparent: wire.traceparent,
  data: kind.schema.parse(wire.data),
});
