// The environment that a manifest gives a process, and what the process itself says to it.
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Container, type Manifest, ofKind, SERVICES } from './manifest.ts';

const run = promisify(execFile);

/** The module that reads the settings of each process. */
export const CONFIGS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(SERVICES.map((name) => [name, `services/${name}/src/config.ts`])),
  gateway: 'gateway/src/config.ts',
  provision: 'shared/platform/src/provision/config.ts',
};

/** What Node itself reads. */
const RUNTIME = ['NODE_OPTIONS'];

/** Names of settings that a process knows: its own and, from the platform, those of every process. */
export const knownSettings = (root: string, name: string): string[] => {
  const texts = [CONFIGS[name]!, 'shared/platform/src/settings.ts'].map((path) =>
    readFileSync(join(root, path), 'utf8'),
  );
  return [
    ...RUNTIME,
    ...texts.flatMap((text) => [...text.matchAll(/^\s+([A-Z][A-Z0-9_]{3,}):/gm)].map(([, key]) => key!)),
  ];
};

export type SecretKeys = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Secrets of the overlay itself, decoded. */
export const secretsIn = (manifests: readonly Manifest[]): SecretKeys =>
  Object.fromEntries(
    ofKind(manifests, 'Secret').map(({ metadata, data = {} }) => [
      metadata.name,
      Object.fromEntries(
        Object.entries(data).map(([key, value]) => [key, Buffer.from(value, 'base64').toString('utf8')]),
      ),
    ]),
  );

type Resolved = { readonly environment: Record<string, string>; readonly problems: string[] };

/** The environment of a container as Kubernetes makes it: ConfigMaps first, `$(NAME)` of what stands above. */
export const environmentOf = (
  { env = [], envFrom = [] }: Container,
  manifests: readonly Manifest[],
  secrets: SecretKeys,
): Resolved => {
  const problems: string[] = [];
  const environment: Record<string, string> = {};
  for (const { configMapRef } of envFrom) {
    const map = ofKind(manifests, 'ConfigMap').find(({ metadata }) => metadata.name === configMapRef?.name);
    if (!map) problems.push(`there is no ConfigMap ${configMapRef?.name}`);
    Object.assign(environment, map?.data);
  }
  const expand = (text: string): string =>
    text.replaceAll(/\$\(([A-Z0-9_]+)\)/g, (whole, name: string) => {
      if (environment[name] === undefined) problems.push(`${whole} is not set above where it is used`);
      return environment[name] ?? whole;
    });
  for (const { name, value, valueFrom } of env) {
    const reference = valueFrom?.secretKeyRef;
    if (reference) {
      const secret = secrets[reference.name ?? '']?.[reference.key];
      if (secret !== undefined) environment[name] = secret;
      else if (!reference.optional) problems.push(`${name}: no Secret ${reference.name} with ${reference.key}`);
    } else {
      environment[name] = valueFrom ? 'nats-0' : expand(value ?? '');
    }
  }
  return { environment, problems };
};

/** What stands in a manifest though it is secret: a key, a token, a password, a URL with one. */
export const openSecrets = ({ env = [] }: Container): string[] =>
  env.flatMap(({ name, value = '' }) => {
    const isSecret = /(KEYS?|TOKEN|PASSWORD|SECRET|JWKS|PLAIN)$/.test(name) || /:\/\/[^/]*:[^/]*@/.test(value);
    return isSecret && value !== '' && !value.includes('$(') ? [`${name} is a secret in a manifest`] : [];
  });

const SCRIPT = `
const [root, asked] = JSON.parse(await new Response(process.stdin).text());
const answers = [];
for (const { path, environment } of asked) {
  const { readConfig } = await import(root + path);
  try { readConfig(environment); answers.push(null) } catch (error) { answers.push(error.message) }
}
console.log(JSON.stringify(answers));`;

/**
 * Lets processes read their settings from environments, by their own `config.ts`, in one process beside us.
 * @returns for each null where its settings are right, else what it says
 */
export const askProcesses = async (
  root: string,
  asked: readonly { readonly name: string; readonly environment: Readonly<Record<string, string>> }[],
): Promise<(string | null)[]> => {
  const questions = asked.map(({ name, environment }) => ({ path: CONFIGS[name], environment }));
  const asking = run(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', '--input-type=module', '--eval', SCRIPT],
    { cwd: root, timeout: 30_000, maxBuffer: 16 * 1_048_576 },
  );
  asking.child.stdin?.end(JSON.stringify([`file://${root}`, questions]));
  return JSON.parse((await asking).stdout) as (string | null)[];
};
