/** What a trait can be. ANY is whatever JSON was sent. */
export const TRAIT_TYPES = ['TEXT', 'NUMBER', 'BOOLEAN', 'DATE', 'MONEY', 'LIST', 'ANY'] as const;
export type TraitType = (typeof TRAIT_TYPES)[number];

/** How sensitive a trait is; the words are those of every column and contract. */
export const TRAIT_DATA_CLASSES = ['CONTACT', 'FINANCIAL', 'BEHAVIOURAL', 'SENSITIVE', 'OPERATIONAL'] as const;
export type TraitDataClass = (typeof TRAIT_DATA_CLASSES)[number];

/** Roles that read customers, and to whom a sensitive trait can be opened; nobody else ever sees one. */
export const TRAIT_READERS = [
  'DELEGATE',
  'AGENT',
  'SUPERVISOR',
  'RISK_OFFICER',
  'COMPLIANCE_OFFICER',
  'PRIVACY_OFFICER',
] as const;
export type TraitReader = (typeof TRAIT_READERS)[number];

/** What a trait means, what it may be, whose word counts for it and who sees it. */
export type TraitDefinition = {
  readonly name: string;
  readonly description: string;
  readonly type: TraitType;
  readonly dataClass: TraitDataClass;
  /** Of two trusted sources with the same instant the one that comes first wins. Empty: every source is trusted. */
  readonly trustedSources: readonly string[];
  /** The only values that a TEXT, or an item of a LIST, may have. Empty: any. */
  readonly allowedValues: readonly string[];
  /** Decimals: the limits of a NUMBER or a MONEY's amount, of the length of a TEXT, of the items of a LIST. */
  readonly minimum: string | null;
  readonly maximum: string | null;
  /** Who sees it where it is SENSITIVE, beside the customer themselves. */
  readonly visibleTo: readonly TraitReader[];
};

/** What becomes of traits that no definition names. */
export const UNKNOWN_TRAITS = ['KEPT', 'REJECTED'] as const;
export type UnknownTraits = (typeof UNKNOWN_TRAITS)[number];

/** What traits go by; changed by operators and kept in versions. */
export type TraitSchema = {
  readonly traits: readonly TraitDefinition[];
  readonly unknownTraits: UnknownTraits;
  /** The class of unknown traits that are kept. */
  readonly unknownDataClass: TraitDataClass;
};

/** The schema as it is kept: which version, who made it, when and why. */
export type TraitSchemaVersion = TraitSchema & {
  readonly version: number;
  /** Null for the schema that the house began with. */
  readonly changedBy: string | null;
  readonly changedAt: Date | null;
  readonly reason: string | null;
};

const builtIn = (
  name: string,
  description: string,
  rest: Partial<TraitDefinition> = { dataClass: 'CONTACT', maximum: '200' },
): TraitDefinition => ({
  name,
  description,
  type: 'TEXT',
  dataClass: 'BEHAVIOURAL',
  trustedSources: [],
  allowedValues: [],
  minimum: null,
  maximum: null,
  visibleTo: [],
  ...rest,
});

/** A group that the customer belongs to is the trait `group:` and the group's id. */
export const GROUP_PREFIX = 'group:';

/** The traits that the house itself understands; only whose word counts for them, and their wording, can be changed. */
export const BUILT_IN: readonly TraitDefinition[] = [
  builtIn('name', 'What the customer is called, in one.'),
  builtIn('firstName', 'The given name.'),
  builtIn('lastName', 'The family name.'),
  builtIn('locale', 'The language the customer prefers, as a language tag.', { dataClass: 'OPERATIONAL' }),
  builtIn('timeZone', 'The IANA time zone the customer lives in.', { dataClass: 'OPERATIONAL' }),
  builtIn(GROUP_PREFIX, 'Belongs to the group that follows the colon, such as a household: `group:household-1`.', {
    type: 'BOOLEAN',
  }),
];

/** The schema before anybody changed it: what it does not know is kept as it comes, and trusted whoever says it. */
export const FIRST_TRAIT_SCHEMA: TraitSchemaVersion = {
  version: 0,
  changedBy: null,
  changedAt: null,
  reason: null,
  traits: BUILT_IN,
  unknownTraits: 'KEPT',
  unknownDataClass: 'BEHAVIOURAL',
};

/** Whether a trait is one that the house itself understands. */
export const isBuiltIn = (name: string): boolean => BUILT_IN.some((definition) => definition.name === name);

/** What is defined of a trait, or null where it is unknown. */
export const definitionOf = ({ traits }: TraitSchema, name: string): TraitDefinition | null => {
  const asked = name.startsWith(GROUP_PREFIX) ? GROUP_PREFIX : name;
  return traits.find((definition) => definition.name === asked) ?? null;
};

/** What holds for an unknown trait that is kept: anything that JSON can say, by whomever. */
export const unknownDefinition = ({ unknownDataClass }: TraitSchema, name: string): TraitDefinition => ({
  ...builtIn(name, '', { dataClass: unknownDataClass }),
  type: 'ANY',
});
