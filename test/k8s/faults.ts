// Manifests with one fault each: what a tired person types. Every one has to be found.
import { type Container, containersOf, type Manifest, type Workload, workloadsOf } from './manifest.ts';

type Json = { [key: string]: Json & Json[] };

/** A fault: the overlay it is put into, how, and what the finding says. */
export type Fault = {
  readonly title: string;
  readonly overlay?: 'local' | 'production';
  readonly put: (manifests: Manifest[]) => void;
  readonly says: RegExp;
};

const pick = (manifests: Manifest[], kind: string, name: string): Manifest => {
  const found = manifests.find((one) => one.kind === kind && one.metadata.name.startsWith(name));
  if (!found) throw new Error(`there is no ${kind} ${name} to spoil`);
  return found;
};
const specOf = (manifests: Manifest[], kind: string, name: string): Json => pick(manifests, kind, name).spec as Json;
const dataOf = (manifests: Manifest[], name: string) =>
  pick(manifests, 'ConfigMap', name).data as Record<string, string>;
const workload = (manifests: Manifest[], name: string): Workload =>
  workloadsOf(manifests).find(({ metadata }) => metadata.name === name)!;
const container = (manifests: Manifest[], name: string): Container => containersOf(workload(manifests, name))[0]!;
const pod = (manifests: Manifest[], name: string) => workload(manifests, name).spec.template.spec!;
const remove = (manifests: Manifest[], kind: string, name: string) =>
  manifests.splice(manifests.indexOf(pick(manifests, kind, name)), 1);
const variable = (manifests: Manifest[], name: string, setting: string) =>
  container(manifests, name).env!.find((one) => one.name === setting)!;

/** Renames a key, as a typing mistake does. */
const misspell = (object: object, key: string, wrong: string): void => {
  const record = object as Record<string, unknown>;
  record[wrong] = record[key];
  delete record[key];
};

const SCHEMA: Fault[] = [
  {
    title: 'a misspelt probe',
    put: (all) => misspell(container(all, 'consent'), 'livenessProbe', 'livenesProbe'),
    says: /livenesProbe is not known/,
  },
  {
    title: 'a misspelt key deep inside a network policy',
    put: (all) =>
      misspell(specOf(all, 'NetworkPolicy', 'gateway')['egress']![0]!.to![0]!, 'podSelector', 'podSelectors'),
    says: /podSelectors is not known/,
  },
  {
    title: 'replicas as a text',
    put: (all) => Object.assign(workload(all, 'nats').spec, { replicas: 'three' }),
    says: /replicas.*(integer|number)/i,
  },
  {
    title: 'a Deployment without a selector',
    put: (all) => void delete specOf(all, 'Deployment', 'profile')['selector'],
    says: /selector/,
  },
  {
    title: 'a version that Kubernetes no longer has',
    put: (all) => Object.assign(pick(all, 'PodDisruptionBudget', 'consent'), { apiVersion: 'policy/v1beta1' }),
    says: /v1beta1 is not for ever/,
  },
];

const PODS: Fault[] = [
  { title: 'a latest image', put: (all) => (container(all, 'profile').image = 'rapport:latest'), says: /no version/ },
  { title: 'an image without a tag', put: (all) => (container(all, 'nats').image = 'nats'), says: /no version/ },
  {
    title: 'a pod that may run as root',
    put: (all) => Object.assign(pod(all, 'messaging').securityContext!, { runAsNonRoot: false }),
    says: /may run as root/,
  },
  {
    title: 'a writable root file system',
    put: (all) => Object.assign(container(all, 'gateway').securityContext!, { readOnlyRootFilesystem: false }),
    says: /writable/,
  },
  {
    title: 'capabilities that stay',
    put: (all) => void delete container(all, 'behavior').securityContext!.capabilities,
    says: /capabilities are not dropped/,
  },
  {
    title: 'a token of the Kubernetes API',
    put: (all) => (pod(all, 'consent').automountServiceAccountToken = true),
    says: /token of the Kubernetes API/,
  },
  {
    title: 'no seccomp profile',
    put: (all) => void delete pod(all, 'provision').securityContext!.seccompProfile,
    says: /seccomp/,
  },
  {
    title: 'a folder of the host',
    put: (all) => pod(all, 'decisioning').volumes!.push({ name: 'host', hostPath: { path: '/' } }),
    says: /is a hostPath/,
  },
  {
    title: 'a liveness probe that asks for the database',
    put: (all) =>
      (container(all, 'profile').livenessProbe = structuredClone(container(all, 'profile').readinessProbe!)),
    says: /ask the same/,
  },
  {
    title: 'a grace period shorter than stopping',
    put: (all) => (pod(all, 'experimentation').terminationGracePeriodSeconds = 20),
    says: /may be killed/,
  },
  {
    title: 'a pod that stops while requests still come',
    put: (all) => void delete container(all, 'gateway').lifecycle,
    says: /requests still come/,
  },
  {
    title: 'memory without a limit',
    put: (all) => void delete container(all, 'gateway').resources!.limits,
    says: /no limit/,
  },
];

