// What an overlay as a whole has to be, beside its single pods.

import {
  containersOf,
  type Manifest,
  ofKind,
  podLabelsOf,
  SERVICES,
  selects,
  titleOf,
  type Workload,
  workloadsOf,
} from './manifest.ts';
import { arrowsOf } from './network-arrows.ts';
import { checkPods } from './pod-rules.ts';
import { CONFIGS, environmentOf, openSecrets, type SecretKeys, secretsIn } from './settings.ts';

/** What the rules compare an overlay with. */
export type House = {
  readonly overlay: 'local' | 'production';
  /** How long a process may take to stop, ms. */
  readonly stopMsMax: number;
  /** Settings that each process knows. */
  readonly known: Readonly<Record<string, readonly string[]>>;
  /** Bytes that all streams together may hold. */
  readonly streamBytesMax: (perStreamMax: number) => number;
  /** What the gateway forwards locally: service and path without its `*`. */
  readonly forwarded: readonly { readonly service: string; readonly path: string }[];
  /** Secrets that stand outside of the overlay. */
  readonly secrets: SecretKeys;
  readonly fileExists: (path: string) => boolean;
};

const disagreements = (what: string, actual: readonly string[], expected: readonly string[]): string[] => [
  ...actual.filter((one) => !expected.includes(one)).map((one) => `${what}: ${one} should not be there`),
  ...expected.filter((one) => !actual.includes(one)).map((one) => `${what}: ${one} is missing`),
];

const arrowRules = (manifests: readonly Manifest[], { overlay }: House): string[] => {
  const isLocal = overlay === 'local';
  const ours = workloadsOf(manifests).map(({ metadata }) => metadata.name);
  const expected = [
    ...ours.map((name) => `${name} → dns:53`),
    ...SERVICES.flatMap((name) => [
      `gateway → ${name}:8080`,
      `${name} → nats:4222`,
      isLocal ? `${name} → postgres:5432` : `${name} → addresses:5432`,
    ]),
    ...[...SERVICES, 'gateway'].map((name) => `monitoring → ${name}:8080`),
    ...['gateway', 'behavior', 'messaging', 'experimentation', 'consent', 'partners'].map(
      (name) => `ingress → ${name}:8080`,
    ),
    'provision → nats:4222',
    'nats → nats:6222',
    ...(isLocal ? [] : ['gateway → addresses:443', 'messaging → addresses:465', 'messaging → addresses:587']),
  ];
  const denials = ofKind(manifests, 'NetworkPolicy').filter(
    ({ spec }) => JSON.stringify(spec) === '{"podSelector":{},"policyTypes":["Ingress","Egress"]}',
  );
  return [
    // It holds for what is added later, too.
    ...(denials.length === 1 ? [] : ['network: no policy denies everything that is not allowed']),
    ...disagreements('network', arrowsOf(manifests), expected),
  ];
};

const ingressRules = (manifests: readonly Manifest[], { forwarded, overlay }: House): string[] => {
  type Path = { path: string; pathType: string; backend: { service: { name: string; port: { name: string } } } };
  const rules = ofKind(manifests, 'Ingress').flatMap(
    ({ spec }) => (spec as { rules: { host?: string; http: { paths: Path[] } }[] }).rules,
  );
  const actual = rules.flatMap(({ http }) =>
    http.paths.map(({ path, backend }) => `${path.replace(/\/$/, '')} → ${backend.service.name}`),
  );
  const reachable = forwarded.filter(({ path }) => overlay === 'local' || !path.startsWith('/sandbox'));
  const expected = reachable.map(({ service, path }) => `${path.replace(/\/$/, '')} → ${service}`);
  return [
    ...disagreements('ingress', actual, [...new Set(['/graphql → gateway', ...expected])]),
    ...rules.flatMap(({ host }) => (host ? [] : ['ingress: a rule names no host'])),
    ...rules.flatMap(({ http }) =>
      http.paths.flatMap(({ backend }) => (backend.service.port.name === 'http' ? [] : ['ingress: not the port http'])),
    ),
  ];
};

