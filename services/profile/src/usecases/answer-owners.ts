import type { Stores } from './ports.ts';

/** Answers whose contact point this is; several people may share one. */
export const answerOwners =
  ({ stores }: { stores: Pick<Stores, 'contactPoints'> }) =>
  async ({ contactPointId }: { contactPointId: string }) => ({
    customerIds: await stores.contactPoints.ownersOf(contactPointId),
  });
