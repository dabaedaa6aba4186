import { createHash } from 'node:crypto';
import { canonicalJson } from '@rapport/contracts';
import type { Holding } from './account.ts';
import { type ContactPoint, DEFAULT_LOCALE, DEFAULT_TIME_ZONE } from './customer.ts';
import { byStrength, type HeldIdentifier } from './identifier.ts';
import { type Trait, textOf } from './trait.ts';

/** The most that one event carries of each kind; the newest and strongest are the ones that go. */
const ACCOUNTS_MAX = 200;
const CONTACT_POINTS_MAX = 50;
const IDENTIFIERS_MAX = 200;

/** Everything kept of a customer that others may need. */
export type KeptOfCustomer = {
  /** Those that hold. */
  readonly traits: readonly Trait[];
  readonly holdings: readonly Holding[];
  /** What was given last comes first. */
  readonly contactPoints: readonly ContactPoint[];
  /** Newest first. */
  readonly identifiers: readonly HeldIdentifier[];
};

/** What the other services are told of a customer: `data` of `customerUpdated`, without any contact data. */
export const announcementOf = ({ traits, holdings, contactPoints, identifiers }: KeptOfCustomer) => {
  const data = {
    locale: textOf(traits, 'locale') ?? DEFAULT_LOCALE,
    timeZone: textOf(traits, 'timeZone') ?? DEFAULT_TIME_ZONE,
    accounts: holdings
      .slice(0, ACCOUNTS_MAX)
      .map(({ accountId, accountType, currency, role }) => ({ accountId, accountType, currency, role })),
    // Sorted by id and not by age, so that giving the same address again is no news.
    contactPoints: contactPoints
      .slice(0, CONTACT_POINTS_MAX)
      .map(({ contactPointId, kind }) => ({ contactPointId, kind }))
      .sort((a, b) => (a.contactPointId < b.contactPointId ? -1 : 1)),
    identifiers: [...identifiers]
      .sort(byStrength)
      .slice(0, IDENTIFIERS_MAX)
      .map(({ type, valueHash }) => ({ type, hash: valueHash })),
  };
  return { data, announcedHash: createHash('sha256').update(canonicalJson(data)).digest('hex') };
};
