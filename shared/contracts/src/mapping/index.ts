/** The mapping language: how rows of another system become calls of the ingestion API. Pure. */
export * from './map-row.ts';
export * from './mapping-document.ts';
export * from './mapping-row.ts';
export * from './needed-fields.ts';
export * from './order-within-day.ts';
export { daysBetween, localTimeIn } from './read-date.ts';
export { unknownWord } from './strictly-named.ts';
