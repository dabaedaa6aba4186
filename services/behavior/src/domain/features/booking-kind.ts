import type { Enrichment } from '../enrichment/enrichment.ts';
import type { Category } from '../enrichment/taxonomy.ts';
import type { LedgerFact } from '../ledger/ledger-fact.ts';
import { isEssential } from './essential-spending.ts';

/** A category that is less sure than a coin's toss counts as none. */
const CONFIDENCE_MIN = 0.5;

/** Who can say that money only went from one own account to another. */
const SAYS_OWN_TRANSFER: readonly Enrichment['evidence'][] = ['TRANSFER', 'CUSTOMER', 'OPERATOR'];

const OWN_TRANSFERS: readonly Category[] = ['TRANSFER_IN_ACCOUNT_TRANSFER', 'TRANSFER_OUT_ACCOUNT_TRANSFER'];

/** Money that is put by, taken back or borrowed: one is neither richer nor poorer for it. */
const PUT_BY_OR_BORROWED = new Set<Category>([
  'TRANSFER_OUT_SAVINGS',
  'TRANSFER_IN_SAVINGS',
  'TRANSFER_OUT_INVESTMENT_AND_RETIREMENT_FUNDS',
  'TRANSFER_IN_INVESTMENT_AND_RETIREMENT_FUNDS',
  'TRANSFER_IN_CASH_ADVANCES_AND_LOANS',
]);

/** What one cannot do without, in Plaid's categories; what has no merchant counts where a booking has no category. */
const ESSENTIAL_CATEGORIES = new Set<Category>([
  'FOOD_AND_DRINK_GROCERIES',
  'GENERAL_MERCHANDISE_SUPERSTORES',
  'GENERAL_MERCHANDISE_DEPARTMENT_STORES',
  'GENERAL_MERCHANDISE_DISCOUNT_STORES',
  'GENERAL_MERCHANDISE_CONVENIENCE_STORES',
  'MEDICAL_DENTAL_CARE',
  'MEDICAL_EYE_CARE',
  'MEDICAL_NURSING_CARE',
  'MEDICAL_PHARMACIES_AND_SUPPLEMENTS',
  'MEDICAL_PRIMARY_CARE',
  'MEDICAL_OTHER_MEDICAL',
  'GENERAL_SERVICES_CHILDCARE',
  'GENERAL_SERVICES_EDUCATION',
  'GENERAL_SERVICES_INSURANCE',
  'GOVERNMENT_AND_NON_PROFIT_GOVERNMENT_DEPARTMENTS_AND_AGENCIES',
  'GOVERNMENT_AND_NON_PROFIT_TAX_PAYMENT',
  'TRANSPORTATION_GAS',
  'TRANSPORTATION_PUBLIC_TRANSIT',
  'RENT_AND_UTILITIES_GAS_AND_ELECTRICITY',
  'RENT_AND_UTILITIES_INTERNET_AND_CABLE',
  'RENT_AND_UTILITIES_RENT',
  'RENT_AND_UTILITIES_SEWAGE_AND_WASTE_MANAGEMENT',
  'RENT_AND_UTILITIES_TELEPHONE',
  'RENT_AND_UTILITIES_WATER',
  'RENT_AND_UTILITIES_OTHER_UTILITIES',
  'LOAN_PAYMENTS_CAR_PAYMENT',
  'LOAN_PAYMENTS_CREDIT_CARD_PAYMENT',
  'LOAN_PAYMENTS_PERSONAL_LOAN_PAYMENT',
  'LOAN_PAYMENTS_MORTGAGE_PAYMENT',
  'LOAN_PAYMENTS_STUDENT_LOAN_PAYMENT',
  'LOAN_PAYMENTS_OTHER_PAYMENT',
  'TRANSFER_OUT_WITHDRAWAL',
  'TRANSFER_OUT_OTHER_TRANSFER_OUT',
  'TRANSFER_OUT_ACCOUNT_TRANSFER',
]);

/** What a booking is to features: earned or spent, moved between own pockets, or paid back. */
export type BookingKind = 'EARNED_OR_SPENT' | 'MOVED' | 'REFUNDED';

/** The category that a booking counts under; null where nobody looked, or it is no more than a guess. */
export const categoryOf = ({ enrichment }: Pick<LedgerFact, 'enrichment'>): Category | null =>
  enrichment && enrichment.evidence !== 'NONE' && enrichment.confidence >= CONFIDENCE_MIN ? enrichment.category : null;

/** What a booking is to features; one without a category is earned or spent. */
export const kindOf = (fact: Pick<LedgerFact, 'enrichment' | 'amount'>): BookingKind => {
  const category = categoryOf(fact);
  if (!category) return 'EARNED_OR_SPENT';
  const { evidence } = fact.enrichment!;
  if (evidence === 'REFUND' && !fact.amount.startsWith('-')) return 'REFUNDED';
  const isOwnTransfer = OWN_TRANSFERS.includes(category) && SAYS_OWN_TRANSFER.includes(evidence);
  return isOwnTransfer || PUT_BY_OR_BORROWED.has(category) ? 'MOVED' : 'EARNED_OR_SPENT';
};

/**
 * Whether money out was for what one cannot do without: by its category where it has one, else by its merchant code.
 */
export const isEssentialBooking = (fact: Pick<LedgerFact, 'enrichment' | 'mcc'>): boolean => {
  const category = categoryOf(fact);
  return category ? ESSENTIAL_CATEGORIES.has(category) : isEssential(fact.mcc);
};

/** Whether spending of a category counts as what one cannot do without. */
export const isEssentialCategory = (category: string): boolean => ESSENTIAL_CATEGORIES.has(category as Category);
