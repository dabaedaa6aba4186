import type { Action } from './action.ts';

const SUITABLE = 'protection == NONE && signals.FINANCIAL_STRESS < MEDIUM';

/** Credit: only for people who are not protected and not under stress, and who want offers made from what we know. */
export const CREDIT_ACTIONS: readonly Action[] = [
  {
    key: 'credit-line-increase',
    title: { en: 'A higher card limit', de: 'Ein höherer Kartenrahmen' },
    description: { en: 'Ask for more room on your card.', de: 'Fragen Sie nach mehr Spielraum auf Ihrer Karte.' },
    group: 'CREDIT',
    surfaces: ['CARDS', 'LENDING'],
    purpose: 'MARKETING',
    topic: 'credit',
    channels: ['IN_APP'],
    consents: ['MARKETING', 'PERSONALISATION'],
    value: 1.2,
    answers: [],
    eligibility: '"CARD" in accounts',
    applicability: 'true',
    suitability: SUITABLE,
    prior: { accepted: 2, refused: 8 },
    fatigueDays: 90,
    startsConversation: false,
    harm: 'HIGH',
  },
  {
    key: 'personal-loan',
    title: { en: 'A personal loan', de: 'Ein Ratenkredit' },
    description: { en: 'See what a loan would cost you.', de: 'Sehen Sie, was ein Kredit Sie kosten würde.' },
    group: 'CREDIT',
    surfaces: ['LENDING', 'HOME'],
    purpose: 'MARKETING',
    topic: 'credit',
    channels: ['IN_APP'],
    consents: ['MARKETING', 'PERSONALISATION'],
    value: 1.5,
    answers: [],
    eligibility: '"CURRENT" in accounts',
    applicability: 'true',
    suitability: SUITABLE,
    prior: { accepted: 1, refused: 9 },
    fatigueDays: 90,
    startsConversation: false,
    harm: 'HIGH',
  },
];
