import type { DemoCustomer, DemoKind } from './demo-customer.ts';
import { generateCustomer } from './generate-customer.ts';

/** The people of the demo, one of each kind, with the seeds that make them who they are. */
export const DEMO_CUSTOMERS: readonly { readonly kind: DemoKind; readonly seed: number }[] = [
  { kind: 'salaried-family', seed: 11 },
  { kind: 'freelancer', seed: 12 },
  { kind: 'retiree', seed: 13 },
  { kind: 'traveller', seed: 14 },
  { kind: 'sliding-into-distress', seed: 15 },
  { kind: 'first-home-saver', seed: 16 },
];

/** All of them, with the year that ends the day before `today`, as `2026-03-01`. */
export const generateDemoCustomers = (today: string): DemoCustomer[] =>
  DEMO_CUSTOMERS.map(({ kind, seed }) => generateCustomer(kind, { seed, today }));
