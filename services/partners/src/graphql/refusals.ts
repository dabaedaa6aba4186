/** Why a change was not made, in a form that a client can branch on. */
export const REFUSALS = {
  NAME: { code: 'INVALID_INPUT', message: 'must have 1 to 100 characters', field: 'input.name' },
  NAME_TAKEN: { code: 'NAME_TAKEN', message: 'another partner has this name: choose another', field: 'input.name' },
  NOT_FOUND: {
    code: 'NOT_FOUND',
    message: 'there is no such partner: pass an id that `partners` returned',
    field: 'input.partnerId',
  },
  TOO_MANY_CREDENTIALS: {
    code: 'TOO_MANY_CREDENTIALS',
    message: 'two credentials are valid already: revoke one first',
    field: 'input.partnerId',
  },
  NO_CREDENTIAL: {
    code: 'NOT_FOUND',
    message: 'there is no such credential: pass an id that `partners` returned',
    field: 'input.credentialId',
  },
} as const;
