import { CATALOGUE, findAction, findCatalogue } from '../domain/catalogue/catalogues.ts';
import { explain, inLocale } from '../domain/explanation/explain.ts';
import { PROTECTION_SENTENCES } from '../domain/explanation/sentences.ts';
import { DEFAULT_LOCALE } from '../domain/knowledge/combine-knowledge.ts';
import type { Protection } from '../domain/protection/protection.ts';

/** An action in the customer's words. */
export type DescribedAction = { readonly key: string; readonly title: string; readonly description: string };

/** An action as its catalogue words it, in a locale; English where the language has no words. */
export const describeAction = (
  actionKey: string,
  catalogueVersion: string,
  locale = DEFAULT_LOCALE,
): DescribedAction => {
  const action = findAction(findCatalogue(catalogueVersion) ?? CATALOGUE, actionKey);
  if (!action) return { key: actionKey, title: actionKey, description: '' };
  return { key: actionKey, title: inLocale(action.title, locale), description: inLocale(action.description, locale) };
};

/** What a decision rests on, in plain sentences. */
export const describeReasons = (reasons: readonly string[], locale = DEFAULT_LOCALE): string[] =>
  explain(reasons, locale);

/** What a protection means for the person it is for. */
export const describeProtection = ({ level }: Protection, locale = DEFAULT_LOCALE): string =>
  inLocale(PROTECTION_SENTENCES[level], locale);
