// The manifests as a cluster would get them: rendered, held against Kubernetes' own schema and against our rules.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { STREAMS } from '@rapport/contracts';
import { checkSchema } from './check-schema.ts';
import { FAULTS } from './faults.ts';
import { checkHouse, environmentsOf, type House } from './house-rules.ts';
import { type Manifest, ofKind, SERVICES, titleOf } from './manifest.ts';
import { hasKubectl, OVERLAYS, type OverlayName, parseManifests, renderOverlays } from './overlays.ts';
import { askProcesses, CONFIGS, knownSettings, type SecretKeys, secretsIn } from './settings.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

const stopMsMax = Number(
  /STOP_MS_MAX = ([\d_]+)/.exec(read('shared/platform/src/run-process.ts'))?.[1]?.replaceAll('_', ''),
);

/** What the gateway forwards locally, out of its own table. */
const forwarded = [...read('gateway/src/forward-paths.ts').matchAll(/service: '(\w+)', urls: \[([^\]]*)\]/g)].flatMap(
  ([, service, urls]) =>
    [...urls!.matchAll(/'([^']+)'/g)].map(([, url]) => ({ service: service!, path: url!.replace(/\*$/, '') })),
);

/** Secrets that production brings itself: the keys of the local ones, values that an operator could choose. */
const productionSecrets = (local: readonly Manifest[]): SecretKeys => {
  const named = Object.entries(secretsIn(local)).map(
    ([name, keys]) => [name.replace(/-[a-z0-9]{10}$/, ''), keys] as const,
  );
  const secrets = Object.fromEntries(named.filter(([name]) => name !== 'postgres-passwords'));
  const mail = { SMTP_URL: 'smtp://rapport:word@mail.example.com:587', UNSUBSCRIBE_KEY: 'k'.repeat(43) };
  return {
    ...secrets,
    'messaging-secrets': { ...secrets['messaging-secrets'], ...mail },
    'nats-passwords': { ...secrets['nats-passwords'], route: 'a-password-of-routes' },
  };
};

const houseOf = (overlay: OverlayName, local: readonly Manifest[]): House => ({
  overlay,
  stopMsMax,
  known: Object.fromEntries(Object.keys(CONFIGS).map((name) => [name, knownSettings(ROOT, name)])),
  streamBytesMax: (most) => STREAMS.reduce((sum, { bytesMax }) => sum + Math.min(bytesMax, most), 0),
  forwarded,
  secrets: overlay === 'local' ? {} : productionSecrets(local),
  fileExists: (path) => existsSync(join(ROOT, path)),
});

type Overlay = { readonly manifests: Manifest[]; readonly house: House };

/** Everything that is wrong with each of several overlays: schema, house rules, and what the processes say. */
const check = async (overlays: readonly Overlay[]): Promise<string[][]> => {
  const schema: string[][] = [];
  for (const { manifests } of overlays) {
    const findings: string[] = [];
    for (const manifest of manifests) findings.push(...(await checkSchema(manifest)));
    schema.push(findings);
  }
  const asked = overlays.flatMap(({ manifests, house }, at) =>
    Object.entries(environmentsOf(manifests, house))
      .filter(([name]) => name in CONFIGS)
      .map(([name, { environment }]) => ({ at, name, environment })),
  );
  const answers = await askProcesses(ROOT, asked);
  return overlays.map(({ manifests, house }, at) => [
    ...schema[at]!,
    // What the schema refuses may not have the shape that the rules rely on.
    ...(schema[at]!.length > 0 ? [] : checkHouse(manifests, house)),
    ...asked.flatMap((question, index) =>
      question.at === at && answers[index] ? [`${question.name} says: ${answers[index]}`] : [],
    ),
  ]);
};

describe('the files', () => {
  const files = readdirSync(join(ROOT, 'k8s'), { recursive: true, encoding: 'utf8' });
  const documents = files
    .filter(
      (path) =>
        path.endsWith('.yaml') && !path.endsWith('kustomization.yaml') && !path.startsWith('overlays/production/nats'),
    )
    .flatMap((path) => parseManifests(read(join('k8s', path))));

  test('each is what Kubernetes takes, before anything is rendered', async () => {
    const findings: string[] = [];
    for (const document of documents) findings.push(...(await checkSchema(document)));
    expect(documents.length).toBeGreaterThan(20);
    expect(findings).toEqual([]);
  });

  test('none holds a secret', () => {
    const secrets = documents.filter(({ kind }) => kind === 'Secret').map(titleOf);
    expect(secrets).toEqual([]);
    expect(read('k8s/overlays/local/.gitignore')).toMatch(/^secrets\/$/m);
  });
});

const kubectl = hasKubectl();

// Without it the files above are checked, and this line says what was not looked at.
if (!kubectl) process.stderr.write('kubectl is not on the PATH: the overlays were neither rendered nor checked\n');

const describeOverlays = (): void => {
  let rendered: Record<OverlayName, Manifest[]>;
  let findings: string[][];
  beforeAll(async () => {
    rendered = await renderOverlays(ROOT);
    const overlay = (name: OverlayName): Overlay => ({
      manifests: structuredClone(rendered[name]),
      house: houseOf(name, rendered.local),
    });
    const spoilt = FAULTS.map(({ overlay: name = 'local', put }) => {
      const one = overlay(name);
      put(one.manifests);
      return one;
    });
    // All at once: the processes are asked about their settings in one process.
    findings = await check([...OVERLAYS.map(overlay), ...spoilt]);
  }, 60_000);

  test.each(OVERLAYS)('%s renders to what Kubernetes takes and the house wants', (name) => {
    expect(findings[OVERLAYS.indexOf(name)]).toEqual([]);
    expect(ofKind(rendered[name], 'Deployment').length).toBe(SERVICES.length + 1);
  });

  test('a public address is the same wherever it is said', () => {
    for (const name of OVERLAYS) {
      const [settings] = ofKind(rendered[name], 'ConfigMap').filter(({ metadata }) =>
        metadata.name.startsWith('messaging-'),
      );
      const [ingress] = ofKind(rendered[name], 'Ingress');
      const { host } = (ingress?.spec as { rules: { host: string }[] }).rules[0]!;
      expect(new URL(settings!.data!['PUBLIC_URL']!).host).toBe(host);
    }
  });

  test.each(FAULTS.map(({ title, says }, at) => ({ title, says, at })))('$title is found', ({ says, at }) => {
    expect(findings[OVERLAYS.length + at]!.join('\n')).toMatch(says);
  });
};
if (kubectl) {
  describe('the overlays', () => {
    describeOverlays();
  });
}

test('what is read out of other files was found there', () => {
  expect(forwarded).toContainEqual({ service: 'behavior', path: '/v1/' });
  expect(stopMsMax).toBe(20_000);
});
