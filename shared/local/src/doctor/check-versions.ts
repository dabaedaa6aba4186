import { type Finding, fine, wrong } from './finding.ts';

/** The oldest of each that is known to work. */
const NODE_MAJOR = 24;
const POSTGRES_MAJOR = 15;
const NATS = [2, 10] as const;

export const checkNode = (version: string): Finding =>
  Number(version.split('.')[0]) === NODE_MAJOR
    ? fine('node', version)
    : wrong('node', version, `run it through npm, which brings Node ${NODE_MAJOR}`);

/** @param versionNumber as PostgreSQL says it: 180004 is 18.4 */
export const checkPostgresVersion = (versionNumber: number): Finding => {
  const version = `${Math.floor(versionNumber / 10_000)}.${versionNumber % 10_000}`;
  return versionNumber >= POSTGRES_MAJOR * 10_000
    ? fine('PostgreSQL', version)
    : wrong('PostgreSQL', version, `PostgreSQL ${POSTGRES_MAJOR} or newer is needed: upgrade the server`);
};

export const checkNatsVersion = (version: string): Finding => {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > NATS[0] || (major === NATS[0] && minor >= NATS[1])
    ? fine('nats-server', version)
    : wrong(
        'nats-server',
        version,
        `nats-server ${NATS.join('.')} or newer is needed: older ones know no sync_interval`,
      );
};
