import { DOMAINS, natsPermissionsOf } from '@rapport/contracts';

// To nats-server an empty list of allowed subjects would mean all of them.
const subjects = (allowed: readonly string[]): string =>
  allowed.length === 0
    ? '{ deny: ">" }'
    : ['{', '  allow: [', ...allowed.map((subject) => `    ${JSON.stringify(subject)}`), '  ]', '}'].join('\n      ');

/** k8s/base/nats/users.conf as the contracts want it: who may connect, and what each may do. */
export const natsUsers = (): string => {
  const users = DOMAINS.map((service) => {
    const { publish, subscribe, allowResponses } = natsPermissionsOf(service);
    return `  {
    user: ${service}
    password: $${service.toUpperCase()}_PASSWORD
    permissions: {
      publish: ${subjects(publish)}
      subscribe: ${subjects(subscribe)}
      allow_responses: ${allowResponses}
    }
  }\n`;
  });
  return `# Out of shared/contracts/src/topology.ts by UPDATE_MANIFESTS=1 npm run jest -- test/k8s.
users: [
  {
    user: admin
    password: $ADMIN_PASSWORD
  }
${users.join('')}]
`;
};
