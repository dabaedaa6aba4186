import { contactPointIdOf, invalidInput, normalisePhone, parseInput } from '@rapport/contracts';
import type { ServiceEdges } from '@rapport/platform';
import { z } from 'zod';
import type { SandboxStore } from '../usecases/ports.ts';

const SHOWN_MAX = 100;

const query = z.object({ to: z.string().max(32).optional() });

/** What stands on the sandbox handset, newest first: masked numbers and texts. Served only where the sandbox is on. */
export const sandboxRoutes =
  ({
    store,
    contactPointKey,
  }: {
    store: SandboxStore;
    contactPointKey: Uint8Array;
  }): NonNullable<ServiceEdges<never>['routes']> =>
  (http) => {
    http.get('/sandbox/messages', async (request) => {
      const { to } = parseInput(query, request.query, 'query');
      // A plus sign that nobody encoded arrives as a space.
      const number = to === undefined ? null : normalisePhone(to.trim().replace(/^(?=\d)/, '+'));
      if (to !== undefined && !number) {
        throw invalidInput([{ path: 'to', message: 'must be a telephone number, such as +491701234567' }]);
      }
      const point = number ? contactPointIdOf(contactPointKey, 'PHONE', number) : null;
      const messages = await store.newest(point, SHOWN_MAX);
      return {
        messages: messages.map(({ messageId, maskedAddress, body, takenAt }) => ({
          id: messageId,
          to: maskedAddress,
          text: body,
          at: takenAt.toISOString(),
        })),
      };
    });
  };
