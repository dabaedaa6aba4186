import { contactPointRule } from './rules/contact-point.ts';
import { frequencyRule } from './rules/frequency.ts';
import { purposeRule } from './rules/purpose.ts';
import { quietHoursRule } from './rules/quiet-hours.ts';
import type { ContactCase, ContactReason, ContactRule } from './rules/rule.ts';

/** Every rule of contact, the most personal first: their grounds are recorded in this order. */
const RULES: readonly ContactRule[] = [contactPointRule, purposeRule, quietHoursRule, frequencyRule];

/** Whether a contact is allowed at one moment, everything that forbids it, and what the answer rests on. */
export type ContactVerdict = {
  readonly allowed: boolean;
  readonly reasons: readonly ContactReason[];
  readonly ground: readonly string[];
  /** When it will be allowed by itself; null when it is now, or when only the customer can change it. */
  readonly nextAllowedAt: Date | null;
  readonly policyVersion: string;
};

/** Judges one contact by every rule, so that the answer names all that forbids it and not only the first. */
export const judgeContact = (subject: ContactCase): ContactVerdict => {
  const findings = RULES.map((rule) => rule(subject));
  const forbids = findings.flatMap((finding) => finding.forbids ?? []);
  const ends = forbids.flatMap(({ until }) => (until ? [until.getTime()] : []));
  const opensByItself = forbids.length > 0 && ends.length === forbids.length;
  return {
    allowed: forbids.length === 0,
    reasons: forbids.map(({ reason }) => reason),
    ground: findings.map(({ ground }) => ground),
    nextAllowedAt: opensByItself ? new Date(Math.max(...ends)) : null,
    policyVersion: subject.policy.version,
  };
};
