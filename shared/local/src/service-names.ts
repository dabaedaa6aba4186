/** The services, in the order in which a table shows them; each is a subgraph with a database of its own. */
export const SERVICES = [
  'profile',
  'behavior',
  'decisioning',
  'consent',
  'messaging',
  'experimentation',
  'partners',
] as const;

/** The processes that run: the services and the gateway before them. */
export const PROCESSES = [...SERVICES, 'gateway'] as const;

export type ServiceName = (typeof SERVICES)[number];
export type ProcessName = (typeof PROCESSES)[number];
