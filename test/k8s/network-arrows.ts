// Who may call whom, worked out as Kubernetes does: an arrow has to be allowed at both of its ends.
import { type Labels, type Manifest, ofKind, podLabelsOf, selects, workloadsOf } from './manifest.ts';

type Peer = { podSelector?: object; namespaceSelector?: object; ipBlock?: object };
type Rule = { from?: readonly Peer[]; to?: readonly Peer[]; ports?: readonly { port?: number | string }[] };
type Policy = {
  podSelector: object;
  policyTypes?: readonly string[];
  ingress?: readonly Rule[];
  egress?: readonly Rule[];
};
/** A pod of ours, or a place outside the namespace. */
type End = { readonly name: string; readonly pod?: Labels; readonly namespace?: Labels; readonly isFar?: boolean };

const PORTS = [53, 443, 465, 587, 4222, 5432, 6222, 8080, 8222];

/** Where calls may come from or go to, beside our own pods. */
const OUTSIDE: readonly End[] = [
  { name: 'ingress', namespace: { 'rapport/ingress': 'allowed' }, pod: {} },
  { name: 'monitoring', namespace: { 'rapport/monitoring': 'allowed' }, pod: {} },
  { name: 'anybody', namespace: {}, pod: {} },
  { name: 'dns', namespace: { 'kubernetes.io/metadata.name': 'kube-system' }, pod: { 'k8s-app': 'kube-dns' } },
  { name: 'addresses', isFar: true },
];

const takes = (peer: Peer, { pod, namespace, isFar }: End): boolean => {
  if (isFar) return peer.ipBlock !== undefined;
  if (peer.ipBlock || !pod) return false;
  const isThere = peer.namespaceSelector
    ? namespace !== undefined && selects(peer.namespaceSelector, namespace)
    : !namespace;
  return isThere && (peer.podSelector === undefined || selects(peer.podSelector, pod));
};

const allows = (policies: readonly Policy[], direction: 'ingress' | 'egress', at: End, other: End, port: number) => {
  if (at.namespace || at.isFar) return true;
  const type = direction === 'ingress' ? 'Ingress' : 'Egress';
  const ruling = policies.filter(
    ({ podSelector, policyTypes = ['Ingress'] }) => policyTypes.includes(type) && selects(podSelector, at.pod ?? {}),
  );
  if (ruling.length === 0) return true;
  return ruling
    .flatMap((policy) => policy[direction] ?? [])
    .some(({ from, to, ports }) => {
      const peers = direction === 'ingress' ? from : to;
      const isPeer = !peers || peers.some((peer) => takes(peer, other));
      return isPeer && (!ports || ports.some((allowed) => allowed.port === undefined || allowed.port === port));
    });
};

/** Every call that the policies of an overlay let through, as `from → to:port`. */
export const arrowsOf = (manifests: readonly Manifest[]): string[] => {
  const policies = ofKind(manifests, 'NetworkPolicy').map(({ spec }) => spec as Policy);
  const ours: End[] = workloadsOf(manifests).map((workload) => ({
    name: workload.metadata.name,
    pod: podLabelsOf(workload),
  }));
  return [...ours, ...OUTSIDE].flatMap((from) =>
    [...ours, ...OUTSIDE]
      .filter((to) => !(from.namespace || from.isFar) || !(to.namespace || to.isFar))
      .flatMap((to) =>
        PORTS.filter(
          (port) => allows(policies, 'egress', from, to, port) && allows(policies, 'ingress', to, from, port),
        ).map((port) => `${from.name} → ${to.name}:${port}`),
      ),
  );
};
