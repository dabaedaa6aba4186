import {
  customerId as customerIdSchema,
  type Reads,
  type RequestContext,
  type Transact,
  type Viewer,
} from '@rapport/contracts';

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
    list: () => [...fields].map(([customerId, noted]) => ({ customerId, fields: [...noted].sort() })),
  };
};

/** Whether a viewer reads as somebody else than the customer in question: those reads are audited. */
const isForeign = (viewer: Viewer, customerId: string): boolean =>
  !(viewer.roles.includes('CUSTOMER') && viewer.customerIds[0] === customerId);

/** Writes who read what of whom, one line per customer. Machines are told apart by their subject. */
export const auditReads = async (transact: Transact, { viewer, reads }: RequestContext): Promise<void> => {
  const foreign = reads.list().filter(({ customerId }) => isForeign(viewer, customerId));
  if (foreign.length === 0) return;
  await transact(async (tx) => {
    await tx.lock(foreign.map(({ customerId }) => customerId));
    for (const { customerId, fields } of foreign) {
      tx.audit({ viewer, action: `read ${fields.join(' ')}`.slice(0, 1_000), about: customerId });
    }
  });
};
