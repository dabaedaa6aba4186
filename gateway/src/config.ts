import { fileURLToPath } from 'node:url';
import { DOMAINS, type Domain, ROLES, type Role } from '@rapport/contracts';
import { type Environment, keySetting, processSettings, readSettings } from '@rapport/platform';
import { z } from 'zod';

/** The issuer of the tokens that `npm run token` prints. Its key lies on the developer's disk. */
export const DEVELOPMENT_ISSUER = 'http://localhost/rapport-development';

/** One value per subgraph, `profile=…,behavior=…`; each subgraph has to be named, once. */
const perSubgraph = <T>(value: z.ZodType<T, string>) =>
  z.string(`must name ${DOMAINS.join(', ')}: name=value, separated by commas`).transform((text, context) => {
    const entries = text.split(',').map((entry): [string, string] => {
      const [name = '', ...rest] = entry.split('=');
      return [name.trim(), rest.join('=').trim()];
    });
    const complain = (message: string) => context.addIssue({ code: 'custom', message });
    for (const [name] of entries) {
      if (!DOMAINS.some((domain) => domain === name)) complain(`"${name}" is no subgraph: ${DOMAINS.join(', ')} are`);
    }
    const read = (domain: Domain): [Domain, T] | null => {
      const given = entries.filter(([name]) => name === domain);
      if (given.length !== 1) {
        complain(given.length === 0 ? `${domain} is missing` : `${domain} is there ${given.length} times`);
        return null;
      }
      const parsed = value.safeParse(given[0]?.[1]);
      if (!parsed.success) complain(`${domain} ${parsed.error.issues[0]?.message ?? 'is wrong'}`);
      return parsed.success ? [domain, parsed.data] : null;
    };
    const values = DOMAINS.map(read).filter((entry) => entry !== null);
    return values.length === DOMAINS.length ? new Map(values) : z.NEVER;
  });

const baseUrl = z
  .url({ protocol: /^https?$/, error: 'must be an http or https URL' })
  .transform((text) => new URL(text))
  .refine(({ pathname, search }) => pathname === '/' && search === '', 'must be a URL without a path');

/** A public key that verifies ES256, RFC 7517 and 7518. A private key has no business in the gateway. */
const publicKey = z
  .object({ kty: z.literal('EC'), crv: z.literal('P-256'), x: z.string(), y: z.string(), kid: z.string().optional() })
  .extend({ d: z.undefined('must be a public key: it holds the private part').optional() });

const keySet = z
  .string('must be a JSON Web Key Set')
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue({ code: 'custom', message: 'must be a JSON Web Key Set: {"keys":[…]}' });
      return z.NEVER;
    }
  })
  .pipe(z.object({ keys: z.array(publicKey).min(1, 'must hold a key') }));

/** Signatures that tell the issuer from everybody else (RFC 7518, RFC 8037); a shared secret or none never does. */
export const SIGNATURES = ['ES256', 'RS256', 'EdDSA'] as const;

const signatures = z
  .string()
  .transform((text) => text.split(',').map((name) => name.trim()))
  .pipe(z.array(z.enum(SIGNATURES, `must be some of ${SIGNATURES.join(', ')}, separated by commas`)).min(1));

const ROLE_OF_NAME = new Map<string, Role>(ROLES.map((role) => [role.toLowerCase().replaceAll('_', '-'), role]));

/** The roles by the names that stand in tokens: `risk-officer` is RISK_OFFICER. */
const ownNames = (): ReadonlyMap<string, Role> => ROLE_OF_NAME;

/** `name=role,…`: the issuer's own names of the roles. Names may hold `=`; what follows the last one is the role. */
const roleNames = z.string().transform((text, context): ReadonlyMap<string, Role> => {
  const names = new Map<string, Role>();
  for (const entry of text.split(',')) {
    const at = entry.lastIndexOf('=');
    const name = entry.slice(0, Math.max(at, 0)).trim();
    const role = ROLE_OF_NAME.get(entry.slice(at + 1).trim());
    if (name === '' || !role || names.has(name)) {
      const message = `"${entry}" must be name=role, each name once; roles: ${[...ROLE_OF_NAME.keys()].join(', ')}`;
      context.addIssue({ code: 'custom', message });
    } else names.set(name, role);
  }
  return names;
});

const claimName = (name: string) => z.string().min(1).max(200).default(name);

