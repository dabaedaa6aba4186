import { currencyCode, decimal, instant, localDate, locale, timeZone } from '@rapport/contracts';
import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql';
import type { z } from 'zod';

/** A scalar whose values are strings of one schema, both ways. */
const scalar = (name: string, schema: z.ZodType<string, string>): GraphQLScalarType => {
  const read = (value: unknown): string => {
    const parsed = schema.safeParse(value);
    if (parsed.success) return parsed.data;
    throw new GraphQLError(`${name} ${parsed.error.issues[0]?.message ?? 'is not valid'}`);
  };
  return new GraphQLScalarType({
    name,
    serialize: (value) => (value instanceof Date ? value.toISOString() : String(value)),
    parseValue: read,
    parseLiteral: (node: ValueNode) => read(node.kind === Kind.STRING ? node.value : undefined),
  });
};

/** The scalars of common.graphql. */
export const scalars: Readonly<Record<string, GraphQLScalarType>> = Object.fromEntries(
  [
    scalar('DateTime', instant),
    scalar('LocalDate', localDate),
    scalar('Decimal', decimal),
    scalar('CurrencyCode', currencyCode),
    scalar('TimeZone', timeZone),
    scalar('Locale', locale),
  ].map((type) => [type.name, type]),
);
