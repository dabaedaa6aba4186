import type { z } from 'zod';
import { type InputIssue, invalidInput } from './errors.ts';

/** The issues of a failed parse, each with the path at which it was found, such as `batch.3.properties.amount`. */
export const issuesOf = (error: z.ZodError, root = ''): InputIssue[] =>
  error.issues.map(({ path, message }) => ({
    path: [...(root ? [root] : []), ...path.map(String)].join('.') || 'input',
    message,
  }));

/** Parses input from outside. @throws RapportError INVALID_INPUT that lists every issue with its path */
export const parseInput = <S extends z.ZodType>(schema: S, input: unknown, root = ''): z.output<S> => {
  const parsed = schema.safeParse(input);
  if (!parsed.success) throw invalidInput(issuesOf(parsed.error, root));
  return parsed.data;
};
