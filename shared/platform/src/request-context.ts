import { customerId as customerIdSchema, type Reads } from '@rapport/contracts';

const isCustomerId = (text: string): boolean => customerIdSchema.safeParse(text).success;

/** Collects what one request reads. */
export const createReads = (): Reads => {
  const fields = new Map<string, Set<string>>();
  return {
    note: (customerId, field) => {
      // What is not the id of a customer names nobody, and must not reach a subject.
      if (!isCustomerId(customerId)) return;
      const noted = fields.get(customerId) ?? new Set();
      fields.set(customerId, noted.add(field));
    },
    take: () => {
      const taken = [...fields].map(([customerId, noted]) => ({ customerId, fields: [...noted].sort() }));
      fields.clear();
      return taken;
    },
  };
};