/** An issuer is known by its exact text (OpenID Connect Discovery 1.0, 4.3): nothing is added or normalised. */
const issuerUrl = z
  .url({ protocol: /^https?$/, error: 'must be the http or https URL that stands as `iss` in tokens' })
  .refine((text) => !/[?#]/.test(text), 'must have neither query nor fragment');

/** Whether nobody on the way can put keys of their own in the place of the issuer's. */
const isPrivate = (text: string): boolean => {
  const { protocol, hostname } = new URL(text);
  return protocol === 'https:' || ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
};

const milliseconds = (value: number) => z.coerce.number().int().min(50).max(60_000).default(value);

const settings = processSettings
  .extend({
    PORT: z.coerce
      .number()
      .int()
      .min(0)
      .max(65_535)
      .default(4_000)
      .describe('The port of the front door; 0: a free one.'),
    SUPERGRAPH_FILE: z
      .string()
      .default(fileURLToPath(new URL('../supergraph.graphql', import.meta.url)))
      .describe('The supergraph; watched, and reloaded when it changes.'),
    SUBGRAPH_URLS: perSubgraph(baseUrl).describe('Base URL of each service: `profile=http://127.0.0.1:5001,…`.'),
    STATEMENT_KEYS: perSubgraph(keySetting).describe('Key that signs statements for each service: `profile=…,…`.'),
    OIDC_ISSUER: issuerUrl.optional().describe('The OpenID Connect issuer whose tokens are believed.'),
    OIDC_ALGORITHMS: signatures.default([...SIGNATURES]).describe('The signatures that its tokens may have.'),
    OIDC_ROLES_CLAIM: claimName('roles').describe('The claim with the roles: a name, or a path with dots.'),
    OIDC_ROLE_NAMES: roleNames.default(ownNames).describe("The issuer's names of the roles: `name=role,…`."),
    OIDC_CUSTOMERS_CLAIM: claimName('customers').describe('The claim with the customers whom the bearer acts for.'),
    OIDC_TIMEOUT_MS: milliseconds(3_000).describe('How long the issuer may take to give each of its documents.'),
    OIDC_REFRESH_SECONDS: z.coerce
      .number()
      .int()
      .min(1)
      .max(86_400)
      .default(300)
      .describe("How often the issuer's keys are read again, so that a withdrawn key ends."),
    ISSUER_JWKS: keySet.optional().describe('Public keys of a development issuer, a JSON Web Key Set, ES256.'),
    ISSUER_URL: z.url('must be a URL').default(DEVELOPMENT_ISSUER).describe('The `iss` of a development issuer.'),
    AUDIENCE: z.string().min(1).default('rapport').describe('The `aud` that tokens must have.'),
    CLOCK_TOLERANCE_SECONDS: z.coerce
      .number()
      .int()
      .min(0)
      .max(60)
      .default(5)
      .describe("How far the issuer's clock and ours may differ."),
    BEHIND_PROXY: z.stringbool().default(false).describe('Whether X-Forwarded-* of the caller is to be believed.'),
    SUBGRAPH_TIMEOUT_MS: milliseconds(5_000).describe('How long one call of a subgraph may take.'),
    REQUEST_TIMEOUT_MS: milliseconds(10_000).describe('How long all calls of one GraphQL request may take together.'),
    FORWARD_TIMEOUT_MS: milliseconds(10_000).describe(
      'How long a service may take to begin answering a forwarded call.',
    ),
    QUERY_DEPTH_MAX: z.coerce.number().int().min(1).max(100).default(12).describe('How deep a query may nest.'),
    QUERY_ALIASES_MAX: z.coerce
      .number()
      .int()
      .min(0)
      .max(1_000)
      .default(30)
      .describe('How many aliases a query may have.'),
    QUERY_COST_MAX: z.coerce
      .number()
      .int()
      .min(1)
      .max(1_000_000)
      .default(5_000)
      .describe('How many objects a query may ask for, lists counted at the length that is asked for.'),
  })
  .refine(({ OIDC_ISSUER, ISSUER_JWKS }) => (OIDC_ISSUER === undefined) !== (ISSUER_JWKS === undefined), {
    path: ['OIDC_ISSUER'],
    message: 'name the issuer of tokens, or give the keys of a development issuer in ISSUER_JWKS; not both',
    when: () => true,
  })
  .refine(({ NODE_ENV, ISSUER_JWKS }) => NODE_ENV !== 'production' || ISSUER_JWKS === undefined, {
    path: ['ISSUER_JWKS'],
    message: 'the development issuer is refused in production: name a real one in OIDC_ISSUER',
    when: () => true,
  })
  .refine(({ NODE_ENV, OIDC_ISSUER }) => NODE_ENV !== 'production' || !OIDC_ISSUER || isPrivate(OIDC_ISSUER), {
    path: ['OIDC_ISSUER'],
    message: 'must be an https URL in production, unless it is on this machine',
    when: () => true,
  })
  .refine(({ NODE_ENV, CLOCK_OFFSET_MS }) => NODE_ENV !== 'production' || CLOCK_OFFSET_MS === 0, {
    path: ['CLOCK_OFFSET_MS'],
    message: 'is refused in production',
    when: () => true,
  });

/** Everything that can be set about the gateway. */
export type Config = z.output<typeof settings>;

/** Reads all settings. @throws SettingsError that names every wrong one */
export const readConfig = (environment: Environment = process.env): Config => readSettings(settings, environment);

/**
 * Keeps what the Apollo libraries would otherwise send to their vendor (operating system, cloud, versions) at home.
 * The environment is the only switch they have.
 */
export const refuseVendorTelemetry = (): void => {
  process.env['APOLLO_TELEMETRY_DISABLED'] = 'true';
};
