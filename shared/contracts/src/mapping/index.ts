/** The mapping language: how rows of another system become calls of the ingestion API. Pure. */
export type { MappedFlaw } from './evaluate-value.ts';
export * from './join-rows.ts';
export * from './map-access.ts';
export * from './map-row.ts';
export * from './mapping-document.ts';
export * from './mapping-row.ts';
export type { Condition } from './mapping-value.ts';
export * from './needed-fields.ts';
export * from './order-within-day.ts';
export { daysBetween, localTimeIn } from './read-date.ts';
export * from './source-document.ts';
export { unknownWord } from './strictly-named.ts';
