import pg from 'pg';

/** One service's database: `role` logs in with `password` and owns the database `name`, and no other. */
export interface DatabaseOwner<Name extends string> {
  readonly name: Name;
  readonly role: string;
  readonly password: string;
}

/**
 * Makes a role and a database for each, with pg_trgm, closed to the roles of the others; repeating it is harmless and
 * sets the passwords to those given. Answers the URL with which each owner connects, by database name.
 */
export async function ensureDatabases<Name extends string>(
  adminUrl: string,
  databases: readonly DatabaseOwner<Name>[],
): Promise<Readonly<Record<Name, string>>> {
  await asAdmin(adminUrl, async (admin) => {
    await admin.query('REVOKE CONNECT ON DATABASE postgres, template1 FROM PUBLIC');
    for (const database of databases) await ensureDatabase(admin, database);
  });
  for (const { name } of databases) {
    await asAdmin(urlOf(adminUrl, name), (admin) => admin.query('CREATE EXTENSION IF NOT EXISTS pg_trgm'));
  }
  const entries = databases.map(({ name, role, password }) => [name, urlOf(adminUrl, name, role, password)]);
  return Object.fromEntries(entries);
}

/** Runs `work` on a connection of its own to `url`, and closes it. Connecting may take 10 s, a statement 60 s. */
export async function asAdmin<T>(url: string, work: (admin: pg.Client) => Promise<T>): Promise<T> {
  const admin = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000, query_timeout: 60_000 });
  // A connection that breaks while no statement runs is told by the next statement, not by an unhandled event.
  admin.on('error', () => undefined);
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.end();
  }
}

/** The URL of another database of the same server, as another role when one is given. */
export function urlOf(adminUrl: string, database: string, role?: string, password?: string): string {
  const url = new URL(adminUrl);
  url.pathname = `/${encodeURIComponent(database)}`;
  if (role !== undefined) url.username = encodeURIComponent(role);
  if (password !== undefined) url.password = encodeURIComponent(password);
  return url.toString();
}

async function ensureDatabase(admin: pg.Client, database: DatabaseOwner<string>): Promise<void> {
  const name = admin.escapeIdentifier(database.name);
  const role = admin.escapeIdentifier(database.role);
  const rights = 'LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE';
  const roles = await admin.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [database.role]);
  await admin.query(
    `${roles.rowCount ? 'ALTER' : 'CREATE'} ROLE ${role} ${rights} PASSWORD ${admin.escapeLiteral(database.password)}`,
  );
  const databases = await admin.query('SELECT 1 FROM pg_database WHERE datname = $1', [database.name]);
  await admin.query(
    databases.rowCount ? `ALTER DATABASE ${name} OWNER TO ${role}` : `CREATE DATABASE ${name} OWNER ${role}`,
  );
  await admin.query(`REVOKE ALL ON DATABASE ${name} FROM PUBLIC`);
}