type Service = { selector: Record<string, string>; ports: { name: string; targetPort?: string | number }[] };

const serviceRules = (manifests: readonly Manifest[]): string[] =>
  ofKind(manifests, 'Service').flatMap((service) => {
    const { selector, ports } = service.spec as Service;
    const behind = workloadsOf(manifests).filter((one) => selects({ matchLabels: selector }, podLabelsOf(one)));
    if (behind.length !== 1) return [`${titleOf(service)}: ${behind.length} workloads stand behind it`];
    const names = containersOf(behind[0]!).flatMap((container) => (container.ports ?? []).map(({ name }) => name));
    return ports
      .filter(({ targetPort }) => !names.includes(String(targetPort)))
      .map(({ targetPort }) => `${titleOf(service)}: no container has the port ${targetPort}`);
  });

const selectorRules = (workload: Workload): string[] => {
  const { selector } = workload.spec as { selector?: object };
  return workload.kind === 'Job' || selects(selector, podLabelsOf(workload))
    ? []
    : [`${titleOf(workload)}: it does not select its own pods`];
};

/** Everything that serves can be drained one by one, is scaled by one hand only, and in production is never alone. */
const availabilityRules = (manifests: readonly Manifest[], { overlay }: House): string[] =>
  workloadsOf(manifests)
    .filter(({ kind }) => kind !== 'Job')
    .flatMap((workload) => {
      const title = titleOf(workload);
      const budgets = ofKind(manifests, 'PodDisruptionBudget').filter(({ spec }) =>
        selects((spec as { selector: object }).selector, podLabelsOf(workload)),
      );
      type Scaler = { scaleTargetRef: { kind: string; name: string }; minReplicas?: number };
      const scalers = ofKind(manifests, 'HorizontalPodAutoscaler')
        .map(({ spec }) => spec as Scaler)
        .filter(({ scaleTargetRef: { kind, name } }) => kind === workload.kind && name === workload.metadata.name);
      const { replicas } = workload.spec;
      const atLeast = scalers[0]?.minReplicas ?? replicas ?? 1;
      const wanted = overlay === 'local' ? 1 : workload.metadata.name === 'nats' ? 3 : 2;
      return [
        ...(budgets.length === 1 ? [] : [`${title}: ${budgets.length} disruption budgets`]),
        ...budgets.flatMap(({ spec }) =>
          (spec as { maxUnavailable?: unknown }).maxUnavailable === 1 ? [] : [`${title}: its budget is not one`],
        ),
        ...(scalers.length > 0 && replicas !== undefined ? [`${title}: replicas and an autoscaler`] : []),
        ...(atLeast < wanted ? [`${title}: ${atLeast} of it, ${wanted} are wanted`] : []),
      ];
    });

const autoscalerRules = (manifests: readonly Manifest[]): string[] =>
  ofKind(manifests, 'HorizontalPodAutoscaler').flatMap((scaler) => {
    const { name } = (scaler.spec as { scaleTargetRef: { name: string } }).scaleTargetRef;
    const isThere = workloadsOf(manifests).some(({ metadata }) => metadata.name === name);
    return isThere ? [] : [`${titleOf(scaler)}: there is no ${name}`];
  });

const BYTES: Readonly<Record<string, number>> = { MB: 1e6, GB: 1e9, Mi: 2 ** 20, Gi: 2 ** 30 };
const bytesOf = (text = ''): number => {
  const [, amount, unit = ''] = /^(\d+)(MB|GB|Mi|Gi)$/.exec(text) ?? [];
  return Number(amount) * (BYTES[unit] ?? Number.NaN);
};

