import {
  type CustomerRef,
  customerId as customerIdSchema,
  type IdentityType,
  invalidInput,
  normaliseIdentifier,
  type Page,
  type PageRequest,
  parseInput,
} from '@rapport/contracts';
import { hashIdentifiers } from '../domain/identifier.ts';
import { FIRST_RULES, STRENGTH } from '../domain/identity-rules.ts';
import type { Keys, Stores } from './ports.ts';

const SEARCH_LENGTH_MAX = 200;

/**
 * Finds one customer by any id they were ever known by, under their current id. Who may act for them by an earlier id
 * finds them under that one: it is what their token names, and every service reads it the same.
 * @throws RapportError INVALID_INPUT for what is no customer's id
 */
export const findCustomer =
  ({ stores }: { stores: Pick<Stores, 'customers'> }) =>
  async (id: string, viewerCustomerIds: readonly string[] = []): Promise<CustomerRef | null> => {
    parseInput(customerIdSchema, id, 'id');
    const current = (await stores.customers.currentIdsOf([id])).get(id);
    if (current === undefined) return null;
    return { id: viewerCustomerIds.includes(id) && !viewerCustomerIds.includes(current) ? id : current };
  };

/** Finds who holds an identifier. @throws RapportError INVALID_INPUT for what cannot be one of its type */
export const findCustomerByIdentity =
  ({ stores, keys }: { stores: Pick<Stores, 'identifiers'>; keys: Keys }) =>
  async (type: IdentityType, value: string): Promise<CustomerRef | null> => {
    if (normaliseIdentifier(type, value) === null) {
      const form = { EMAIL: 'an address such as "ada@example.org"', PHONE: 'a number such as "+4930123456"' };
      throw invalidInput([{ path: 'value', message: `must be ${form[type as 'EMAIL'] ?? '1 to 256 characters'}` }]);
    }
    const [hashed] = hashIdentifiers(keys.identifier, FIRST_RULES, [{ type, value }]);
    const id = hashed && (await stores.identifiers.findHolder(type, hashed.valueHash));
    return id ? { id } : null;
  };

/**
 * Lists customers, oldest first. A search finds them by a name that contains or resembles it (three characters or
 * more), or by any identifier or account that is exactly it.
 * @throws RapportError INVALID_INPUT for a search that is too long, a foreign cursor or a page size outside 1 to 100
 */
export const findCustomers =
  ({ stores, keys }: { stores: Pick<Stores, 'customers'>; keys: Keys }) =>
  async (page: PageRequest, search?: string | null): Promise<Page<CustomerRef>> => {
    const text = search?.trim();
    if (!text) return stores.customers.search(page, null);
    if (text.length > SEARCH_LENGTH_MAX || text.includes('\0')) {
      throw invalidInput([{ path: 'search', message: `must be text of at most ${SEARCH_LENGTH_MAX} characters` }]);
    }
    const candidates = hashIdentifiers(
      keys.identifier,
      FIRST_RULES,
      STRENGTH.map((type) => ({ type, value: text })),
    );
    return stores.customers.search(page, { text, valueHashes: candidates.map(({ valueHash }) => valueHash) });
  };
