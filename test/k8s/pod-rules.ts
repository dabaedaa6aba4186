// What every pod of ours has to be: restricted, probed, bounded, and in no hurry to die.
import { type Container, containersOf, titleOf, type Workload } from './manifest.ts';

type Finding = string | number | false | undefined | null;
const found = (findings: readonly Finding[]): string[] =>
  findings.filter((line): line is string => typeof line === 'string' && line !== '');

const SAFE_VOLUMES = ['configMap', 'emptyDir', 'secret', 'projected', 'downwardAPI', 'persistentVolumeClaim'];

const imageRules = ({ image = '' }: Container): Finding[] => {
  const [, tag] = /(?:^|\/)[^/:@]+(?::([^@]+))?(?:@sha256:[0-9a-f]{64})?$/.exec(image) ?? [];
  return [(!tag || tag === 'latest') && `the image ${image} names no version`];
};

/** The pod security standard "restricted", a read-only file system beside it. */
const securityRules = ({ securityContext = {} }: Container): Finding[] => [
  securityContext.allowPrivilegeEscalation !== false && 'privileges may escalate',
  securityContext.readOnlyRootFilesystem !== true && 'the root file system is writable',
  securityContext.privileged && 'it is privileged',
  String(securityContext.capabilities?.drop) !== 'ALL' && 'capabilities are not dropped',
  (securityContext.capabilities?.add?.length ?? 0) > 0 && 'capabilities are added',
  (securityContext.runAsUser === 0 || securityContext.runAsNonRoot === false) && 'it runs as root',
];

const podRules = ({ spec }: Workload): Finding[] => {
  const pod = spec.template.spec;
  const { runAsNonRoot, runAsUser, seccompProfile } = pod?.securityContext ?? {};
  const volumes = (pod?.volumes ?? []).flatMap(({ name, ...source }) =>
    Object.keys(source)
      .filter((kind) => !SAFE_VOLUMES.includes(kind))
      .map((kind) => `the volume ${name} is a ${kind}`),
  );
  return [
    runAsNonRoot !== true && 'it may run as root',
    !(typeof runAsUser === 'number' && runAsUser > 0) && 'it names no user above 0',
    seccompProfile?.type !== 'RuntimeDefault' && 'it has no seccomp profile',
    (pod?.hostNetwork || pod?.hostPID || pod?.hostIPC) && 'it shares namespaces with the host',
    pod?.automountServiceAccountToken !== false && 'it gets a token of the Kubernetes API',
    pod?.enableServiceLinks !== false && 'Services add variables to its environment',
    ...volumes,
  ];
};

const resourceRules = ({ resources }: Container): Finding[] => [
  !resources?.requests?.['cpu'] && 'it requests no cpu',
  !resources?.requests?.['memory'] && 'it requests no memory',
  !resources?.limits?.['memory'] && 'its memory has no limit',
];

const mountRules = ({ volumeMounts = [] }: Container, { spec }: Workload): Finding[] => {
  const claims = (spec as { volumeClaimTemplates?: { metadata: { name: string } }[] }).volumeClaimTemplates ?? [];
  const volumes = [...(spec.template.spec?.volumes ?? []), ...claims.map(({ metadata }) => metadata)];
  return volumeMounts.map(
    ({ name }) => !volumes.some((volume) => volume.name === name) && `the volume ${name} does not exist`,
  );
};

const probeRules = ({ livenessProbe, readinessProbe, startupProbe, ports = [] }: Container): Finding[] => {
  const probes = { livenessProbe, readinessProbe, startupProbe };
  const portless = Object.entries(probes).map(([name, probe]) => {
    const port = probe?.httpGet?.port ?? probe?.tcpSocket?.port;
    return (
      port && !ports.some((known) => [known.name, known.containerPort].includes(port)) && `${name}: no port ${port}`
    );
  });
  const questionOf = (probe: typeof livenessProbe) => JSON.stringify([probe?.httpGet, probe?.exec, probe?.tcpSocket]);
  return [
    ...Object.entries(probes).map(([name, probe]) => !probe && `it has no ${name}`),
    ...portless,
    livenessProbe && questionOf(livenessProbe) === questionOf(readinessProbe) && 'liveness and readiness ask the same',
    livenessProbe?.httpGet?.path === '/readyz' && 'an outage elsewhere would restart it',
  ];
};

/** A pod that serves leaves the Service first, then stops in order, and is killed only after that. */
const stopRules = (workload: Workload, container: Container, stopMsMax: number): Finding[] => {
  const graceMs = (workload.spec.template.spec?.terminationGracePeriodSeconds ?? 30) * 1_000;
  const { preStop } = container.lifecycle ?? {};
  const sleepMs = (preStop?.sleep?.seconds ?? 0) * 1_000;
  return [
    !preStop && 'it stops while requests still come',
    preStop?.sleep && sleepMs < 1_000 && 'it sleeps too short before it stops',
    graceMs <= sleepMs + stopMsMax && `it may be killed: ${graceMs} ms of grace, ${sleepMs + stopMsMax} ms to stop`,
  ];
};

const spreadRules = ({ metadata, spec }: Workload): Finding[] => {
  const keys = (spec.template.spec?.topologySpreadConstraints ?? []).map(({ topologyKey }) => topologyKey);
  const isSingle = metadata.name === 'postgres';
  return ['topology.kubernetes.io/zone', 'kubernetes.io/hostname'].map(
    (key) => !isSingle && !keys.includes(key) && `it is not spread over ${key}`,
  );
};

/** What is wrong with a workload's pods. `stopMsMax`: how long a process may take to stop. */
export const checkPods = (workload: Workload, { stopMsMax }: { stopMsMax: number }): string[] => {
  const serves = workload.kind !== 'Job';
  const findings = [
    ...podRules(workload),
    ...(serves ? spreadRules(workload) : []),
    ...containersOf(workload).flatMap((container) => [
      ...imageRules(container),
      ...securityRules(container),
      ...resourceRules(container),
      ...mountRules(container, workload),
      ...(serves ? [...probeRules(container), ...stopRules(workload, container, stopMsMax)] : []),
    ]),
  ];
  return found(findings).map((line) => `${titleOf(workload)}: ${line}`);
};
