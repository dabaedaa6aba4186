/** GraphQL types that resolvers answer with a domain type. */
export const mappers = {
  Account: '../domain/account.ts#AccountView',
  AccountHolder: '../domain/account.ts#Holder',
  Application: '../domain/application.ts#Application as ApplicationModel',
  ReceivedDocument: '../domain/application.ts#ReceivedDocument as ReceivedDocumentModel',
  Identity: '../domain/identifier.ts#HeldIdentifier',
  Trait: '../domain/trait.ts#Trait as TraitModel',
  RejectedTrait: '../domain/trait.ts#RejectedTrait as RejectedTraitModel',
};
