import { unknownKeys } from './known-keys.ts';
import { type Manifest, titleOf } from './manifest.ts';

type Model = new (document: unknown) => { validate(): void };

/** The model of a kind. @throws when this version of Kubernetes has no such kind */
const modelOf = async ({ apiVersion, kind }: Manifest): Promise<Model> => {
  const module = (await import(`kubernetes-models/${apiVersion}/${kind}`)) as Record<string, Model>;
  return module[kind]!;
};

/** What Kubernetes would refuse about a document: wrong types, missing and unknown keys, versions that go. */
export const checkSchema = async (manifest: Manifest): Promise<string[]> => {
  const title = titleOf(manifest);
  if (/alpha|beta/.test(manifest.apiVersion)) return [`${title}: ${manifest.apiVersion} is not for ever`];
  try {
    const model = await modelOf(manifest);
    new model(structuredClone(manifest)).validate();
  } catch (error) {
    return [`${title}: ${(error as Error).message}`];
  }
  return unknownKeys(manifest, manifest.apiVersion, manifest.kind).map((line) => `${title}: ${line}`);
};
