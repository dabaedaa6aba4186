/** GraphQL types that resolvers answer with a domain type. */
export const mappers = {
  Assignment: '../domain/exposure.ts#Standing',
  Experiment: '../domain/experiment.ts#Experiment as ExperimentModel',
  Flag: '../domain/flag.ts#Flag as FlagModel',
  Variation: '../domain/experiment.ts#Variation as VariationModel',
};
