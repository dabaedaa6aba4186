import { z } from 'zod';

/** The closed enums of common.graphql; a test keeps the two the same. */
export const PURPOSES = [
  'SERVICE',
  'MARKETING',
  'PERSONALISATION',
  'CREDIT_DECISION',
  'FRAUD_PROTECTION',
  'PARTNER_SHARING',
  'AUTOMATION',
  'RESEARCH',
] as const;
export type Purpose = (typeof PURPOSES)[number];

export const CHANNELS = ['SMS', 'MMS', 'WHATSAPP', 'RCS', 'EMAIL', 'PUSH', 'IN_APP', 'VOICE'] as const;
export type Channel = (typeof CHANNELS)[number];

export const SURFACES = [
  'HOME',
  'ACCOUNTS',
  'CARDS',
  'LENDING',
  'SAVINGS',
  'INVESTMENTS',
  'SUPPORT',
  'CONVERSATION',
] as const;
export type Surface = (typeof SURFACES)[number];

export const IDENTITY_TYPES = [
  'USER_ID',
  'EMAIL',
  'PHONE',
  'ANONYMOUS_ID',
  'DEVICE_ID',
  'ACCOUNT_ID',
  'CRM_ID',
  'CARD_TOKEN',
  'PUSH_TOKEN',
  'EXTERNAL',
] as const;
export type IdentityType = (typeof IDENTITY_TYPES)[number];

export const ROLES = [
  'CUSTOMER',
  'DELEGATE',
  'AGENT',
  'SUPERVISOR',
  'ANALYST',
  'MARKETER',
  'RISK_OFFICER',
  'COMPLIANCE_OFFICER',
  'PRIVACY_OFFICER',
  'OPERATOR',
  'PARTNER',
  'SERVICE',
] as const;
export type Role = (typeof ROLES)[number];

/** How far a customer is protected. Owned by decisioning; anything above NONE outranks business value. */
export const PROTECTION_LEVELS = ['NONE', 'WATCH', 'PROTECTED'] as const;
export type ProtectionLevel = (typeof PROTECTION_LEVELS)[number];

/** What kind of action is proposed. CREDIT and MARKETING are never proposed to people who are protected. */
export const ACTION_GROUPS = ['HELP', 'SERVICE', 'SAVING', 'CREDIT', 'MARKETING'] as const;
export type ActionGroup = (typeof ACTION_GROUPS)[number];

export const purpose = z.enum(PURPOSES);
export const channel = z.enum(CHANNELS);
export const surface = z.enum(SURFACES);
export const identityType = z.enum(IDENTITY_TYPES);
export const role = z.enum(ROLES);
export const protectionLevel = z.enum(PROTECTION_LEVELS);
export const actionGroup = z.enum(ACTION_GROUPS);
