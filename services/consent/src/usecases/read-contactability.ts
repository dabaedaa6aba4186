import { type Channel, CONTACT_POINT_KIND, type Purpose } from '@rapport/contracts';
import { type ContactVerdict, judgeContact } from '../domain/judge-contact.ts';
import { gatherContactCases } from './gather-contact-cases.ts';
import type { Now, Stores } from './ports.ts';

/** One question of a graph query: may this customer be contacted now? */
export type ContactabilityQuestion = {
  readonly customerId: string;
  readonly channel: Channel;
  readonly purpose: Purpose;
};

/** Whether customers may be contacted now at any contact point of a channel; the best answer of them counts. */
export const readContactability =
  (ports: { stores: Stores; now: Now }) =>
  async (questions: readonly ContactabilityQuestion[]): Promise<ContactVerdict[]> => {
    const owned = await ports.stores.contactPoints.ownedBy([...new Set(questions.map(({ customerId }) => customerId))]);
    const perQuestion = questions.map(({ customerId, channel, purpose }) => {
      const points = (owned.get(customerId) ?? []).filter(({ kind }) => kind === CONTACT_POINT_KIND[channel]);
      const pointIds = points.length > 0 ? points.map(({ contactPointId }) => contactPointId) : [null];
      return pointIds.map((contactPointId) => ({ customerId, channel, purpose, contactPointId }));
    });
    const cases = await gatherContactCases(ports, perQuestion.flat(), ports.now());
    return perQuestion.map(({ length }) => {
      const verdicts = cases.splice(0, length).map(judgeContact);
      return verdicts.find(({ allowed }) => allowed) ?? verdicts[0]!;
    });
  };
