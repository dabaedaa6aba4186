import { z } from 'zod';
import { operational, pseudonym } from '../data-class.ts';
import { DOMAINS, type Domain, type EventKind, eventKind } from '../event-kind.ts';

const auditData = z.object({
  auditId: pseudonym(z.string()),
  subject: pseudonym(z.string()),
  roles: z.array(operational(z.string())).max(12),
  action: operational(z.string()),
  reason: operational(z.string().nullable()),
});

const deadLetterData = z.object({
  deadLetterId: pseudonym(z.string()),
  subject: pseudonym(z.string()),
  cause: operational(z.string()),
  attempts: operational(z.int()),
});

const forEveryDomain = <K>(declare: (domain: Domain) => K): Readonly<Record<Domain, K>> =>
  Object.fromEntries(DOMAINS.map((domain) => [domain, declare(domain)])) as Record<Domain, K>;

/** Somebody read personal data or changed something: who, what, why. Before and after stay with the service. */
export const auditRecorded: Readonly<Record<Domain, EventKind<z.infer<typeof auditData>>>> = forEveryDomain((domain) =>
  eventKind({
    name: `${domain}.audit.recorded`,
    kind: 'FACT',
    version: 1,
    description: `A read of personal data or a change by a person in ${domain}.`,
    schema: auditData,
    example: {
      auditId: 'aud_01h455vb4pex5vsknk084sn02q',
      subject: 'agent-7',
      roles: ['AGENT'],
      action: 'Query.customer',
      reason: 'call 4711',
    },
  }),
);

/** A service gave up an event; it stands in its dead letters with the payload. */
export const deadLettered: Readonly<Record<Domain, EventKind<z.infer<typeof deadLetterData>>>> = forEveryDomain(
  (domain) =>
    eventKind({
      name: `${domain}.event.deadlettered`,
      subject: `rapport.dead.${domain}`,
      kind: 'FACT',
      version: 1,
      description: `An event that ${domain} could not apply.`,
      schema: deadLetterData,
      example: {
        deadLetterId: 'ddl_01h455vb4pex5vsknk084sn02q',
        subject: 'rapport.profile.customer.updated.cus_01h455vb4pex5vsknk084sn02q',
        cause: 'INVALID_INPUT',
        attempts: 1,
      },
    }),
);
