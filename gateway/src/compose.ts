import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { composeServices } from '@apollo/composition';
import { commonSchema } from '@rapport/platform';
import { type DocumentNode, GraphQLError, parse } from 'graphql';

/** A service's part of the graph: its name and the text of its `schema.graphql`. */
export type SubgraphSchema = { readonly name: string; readonly schema: string };

/** Schemas that do not make one graph; each message begins with the subgraph's name in brackets. */
export class CompositionError extends Error {
  override readonly name = 'CompositionError';
  readonly messages: readonly string[];

  constructor(messages: readonly string[]) {
    super(`the schemas do not make one graph:\n${messages.map((message) => `  ${message}`).join('\n')}`);
    this.messages = messages;
  }
}

const HEADER = `# What the schemas of services/* compose to: the whole graph, and which service answers which field.
# Made by \`npm run compose\`; a test keeps it fresh. Do not edit it.
`;

const SERVICES = new URL('../../services/', import.meta.url);

/** The file that holds the composed supergraph. */
export const SUPERGRAPH_FILE = fileURLToPath(new URL('../supergraph.graphql', import.meta.url));

/** Every service's schema, as it lies in the repository, in the order of their names. */
export const readSubgraphSchemas = (): SubgraphSchema[] =>
  readdirSync(SERVICES)
    .sort()
    .map((name) => ({ name, schema: readFileSync(new URL(`${name}/schema.graphql`, SERVICES), 'utf8') }));

const parseSchema = ({ name, schema }: SubgraphSchema): DocumentNode | string => {
  const common = `${commonSchema()}\n`;
  try {
    return parse(common + schema, { noLocation: true });
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    // The place is told as the author of the service's file sees it.
    const line = (error.locations?.[0]?.line ?? 1) - common.split('\n').length + 1;
    return `[${name}] ${error.message} (schema.graphql, line ${line})`;
  }
};

/**
 * Composes the supergraph. Its URLs are placeholders: where the services really are is a setting.
 * @returns SDL of the supergraph with a header
 * @throws CompositionError that names every error and its subgraph
 */
export const composeSupergraph = (schemas: readonly SubgraphSchema[]): string => {
  const parsed = schemas.map((subgraph) => ({ name: subgraph.name, typeDefs: parseSchema(subgraph) }));
  const unreadable = parsed.map(({ typeDefs }) => typeDefs).filter((typeDefs) => typeof typeDefs === 'string');
  if (unreadable.length > 0) throw new CompositionError(unreadable);
  const services = parsed.flatMap(({ name, typeDefs }) =>
    typeof typeDefs === 'string' ? [] : [{ name, url: `http://${name}/graphql`, typeDefs }],
  );
  const { errors, supergraphSdl } = composeServices(services);
  if (errors) throw new CompositionError(errors.map(({ message }) => message));
  return `${HEADER}${supergraphSdl.trim()}\n`;
};

if (import.meta.main) {
  try {
    writeFileSync(SUPERGRAPH_FILE, composeSupergraph(readSubgraphSchemas()));
    process.stdout.write('gateway/supergraph.graphql is fresh\n');
  } catch (error) {
    process.stderr.write(`${error instanceof CompositionError ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}
