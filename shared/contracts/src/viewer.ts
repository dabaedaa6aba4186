import { z } from 'zod';
import { role } from './vocabulary.ts';

/** Who is asking, as the gateway vouches for it. */
export const viewer = z.object({
  /** The subject of the token: a person or a machine. */
  subject: z.string().min(1).max(256),
  roles: z.array(role).max(12),
  /** The customers that a customer or delegate may act for; the first is `me`. */
  customerIds: z.array(z.string()).max(100),
  scopes: z.array(z.string().max(64)).max(50),
  /** Why personal data is read, as the person stated it; kept in the audit. */
  reason: z.string().max(200).optional(),
});
export type Viewer = z.infer<typeof viewer>;

/** The header that carries the gateway's signed statement of who is asking. */
export const STATEMENT_HEADER = 'x-rapport-statement';

/** How long a statement may be valid, seconds. */
export const STATEMENT_SECONDS_MAX = 60;

/** What the gateway signs for one subgraph and one request. */
export const statement = z.object({
  viewer,
  /** The subgraph it is for. */
  audience: z.string(),
  /** Issued and expires, seconds since the epoch. */
  issuedAt: z.number().int(),
  expiresAt: z.number().int(),
  traceparent: z.string().max(64).optional(),
});
export type Statement = z.infer<typeof statement>;