/** Streams fit into what JetStream may use, and that into the volume; each is kept by as many servers as there are. */
const streamRules = (manifests: readonly Manifest[], house: House): string[] => {
  const nats = workloadsOf(manifests).find(({ metadata }) => metadata.name === 'nats');
  const environments = environmentsOf(manifests, house);
  const { STREAM_BYTES_MAX, STREAM_REPLICAS } = environments['provision']?.environment ?? {};
  const claims = (nats?.spec as { volumeClaimTemplates?: { spec: { resources: { requests: { storage: string } } } }[] })
    .volumeClaimTemplates;
  const volume = bytesOf(claims?.[0]?.spec.resources.requests.storage);
  const store = bytesOf(environments['nats']?.environment['FILE_STORE_MAX']);
  const streams = house.streamBytesMax(Number(STREAM_BYTES_MAX ?? Number.MAX_SAFE_INTEGER));
  return [
    ...(streams < store ? [] : [`nats: streams of ${streams} bytes in a store of ${store}`]),
    ...(store < volume ? [] : [`nats: a store of ${store} bytes on a volume of ${volume}`]),
    ...(Number(STREAM_REPLICAS) === nats?.spec.replicas ? [] : [`nats: streams are kept ${STREAM_REPLICAS} times`]),
  ];
};

/** The environment of every workload, by its name. */
export const environmentsOf = (manifests: readonly Manifest[], { secrets }: Pick<House, 'secrets'>) => {
  const all = { ...secrets, ...secretsIn(manifests) };
  return Object.fromEntries(
    workloadsOf(manifests).map((workload) => [
      workload.metadata.name,
      environmentOf(containersOf(workload)[0]!, manifests, all),
    ]),
  );
};

const settingRules = (manifests: readonly Manifest[], house: House): string[] => {
  const environments = environmentsOf(manifests, house);
  return workloadsOf(manifests).flatMap((workload) => {
    const { name } = workload.metadata;
    const { environment, problems } = environments[name]!;
    const [container] = containersOf(workload);
    const used = (container?.env ?? []).map(({ value = '' }) => value).join('\n');
    const isOurs = name in CONFIGS;
    const strange = Object.keys(environment).filter(
      (key) => !house.known[name]?.includes(key) && !used.includes(`$(${key})`),
    );
    const [entry = ''] = container?.args ?? [];
    return [
      ...problems,
      ...openSecrets(container!),
      ...(isOurs && !house.fileExists(entry) ? [`there is no ${entry}`] : []),
      ...(isOurs ? strange.map((key) => `${key} is no setting of it`) : []),
    ].map((line) => `${titleOf(workload)}: ${line}`);
  });
};

const labelRules = (manifests: readonly Manifest[]): string[] =>
  manifests
    .filter(({ kind }) => kind !== 'Namespace')
    .flatMap((manifest) => [
      ...(manifest.metadata.namespace === 'rapport' ? [] : [`${titleOf(manifest)}: it is not in the namespace`]),
      ...(manifest.metadata.labels?.['app.kubernetes.io/part-of'] === 'rapport' || isGenerated(manifest)
        ? []
        : [`${titleOf(manifest)}: it is not labelled as part of rapport`]),
    ]);

const isGenerated = ({ kind }: Manifest): boolean => kind === 'ConfigMap' || kind === 'Secret';

/** Everything that is wrong with a rendered overlay. */
export const checkHouse = (manifests: readonly Manifest[], house: House): string[] => [
  ...disagreements(
    'workloads',
    workloadsOf(manifests).map(({ metadata }) => metadata.name),
    [...SERVICES, 'gateway', 'nats', 'provision', ...(house.overlay === 'local' ? ['postgres'] : [])],
  ),
  ...workloadsOf(manifests).flatMap((workload) => [...checkPods(workload, house), ...selectorRules(workload)]),
  ...serviceRules(manifests),
  ...availabilityRules(manifests, house),
  ...autoscalerRules(manifests),
  ...streamRules(manifests, house),
  ...settingRules(manifests, house),
  ...ingressRules(manifests, house),
  ...arrowRules(manifests, house),
  ...labelRules(manifests),
];
