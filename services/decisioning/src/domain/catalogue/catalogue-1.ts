import type { Action, Catalogue } from './action.ts';
import { CREDIT_ACTIONS } from './credit-actions.ts';
import { HELP_ACTIONS } from './help-actions.ts';

const SAVING_ACTIONS: readonly Action[] = [
  {
    key: 'savings-goal',
    title: { en: 'Start a savings goal', de: 'Ein Sparziel beginnen' },
    description: {
      en: 'Put a little aside for something you look forward to.',
      de: 'Legen Sie etwas für das zurück, worauf Sie sich freuen.',
    },
    group: 'SAVING',
    surfaces: ['HOME', 'ACCOUNTS', 'SAVINGS'],
    purpose: 'PERSONALISATION',
    topic: 'savings',
    channels: ['IN_APP'],
    consents: ['PERSONALISATION'],
    value: 0.7,
    answers: [],
    eligibility: '"CURRENT" in accounts || "SAVINGS" in accounts',
    applicability: 'true',
    suitability: 'signals.FINANCIAL_STRESS < MEDIUM && (!has(features.buffer_days) || features.buffer_days >= 14.0)',
    prior: { accepted: 3, refused: 7 },
    fatigueDays: 30,
    startsConversation: false,
    harm: 'LOW',
  },
];

const MARKETING_ACTIONS: readonly Action[] = [
  {
    key: 'travel-insurance',
    title: { en: 'Travel insurance', de: 'Reiseversicherung' },
    description: { en: 'Cover for your next journey.', de: 'Schutz für Ihre nächste Reise.' },
    group: 'MARKETING',
    surfaces: ['HOME', 'CARDS'],
    purpose: 'MARKETING',
    topic: 'insurance',
    channels: ['IN_APP', 'EMAIL'],
    consents: ['MARKETING', 'PERSONALISATION'],
    value: 0.6,
    answers: [],
    eligibility: 'size(accounts) > 0',
    applicability: 'true',
    suitability: 'signals.FINANCIAL_STRESS < MEDIUM',
    prior: { accepted: 1, refused: 9 },
    fatigueDays: 90,
    startsConversation: false,
    harm: 'LOW',
  },
  {
    key: 'card-upgrade',
    title: { en: 'A card with more to it', de: 'Eine Karte, die mehr kann' },
    description: {
      en: 'Compare your card with the next one up.',
      de: 'Vergleichen Sie Ihre Karte mit der nächsten Stufe.',
    },
    group: 'MARKETING',
    surfaces: ['CARDS'],
    purpose: 'MARKETING',
    topic: 'cards',
    channels: ['IN_APP', 'EMAIL'],
    consents: ['MARKETING', 'PERSONALISATION'],
    value: 0.5,
    answers: [],
    eligibility: '"CARD" in accounts',
    applicability: 'true',
    suitability: 'signals.FINANCIAL_STRESS < MEDIUM',
    prior: { accepted: 1, refused: 9 },
    fatigueDays: 90,
    startsConversation: false,
    harm: 'LOW',
  },
];

/** The first catalogue: help, service, saving, credit and offers. */
export const CATALOGUE_1: Catalogue = {
  version: 'catalogue-1',
  actions: [...HELP_ACTIONS, ...SAVING_ACTIONS, ...CREDIT_ACTIONS, ...MARKETING_ACTIONS],
};
