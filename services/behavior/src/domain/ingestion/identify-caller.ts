import { type Identifier, type IdentityType, normaliseIdentifier, type TrackingCall } from '@rapport/contracts';
import { type Flaw, flaw } from './flaw.ts';

const EXTERNAL_TYPES: Readonly<Record<string, IdentityType>> = {
  user_id: 'USER_ID',
  email: 'EMAIL',
  phone: 'PHONE',
  crm_id: 'CRM_ID',
  card_token: 'CARD_TOKEN',
  push_token: 'PUSH_TOKEN',
  account_id: 'ACCOUNT_ID',
};

type Claim = { path: string; type: IdentityType; raw: unknown };

/** The traits that a call states; of an `identify` they may stand in its context instead. */
export const traitsOf = ({ type, traits, context }: TrackingCall): TrackingCall['traits'] =>
  traits ?? (type === 'identify' ? context?.traits : null);

/** Only identify may say by which mailbox or telephone somebody is known: anything else would merge by accident. */
const claimsOf = (call: TrackingCall): Claim[] => {
  const { type, userId, anonymousId, previousId, context } = call;
  const traits = traitsOf(call);
  return [
    { path: 'userId', type: 'USER_ID', raw: userId },
    ...(type === 'identify'
      ? [
          { path: 'traits.email', type: 'EMAIL' as const, raw: traits?.['email'] },
          { path: 'traits.phone', type: 'PHONE' as const, raw: traits?.['phone'] },
        ]
      : []),
    ...(context?.externalIds ?? []).map((external, index) => ({
      path: `context.externalIds.${index}.id`,
      type: EXTERNAL_TYPES[external.type] ?? ('EXTERNAL' as const),
      raw: EXTERNAL_TYPES[external.type] ? external.id : `${external.type}:${external.id}`,
    })),
    { path: 'anonymousId', type: 'ANONYMOUS_ID', raw: anonymousId },
    ...(type === 'alias' ? [{ path: 'previousId', type: 'ANONYMOUS_ID' as const, raw: previousId }] : []),
    { path: 'context.device.id', type: 'DEVICE_ID', raw: context?.device?.id },
    { path: 'context.device.token', type: 'PUSH_TOKEN', raw: context?.device?.token },
  ];
};

const REMEDIES: Partial<Record<IdentityType, string>> = {
  EMAIL: 'is no mailbox: send one like name@example.org or leave it out',
  PHONE: 'is no telephone number: send E.164 like +4930123456 or leave it out',
};

/** The identifiers of a call, strongest first, each once; or what is wrong with them. */
export const identifyCaller = (
  call: TrackingCall,
): { readonly identifiers: Identifier[] } | { readonly flaw: Flaw } => {
  const identifiers = new Map<string, Identifier>();
  for (const { path, type, raw } of claimsOf(call)) {
    if (raw === undefined || raw === null || raw === '') continue;
    const value = typeof raw === 'string' ? normaliseIdentifier(type, raw) : null;
    if (!value) return { flaw: flaw(path, 'INVALID', REMEDIES[type] ?? 'must be a string of 1 to 256 characters') };
    identifiers.set(`${type}:${value}`, { type, value });
  }
  if (!call.userId && !call.anonymousId) {
    return { flaw: flaw('userId', 'UNIDENTIFIED', 'is missing: send userId or anonymousId') };
  }
  if (call.type === 'alias' && (!call.userId || !call.previousId)) {
    const missing = call.userId ? 'previousId' : 'userId';
    return { flaw: flaw(missing, 'UNIDENTIFIED', 'is missing: an alias needs userId and previousId') };
  }
  return { identifiers: [...identifiers.values()].slice(0, 20) };
};
