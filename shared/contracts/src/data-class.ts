import type { z } from 'zod';

/**
 * How sensitive a value is. Every column and every contract field names one:
 * - OPERATIONAL: says nothing about a person (versions, counters, codes)
 * - PSEUDONYM: an id that leads to a person only inside the bank
 * - CONTACT: reaches a person (name, address, telephone); kept in profile's store and in conversations only
 * - FINANCIAL: money, accounts, credit
 * - BEHAVIOURAL: what a person did or is inferred to be
 * - SENSITIVE: what may hurt if known (health, distress, protection)
 * - SECRET: keys and salts
 */
export const DATA_CLASSES = [
  'OPERATIONAL',
  'PSEUDONYM',
  'CONTACT',
  'FINANCIAL',
  'BEHAVIOURAL',
  'SENSITIVE',
  'SECRET',
] as const;
export type DataClass = (typeof DATA_CLASSES)[number];

/** Marks a field of a contract with its data class, where JSON Schema and the contract test can read it. */
export const classed = <S extends z.ZodType>(dataClass: DataClass, schema: S): S =>
  schema.meta({ ...schema.meta(), dataClass });

export const operational = <S extends z.ZodType>(schema: S): S => classed('OPERATIONAL', schema);
export const pseudonym = <S extends z.ZodType>(schema: S): S => classed('PSEUDONYM', schema);
export const contact = <S extends z.ZodType>(schema: S): S => classed('CONTACT', schema);
export const financial = <S extends z.ZodType>(schema: S): S => classed('FINANCIAL', schema);
export const behavioural = <S extends z.ZodType>(schema: S): S => classed('BEHAVIOURAL', schema);
export const sensitive = <S extends z.ZodType>(schema: S): S => classed('SENSITIVE', schema);
