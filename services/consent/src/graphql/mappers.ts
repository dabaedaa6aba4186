/** GraphQL types that resolvers answer with a domain type. */
export const mappers = {
  Consent: '../domain/consent.ts#Consent as ConsentModel',
  Contactability: '../domain/judge-contact.ts#ContactVerdict',
};
