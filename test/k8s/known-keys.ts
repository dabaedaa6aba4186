// The validators of kubernetes-models let keys pass that Kubernetes does not know: a misspelt probe would be no probe.
// The type declarations beside them say which keys there are.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync, type TSInterfaceDeclaration, type TSType } from 'oxc-parser';

/** A declared type, and the file that names what it refers to. */
type Declared = { readonly type: TSType; readonly file: string };
type Declaration = {
  readonly properties: ReadonlyMap<string, Declared>;
  readonly imports: ReadonlyMap<string, string>;
};

const fileOf = (specifier: string, from: string): string =>
  specifier.startsWith('.')
    ? join(dirname(from), specifier.replace(/\.js$/, '.d.ts'))
    : fileURLToPath(import.meta.resolve(specifier)).replace(/\.js$/, '.d.ts');

const declarations = new Map<string, Declaration>();

/** What the first interface of a file declares; a file without one (a quantity, an instant) declares nothing. */
const declarationIn = (file: string): Declaration => {
  const known = declarations.get(file);
  if (known) return known;
  const { module, program } = parseSync(file, readFileSync(file, 'utf8'));
  const imports = module.staticImports.flatMap(({ entries, moduleRequest }) =>
    entries.map(({ localName }) => [localName.value, moduleRequest.value] as const),
  );
  const declared = program.body
    .map((node) => (node.type === 'ExportNamedDeclaration' ? node.declaration : node))
    .find((node): node is TSInterfaceDeclaration => node?.type === 'TSInterfaceDeclaration');
  const properties = (declared?.body.body ?? []).flatMap((member) =>
    member.type === 'TSPropertySignature' && member.key.type === 'Literal' && member.typeAnnotation
      ? [[String(member.key.value), { type: member.typeAnnotation.typeAnnotation, file }] as const]
      : [],
  );
  const declaration = { properties: new Map(properties), imports: new Map(imports) };
  declarations.set(file, declaration);
  return declaration;
};

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const unknownIn = (value: unknown, { type, file }: Declared, path: string): string[] => {
  if (type.type !== 'TSTypeReference' || type.typeName.type !== 'Identifier') return [];
  if (type.typeName.name === 'Array') {
    const item = type.typeArguments?.params[0];
    if (!item || !Array.isArray(value)) return [];
    return value.flatMap((element, index) => unknownIn(element, { type: item, file }, `${path}/${index}`));
  }
  const specifier = declarationIn(file).imports.get(type.typeName.name);
  return specifier ? unknownInFile(value, fileOf(specifier, file), path) : [];
};

const unknownInFile = (value: unknown, file: string, path: string): string[] => {
  const { properties } = declarationIn(file);
  if (!isObject(value) || properties.size === 0) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const declared = properties.get(key);
    return declared ? unknownIn(inner, declared, `${path}/${key}`) : [`${path}/${key} is not known to Kubernetes`];
  });
};

/** Keys of a document that its kind does not have, each by its path. */
export const unknownKeys = (document: unknown, apiVersion: string, kind: string): string[] =>
  unknownInFile(document, fileOf(`kubernetes-models/${apiVersion}/${kind}`, ''), '');
