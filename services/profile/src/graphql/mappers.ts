/** GraphQL types that resolvers answer with a domain type. */
export const mappers = {
  Account: '../domain/account.ts#AccountView',
  AccountHolder: '../domain/account.ts#Holder',
  Application: '../domain/application.ts#Application as ApplicationModel',
  ReceivedDocument: '../domain/application.ts#ReceivedDocument as ReceivedDocumentModel',
  Identity: '../domain/identifier.ts#HeldIdentifier',
  Trait: '../domain/traits/traits-in-force.ts#ShownTrait',
  TraitStatement: '../domain/traits/traits-in-force.ts#JudgedTrait',
  TraitSchema: '../domain/traits/trait-schema.ts#TraitSchemaVersion',
  TraitDefinition: '../domain/traits/trait-schema.ts#TraitDefinition as TraitDefinitionModel',
  ComputedTrait: '../domain/computed/computed-trait.ts#DeclaredTrait',
  IdentityChange: '../domain/identity-change.ts#IdentityChange as IdentityChangeModel',
  IdentityRules: '../domain/identity-rules.ts#IdentityRulesVersion',
  MergeSuggestion: '../domain/identity-change.ts#MergeSuggestion as MergeSuggestionModel',
  MergePreview: '../usecases/preview-merge.ts#MergePreview as MergePreviewModel',
  RejectedTrait: '../domain/trait.ts#RejectedTrait as RejectedTraitModel',
};
