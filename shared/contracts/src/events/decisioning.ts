import { z } from 'zod';
import { behavioural, operational, pseudonym, sensitive } from '../data-class.ts';
import { eventKind } from '../event-kind.ts';
import { actionGroup, channel, protectionLevel, purpose, surface } from '../vocabulary.ts';

export const protectionChanged = eventKind({
  name: 'decisioning.protection.changed',
  kind: 'STATE',
  version: 1,
  description: 'How far a customer is protected, from now on.',
  schema: z.object({
    level: sensitive(protectionLevel),
    since: sensitive(z.iso.datetime()),
    reason: sensitive(z.string()),
    reviewAt: sensitive(z.iso.datetime().nullable()),
  }),
  example: {
    level: 'PROTECTED',
    since: '2026-03-01T09:30:00.000Z',
    reason: 'FINANCIAL_STRESS',
    reviewAt: '2026-05-30T09:30:00.000Z',
  },
});

export const decisionMade = eventKind({
  name: 'decisioning.decision.made',
  kind: 'FACT',
  version: 1,
  description: 'An action was chosen for a customer and is to be carried out in a conversation.',
  schema: z.object({
    decisionId: pseudonym(z.string()),
    /** The action's key in the catalogue; messaging has a template of the same name. */
    actionKey: operational(z.string()),
    /** The action's group in the catalogue; absent where it is not known. */
    group: operational(actionGroup).optional(),
    surface: operational(surface),
    purpose: operational(purpose),
    topic: operational(z.string().nullable()),
    /** Channels to try, best first. */
    channels: z.array(operational(channel)).min(1).max(8),
    /** Codes of the reasons, most important first. */
    reasons: z.array(sensitive(z.string())).max(10),
    protectionLevel: sensitive(protectionLevel),
    catalogueVersion: operational(z.string()),
    /** After this instant it must not be carried out any more. */
    expiresAt: operational(z.iso.datetime()),
  }),
  example: {
    decisionId: 'dec_01h455vb4pex5vsknk084sn02q',
    actionKey: 'repayment-plan',
    group: 'HELP',
    surface: 'CONVERSATION',
    purpose: 'SERVICE',
    topic: null,
    channels: ['SMS'],
    reasons: ['FINANCIAL_STRESS_HIGH'],
    protectionLevel: 'PROTECTED',
    catalogueVersion: 'catalogue-1',
    expiresAt: '2026-03-03T09:30:00.000Z',
  },
});

/** What can become of a decision. Learning starts from SEEN, never from having been returned. */
export const OUTCOMES = ['SEEN', 'CLICKED', 'ACCEPTED', 'DISMISSED', 'COMPLETED', 'COMPLAINED'] as const;

export const outcomeRecorded = eventKind({
  name: 'decisioning.outcome.recorded',
  kind: 'FACT',
  version: 1,
  description: 'What became of a decision.',
  schema: z.object({
    decisionId: pseudonym(z.string()),
    actionKey: operational(z.string()),
    /** The action's group in the catalogue; absent where it is not known. */
    group: operational(actionGroup).optional(),
    outcome: behavioural(z.enum(OUTCOMES)),
  }),
  example: {
    decisionId: 'dec_01h455vb4pex5vsknk084sn02q',
    actionKey: 'repayment-plan',
    group: 'HELP',
    outcome: 'DISMISSED',
  },
});
