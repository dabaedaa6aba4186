import { issuesOf, TRACK_SCHEMAS } from '@rapport/contracts';
import { checkTime } from './check-time.ts';
import type { Flaw } from './flaw.ts';
import { flaw } from './flaw.ts';

type Checked = { readonly properties: Record<string, unknown> } | { readonly flaws: readonly Flaw[] };

/** Whether an event has a published schema. */
export const isPublished = (event: string | null | undefined): boolean => Boolean(event && TRACK_SCHEMAS.has(event));

/**
 * Checks the properties of a published event strictly: shape, unknown fields, and instants that cannot be
 * (`…At` more than a day ahead of the clock, or before 1990). Instants come back in UTC.
 */
export const checkPublished = (event: string, properties: unknown, now: Date): Checked => {
  const parsed = TRACK_SCHEMAS.get(event)!.properties.safeParse(properties ?? {});
  if (!parsed.success) {
    const flaws = issuesOf(parsed.error, 'properties').map(({ path, message }) =>
      flaw(path, 'INVALID', `${message} (see the published schema of "${event}")`),
    );
    return { flaws };
  }
  const clean = parsed.data as Record<string, unknown>;
  const flaws = Object.entries(clean)
    .filter(([name, value]) => name.endsWith('At') && typeof value === 'string')
    .flatMap(([name, value]) => checkTime(`properties.${name}`, new Date(value as string), now) ?? []);
  return flaws.length > 0 ? { flaws } : { properties: clean };
};
