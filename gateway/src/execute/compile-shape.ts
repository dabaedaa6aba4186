import {
  type FieldNode,
  type GraphQLCompositeType,
  GraphQLError,
  type GraphQLNamedType,
  type GraphQLOutputType,
  isCompositeType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type SelectionNode,
} from 'graphql';
import { leafTest } from './leaf-test.ts';
import { reader, writer } from './own-value.ts';
import { type Data, Misfit, type Path } from './query-plan.ts';
import { fieldsOf, type Reading, type SelectedField } from './selections.ts';

/** One shaping of one answer. */
export type Shaping = {
  /** Values that do not fit the schema. */
  readonly errors: GraphQLError[];
  /** Where the shaping is. */
  readonly path: Path;
  /** Answers `__schema` and `__type`. */
  readonly introspect: (field: FieldNode) => unknown;
};

/** Null because the value does not fit, which is told already. */
const FAULTY = Symbol('faulty');
/** Null where null is not allowed: what is around it becomes null as well. */
const BUBBLE = Symbol('bubble');

/**
 * Brings what was fetched into the shape that the client asked for. The second time the same field is met, `shaped` is
 * what the first made of it, and is completed in place.
 */
type Shape = (value: unknown, shaping: Shaping, shaped: unknown) => unknown;

/** Shapes one field of an object; false where the object becomes null. */
type ShapeField = (from: Data, to: Data, shaping: Shaping) => boolean;

const tell = ({ errors, path }: Shaping, message: string): void => {
  errors.push(new GraphQLError(message, { path: [...path], extensions: { code: 'INVALID_GRAPHQL' } }));
};

const placeName = ({ path }: Shaping, type: GraphQLOutputType, parent: string): string => {
  const last = path.at(-1);
  return typeof last === 'number'
    ? `array element of type ${String(type)} at index ${last}`
    : `field ${parent}.${last}`;
};

const nonNullShape =
  (inner: Shape, type: GraphQLOutputType, parent: string): Shape =>
  (value, shaping, shaped) => {
    const made = inner(value, shaping, shaped);
    if (made === FAULTY) return BUBBLE;
    if (made !== null) return made;
    tell(shaping, `Cannot return null for non-nullable ${placeName(shaping, type, parent)}.`);
    return BUBBLE;
  };

const listShape =
  (inner: Shape): Shape =>
  (value, shaping, shaped) => {
    if (value === null) return null;
    if (!Array.isArray(value)) throw new Misfit('a subgraph answered no list for a list');
    const known = Array.isArray(shaped) ? shaped : null;
    const made: unknown[] = Array.from({ length: value.length });
    let isBroken = false;
    for (let index = 0; index < value.length; index += 1) {
      const before: unknown = known?.[index];
      if (before === null) {
        made[index] = null;
        continue;
      }
      shaping.path.push(index);
      const item = inner(value[index], shaping, before);
      shaping.path.pop();
      if (item === BUBBLE) isBroken = true;
      made[index] = item === FAULTY ? null : item;
    }
    return isBroken ? FAULTY : made;
  };

const leafShape = (isFit: (value: unknown) => boolean, type: GraphQLOutputType, parent: string): Shape => {
  return (value, shaping) => {
    if (value === null) return null;
    if (isFit(value)) return value;
    tell(shaping, `Invalid value found for ${placeName(shaping, type, parent)}.`);
    return FAULTY;
  };
};

/** Where a selection stands. */
type Standing = {
  /** The type in whose selection it is. */
  readonly parent: string;
  readonly reading: Reading;
  /** Whether an earlier selection may have shaped the same objects already. */
  readonly isAgain: boolean;
};

/** Makes the functions that shape what a selection says, one for each type that an object turns out to be of. */
const objectShapes = (selections: readonly SelectionNode[], type: GraphQLCompositeType, standing: Standing) => {
  const { reading, isAgain } = standing;
  const byTypename = new Map<string | undefined, ShapeField[] | null>();
  const compile = (typename: string | undefined): ShapeField[] | null => {
    const actual = typename ? reading.schema.getType(typename) : type;
    if (!isCompositeType(actual)) return null;
    return compileFields(fieldsOf(selections, { within: type, on: actual, typename }, reading), reading, isAgain);
  };
  return (typename: string | undefined): ShapeField[] | null => {
    let fields = byTypename.get(typename);
    if (fields === undefined) {
      fields = compile(typename);
      // Names of types that there are not are as many as a subgraph likes.
      if (fields) byTypename.set(typename, fields);
    }
    return fields;
  };
};

