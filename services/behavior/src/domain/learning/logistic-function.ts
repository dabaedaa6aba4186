/** 1 / (1 + e^−x): from log-odds to a probability, without overflow at either end. */
export const probabilityOf = (logOdds: number): number =>
  logOdds >= 0 ? 1 / (1 + Math.exp(-logOdds)) : Math.exp(logOdds) / (1 + Math.exp(logOdds));

/** ln(p / (1 − p)), with p kept a hair away from 0 and 1. */
export const logOddsOf = (probability: number): number => {
  const inside = Math.min(Math.max(probability, 1e-9), 1 - 1e-9);
  return Math.log(inside / (1 - inside));
};