const WHOLE: Fault[] = [
  {
    title: 'no disruption budget',
    put: (all) => remove(all, 'PodDisruptionBudget', 'messaging'),
    says: /0 disruption budgets/,
  },
  {
    title: 'no default deny',
    put: (all) => remove(all, 'NetworkPolicy', 'deny-all'),
    says: /no policy denies everything/,
  },
  {
    title: 'a service that no policy speaks of',
    put: (all) =>
      Object.assign(
        pod(all, 'consent'),
        void delete workload(all, 'consent').spec.template.metadata!.labels!['app.kubernetes.io/component'],
      ),
    says: /network: gateway → consent:8080 is missing/,
  },
  {
    title: 'a service that may call another one',
    put: (all) => {
      specOf(all, 'NetworkPolicy', 'services')['egress']![0]!.to!.push({
        podSelector: { matchLabels: { 'app.kubernetes.io/name': 'profile' } },
      } as never);
      specOf(all, 'NetworkPolicy', 'services')['egress']![0]!.ports!.push({ port: 8080 } as never);
      specOf(all, 'NetworkPolicy', 'services')['ingress']![0]!.from!.push({ podSelector: {} } as never);
    },
    says: /network: consent → profile:8080 should not/,
  },
  {
    title: 'a Service that leads to nobody',
    put: (all) =>
      Object.assign(specOf(all, 'Service', 'behavior')['selector']!, { 'app.kubernetes.io/name': 'behaviour' }),
    says: /Service behavior: 0 workloads/,
  },
  {
    title: 'a port by a name that nobody has',
    put: (all) => Object.assign(specOf(all, 'Service', 'gateway')['ports']![0]!, { targetPort: 'web' }),
    says: /no container has the port web/,
  },
  {
    title: 'an autoscaler of something else',
    overlay: 'production',
    put: (all) =>
      Object.assign(specOf(all, 'HorizontalPodAutoscaler', 'profile')['scaleTargetRef']!, { name: 'process' }),
    says: /there is no process|1 of it, 2 are wanted/,
  },
  {
    title: 'one NATS server in production',
    overlay: 'production',
    put: (all) => Object.assign(workload(all, 'nats').spec, { replicas: 1 }),
    says: /3 are wanted/,
  },
  {
    title: 'streams that do not fit',
    put: (all) => void delete dataOf(all, 'provision-settings')['STREAM_BYTES_MAX'],
    says: /in a store of/,
  },
  {
    title: 'a path that leads to the metrics of everything',
    put: (all) =>
      specOf(all, 'Ingress', 'rapport')['rules']![0]!['http']!['paths']!.push({
        path: '/',
        pathType: 'Prefix',
        backend: { service: { name: 'gateway', port: { name: 'http' } } },
      } as never),
    says: /ingress: .*should not/,
  },
];

const SETTINGS: Fault[] = [
  {
    title: 'a setting that is missing',
    put: (all) => {
      const { env = [] } = container(all, 'messaging');
      env.splice(env.indexOf(variable(all, 'messaging', 'TWILIO_AUTH_TOKEN')), 1);
    },
    says: /messaging.*TWILIO_AUTH_TOKEN/s,
  },
  {
    title: 'a misspelt setting that has a default',
    put: (all) => misspell(dataOf(all, 'service-settings'), 'DATABASE_POOL_SIZE', 'DATABASE_POOLSIZE'),
    says: /DATABASE_POOLSIZE is no setting/,
  },
  {
    title: 'a password in a manifest',
    put: (all) => (variable(all, 'profile', 'NATS_URL').value = 'nats://profile:secret@nats:4222'),
    says: /NATS_URL is a secret in a manifest/,
  },
  {
    title: 'a key that no Secret has',
    put: (all) => (variable(all, 'consent', 'STATEMENT_KEYS').valueFrom!.secretKeyRef!.key = 'STATEMENT_KEY'),
    says: /no Secret/,
  },
  {
    title: 'a password that is used before it is there',
    put: (all) => Object.assign(container(all, 'behavior'), { env: container(all, 'behavior').env!.toReversed() }),
    says: /not set above/,
  },
  {
    title: 'the sandbox in production',
    overlay: 'production',
    put: (all) => (dataOf(all, 'messaging-settings')['SANDBOX'] = 'true'),
    says: /SANDBOX: is refused in production/,
  },
  {
    title: 'a program that is not there',
    put: (all) => (container(all, 'gateway').args = ['gateway/src/index.ts']),
    says: /there is no gateway\/src\/index.ts/,
  },
];

export const FAULTS: readonly Fault[] = [...SCHEMA, ...PODS, ...WHOLE, ...SETTINGS];
