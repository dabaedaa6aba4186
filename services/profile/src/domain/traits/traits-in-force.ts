import { canonicalJson } from '@rapport/contracts';
import { STATED, type Trait } from '../trait.ts';
import { definitionOf, type TraitDefinition, type TraitSchema, unknownDefinition } from './trait-schema.ts';
import { readTyped } from './typed-value.ts';

/** What one source said of a trait, and whether its word counts. */
export type JudgedTrait = Trait & { readonly isTrusted: boolean };

/** A trait as it is shown, stated or computed, and what other sources say of it. */
export type ShownTrait = Trait & {
  readonly dataClass: TraitDefinition['dataClass'];
  /** The weightiest first. */
  readonly otherSources: readonly JudgedTrait[];
};

/** A trait as it holds. */
export type TraitInForce = ShownTrait & JudgedTrait;

/** The most other sources that are shown of one trait. */
const OTHER_SOURCES_MAX = 20;

/** A guess is nobody's word, whoever passes it on; where no source is named, every source is trusted. */
const isTrusted = ({ trustedSources }: TraitDefinition, { source, confidence }: Trait): boolean =>
  confidence >= STATED && (trustedSources.length === 0 || trustedSources.includes(source));

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * The rule of trust, in one place: below 0 where `a` weighs more than `b`. In this order:
 * 1. what a trusted source stated weighs more than what another said, which only fills;
 * 2. what was stated weighs more than what was guessed;
 * 3. of two statements, the later by its own time; of two guesses, the earlier, for a guess only fills;
 * 4. of two at the same instant, the source that the definition names first; then, so that there is always an answer,
 *    the order of the alphabet.
 * Times are the facts' own, so the order in which they arrive changes nothing.
 */
export const compareWeight = (definition: TraitDefinition, a: Trait, b: Trait): number => {
  const trust = Number(isTrusted(definition, b)) - Number(isTrusted(definition, a));
  const confidence = b.confidence - a.confidence;
  const later = b.observedAt.getTime() - a.observedAt.getTime();
  const rank = ({ source }: Trait) => definition.trustedSources.indexOf(source);
  return (
    trust ||
    confidence ||
    (a.confidence >= STATED ? later : -later) ||
    rank(a) - rank(b) ||
    compare(a.source, b.source) ||
    compare(canonicalJson(a.value), canonicalJson(b.value)) ||
    compare(a.customerId, b.customerId)
  );
};

/** The statements that count, as the schema reads them; what no longer fits it waits until it fits again. */
const readable = (definition: TraitDefinition, statements: readonly Trait[]): JudgedTrait[] =>
  statements.flatMap((statement) => {
    const read = readTyped(definition, statement.value);
    return 'value' in read ? [{ ...statement, value: read.value, isTrusted: isTrusted(definition, statement) }] : [];
  });

/** The weightiest statement of each source: a merged customer may have several of one. */
const oncePerSource = (statements: readonly JudgedTrait[]): JudgedTrait[] =>
  [...Map.groupBy(statements, ({ source }) => source).values()].map(([weightiest]) => weightiest!);

/**
 * What holds of a customer over every id they were known by: per name, the statement that outweighs the others, by the
 * schema as it is now. So a change of trust decides anew what was said long before.
 */
export const traitsInForce = (schema: TraitSchema, statements: readonly Trait[]): TraitInForce[] =>
  [...Map.groupBy(statements, ({ name }) => name)]
    .flatMap(([name, sameName]): TraitInForce[] => {
      const defined = definitionOf(schema, name);
      if (!defined && schema.unknownTraits === 'REJECTED') return [];
      const definition = defined ?? unknownDefinition(schema, name);
      const byWeight = readable(definition, sameName).sort((a, b) => compareWeight(definition, a, b));
      const [winner, ...others] = oncePerSource(byWeight);
      if (!winner) return [];
      return [{ ...winner, dataClass: definition.dataClass, otherSources: others.slice(0, OTHER_SOURCES_MAX) }];
    })
    .sort((a, b) => compare(a.name, b.name));
