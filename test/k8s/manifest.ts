// What the checks of manifests need to know of them. Every document has passed the schema before these are read.
import type { IIoK8sApiCoreV1Container as Container } from 'kubernetes-models/v1/Container';
import type { IIoK8sApiCoreV1PodTemplateSpec as PodTemplate } from 'kubernetes-models/v1/PodTemplateSpec';

export type { Container, PodTemplate };

export type Labels = Readonly<Record<string, string>>;

/** One document of a rendered overlay. */
export type Manifest = {
  apiVersion: string;
  kind: string;
  metadata: { name: string; namespace?: string; labels?: Labels };
  spec?: unknown;
  data?: Readonly<Record<string, string>>;
};

/** A Deployment, StatefulSet or Job: what runs pods. */
export type Workload = Manifest & {
  kind: 'Deployment' | 'StatefulSet' | 'Job';
  spec: { replicas?: number; template: PodTemplate };
};

/** The processes of the house. */
export const SERVICES = [
  'profile',
  'behavior',
  'decisioning',
  'consent',
  'messaging',
  'experimentation',
  'partners',
] as const;

export const titleOf = ({ kind, metadata }: Manifest): string => `${kind} ${metadata.name}`;

export const ofKind = (manifests: readonly Manifest[], kind: string): Manifest[] =>
  manifests.filter((manifest) => manifest.kind === kind);

const isWorkload = (manifest: Manifest): manifest is Workload =>
  ['Deployment', 'StatefulSet', 'Job'].includes(manifest.kind);

export const workloadsOf = (manifests: readonly Manifest[]): Workload[] => manifests.filter(isWorkload);

export const containersOf = ({ spec }: Workload): Container[] => [
  ...(spec.template.spec?.initContainers ?? []),
  ...(spec.template.spec?.containers ?? []),
];

export const podLabelsOf = ({ spec }: Workload): Labels => spec.template.metadata?.labels ?? {};

type Selector = {
  matchLabels?: Labels;
  matchExpressions?: readonly { key: string; operator: string; values?: readonly string[] }[];
};

/** Whether a label selector takes these labels. @throws for an operator that no manifest of ours needs */
export const selects = (selector: Selector | undefined, labels: Labels): boolean => {
  if (!selector) return false;
  const byLabels = Object.entries(selector.matchLabels ?? {}).every(([key, value]) => labels[key] === value);
  return (
    (selector.matchExpressions ?? []).every(({ key, operator, values = [] }) => {
      if (operator !== 'In') throw new Error(`the operator ${operator} is not understood here`);
      return values.includes(labels[key] ?? '');
    }) && byLabels
  );
};
