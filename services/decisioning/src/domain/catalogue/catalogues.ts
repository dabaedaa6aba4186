import type { Action, Catalogue } from './action.ts';
import { CATALOGUE_1 } from './catalogue-1.ts';

/** The catalogue that decides. */
export const CATALOGUE: Catalogue = CATALOGUE_1;

/** Every catalogue that ever decided: a replay needs the one of its time. */
const CATALOGUES: ReadonlyMap<string, Catalogue> = new Map([CATALOGUE_1].map((each) => [each.version, each]));

export const findCatalogue = (version: string): Catalogue | null => CATALOGUES.get(version) ?? null;

export const findAction = (catalogue: Catalogue, key: string): Action | null =>
  catalogue.actions.find((action) => action.key === key) ?? null;
