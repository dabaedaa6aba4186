import { anyOf, removing } from './narration-rule.ts';

const GERMAN = 'GMBH MBH UG AG KG SE OHG GBR EG E.V. EV E._V. EK E.K.';
const OTHERS = `INC LLC LTD LIMITED PLC CORP CORPORATION PVT_LTD PRIVATE_LIMITED PVT SA S.A. SARL S.A.R.L. SPA S.P.A.
  SRL S.R.L. BV B.V. NV N.V. AB AS OY SP._Z_O.O. SP._Z_OO SRO S.R.O. A.S.`;
const AND_CO = String.raw`\s?(&|U\.|UND|\+)\s?CO\.?(\s?(KGAA|KG|OHG|HG))?`;

/** Legal forms at the end: `GMBH & CO. KG`, `AG`, `INC`, `LLC`, `PVT LTD`, `S.A.`, `E.V.` */
export const stripLegalForm = removing(
  'legal form',
  new RegExp(`[\\s,]+(${anyOf(GERMAN)})(${AND_CO})?(\\s+(DEUTSCHLAND|GERMANY))?[\\s,.]*$`),
  new RegExp(`[\\s,]+(${anyOf(OTHERS)})[\\s,.]*$`),
);
