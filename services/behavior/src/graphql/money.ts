/** An amount as the graph writes it. */
export const money = (amount: string, currency: string): { amount: string; currency: string } => ({ amount, currency });
