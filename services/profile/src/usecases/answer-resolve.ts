import { type Identifier, invalidInput, type Transact } from '@rapport/contracts';
import { hashIdentifiers } from '../domain/identifier.ts';
import { announceCustomers } from './announce-customers.ts';
import type { Keys, Stores } from './ports.ts';
import { resolveCustomers } from './resolve-customers.ts';

/**
 * Answers "who are these?", one customer per set, made where there is none: the same sets, the same answer.
 * @throws RapportError INVALID_INPUT that names every set whose identifiers identify nobody
 */
export const answerResolve =
  (ports: { stores: Stores; keys: Keys; transact: Transact }) =>
  async (request: { sets: readonly { identifiers: readonly Identifier[] }[] }): Promise<{ customerIds: string[] }> => {
    const rules = await ports.stores.rules.inForce();
    const sets = request.sets.map(({ identifiers }) => ({
      identifiers: hashIdentifiers(ports.keys.identifier, rules, identifiers),
      gains: [],
      source: null,
    }));
    const issues = sets.flatMap(({ identifiers }, index) =>
      identifiers.length > 0
        ? []
        : [
            {
              path: `sets.${index}.identifiers`,
              message: 'identify nobody: leave out values such as 0, null or anonymous',
            },
          ],
    );
    if (issues.length > 0) throw invalidInput(issues);
    return ports.transact(async (tx) => {
      const { customerIds, changed } = await resolveCustomers(ports)(tx, rules, sets);
      await announceCustomers(ports)(tx, changed);
      return { customerIds: [...customerIds] };
    });
  };