const objectShape = (selections: readonly SelectionNode[], type: GraphQLCompositeType, standing: Standing): Shape => {
  const shapesOf = objectShapes(selections, type, standing);
  return (value, shaping, shaped) => {
    if (value === null) return null;
    if (typeof value !== 'object') throw new Misfit('a subgraph answered no object for an object');
    const from = value as Data;
    const typename = from['__typename'];
    if (typename !== undefined && typeof typename !== 'string') throw new Misfit('a type is named by no word');
    const fields = shapesOf(typename || undefined);
    if (!fields) {
      tell(shaping, `Invalid __typename found for object at ${placeName(shaping, type, standing.parent)}.`);
      return FAULTY;
    }
    const to = (shaped ?? {}) as Data;
    for (const shapeField of fields) if (!shapeField(from, to, shaping)) return FAULTY;
    return to;
  };
};

/** The shape of a field's type, lists and non-nulls included. */
const shapeOfType = (type: GraphQLOutputType, below: readonly SelectionNode[], standing: Standing): Shape => {
  const { parent } = standing;
  if (isNonNullType(type)) return nonNullShape(shapeOfType(type.ofType, below, standing), type.ofType, parent);
  if (isListType(type)) return listShape(shapeOfType(type.ofType, below, standing));
  return isLeafType(type) ? leafShape(leafTest(type), type, parent) : objectShape(below, type, standing);
};

/** What an object is, for the client: by its own word if that is a type, otherwise by where it stands. */
const typenameField = (name: string, on: GraphQLCompositeType, { schema }: Reading): ShapeField => {
  const [read, put] = [reader(name), writer(name)];
  return (from, to) => {
    const said = read(from) ?? from['__typename'];
    const named: GraphQLNamedType | undefined = typeof said === 'string' ? schema.getType(said) : undefined;
    const type = named ?? on;
    // An interface says that the call which would have told the type has failed.
    if (!isObjectType(type)) return false;
    put(to, type.name);
    return true;
  };
};

const introspectionField = (name: string, node: FieldNode): ShapeField => {
  const put = writer(name);
  return (_from, to, { introspect }) => {
    put(to, introspect(node));
    return true;
  };
};

const dataField = (name: string, selected: SelectedField, reading: Reading, isAgain: boolean): ShapeField => {
  const { node, below, within, on } = selected;
  const field = isObjectType(within) || isInterfaceType(within) ? within.getFields()[node.name.value] : undefined;
  if (!field) throw new Misfit(`the schema has no field ${within.name}.${node.name.value}`);
  const [read, put] = [reader(name), writer(name)];
  const shape = shapeOfType(field.type, below, { parent: on.name, reading, isAgain });
  return (from, to, shaping) => {
    const before = isAgain ? read(to) : undefined;
    // What is null stays so, and what has nothing below it is complete the first time.
    if (before === null || (before !== undefined && below.length === 0)) return true;
    shaping.path.push(name);
    const made = shape(read(from) ?? null, shaping, before);
    shaping.path.pop();
    if (made === BUBBLE) return false;
    put(to, made === FAULTY ? null : made);
    return true;
  };
};

const compileFields = (fields: readonly SelectedField[], reading: Reading, isAgain: boolean): ShapeField[] => {
  const met = new Set<string>();
  return fields.flatMap((field): ShapeField[] => {
    const { node, on } = field;
    const name = (node.alias ?? node.name).value;
    const isRepeated = met.has(name);
    met.add(name);
    if (node.name.value === '__typename') return [typenameField(name, on, reading)];
    if (node.name.value === '__schema' || node.name.value === '__type') {
      return isRepeated ? [] : [introspectionField(name, node)];
    }
    return [dataField(name, field, reading, isRepeated || isAgain)];
  });
};

/**
 * Makes the function that shapes a whole answer: the fields that the client asked for, in the client's order, with
 * null, and an error, for what does not fit the schema. Null stands for the whole where a null goes all the way up.
 * @throws Misfit where an object, a list and a value are so mixed up that nothing can be told of them
 */
export const compileShape = (
  selections: readonly SelectionNode[],
  root: GraphQLCompositeType,
  reading: Reading,
): ((data: Data, shaping: Shaping) => Data | null) => {
  const fieldsFor = (typename: string | undefined) =>
    compileFields(fieldsOf(selections, { within: root, on: root, typename }, reading), reading, false);
  const fields = fieldsFor(undefined);
  return (data, shaping) => {
    const to: Data = {};
    const typename = data['__typename'];
    // Hardly ever: a subgraph that calls the root something else.
    const isOdd = typeof typename === 'string' && typename !== '' && typename !== root.name;
    for (const shapeField of isOdd ? fieldsFor(typename) : fields) if (!shapeField(data, to, shaping)) return null;
    return to;
  };
};
