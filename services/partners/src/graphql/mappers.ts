/** GraphQL types that resolvers answer with a domain type. */
export const mappers = {
  Partner: '../domain/partner.ts#Partner as PartnerModel',
  PartnerCredential: '../domain/partner.ts#Credential',
  PartnerSharing: '../usecases/ports.ts#Sharing',
};
