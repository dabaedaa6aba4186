import { declareSignal } from '../declare-signal.ts';
import { signs } from '../evidence/readings.ts';
import { SENSITIVE_SENTENCES } from '../sensitive-sentences.ts';

const funerals = signs('funeral_payments_30d', {
  direction: 'OUT',
  mccs: ['7261'],
  words: ['bestattung', 'funeral', 'undertaker', 'friedhof', 'cemetery', 'crematori', 'krematorium'],
});

const estates = signs('estate_payments_30d', {
  words: ['nachlass', 'erbschein', 'probate', 'estate of', 'sterbegeld', 'death benefit', 'nachlassgericht'],
});

const survivors = signs('survivor_pension_30d', {
  direction: 'IN',
  words: ['witwenrente', 'witwerrente', 'hinterbliebenen', 'survivor', 'widow', 'bereavement support'],
});

/**
 * BEREAVEMENT: somebody close may have died. Two signs of different kinds must agree before anything is said, and it
 * serves protection alone, as one of the life events behind VULNERABILITY.
 */
export const bereavement = declareSignal({
  kind: 'BEREAVEMENT',
  version: 1,
  title: 'Likelihood of a bereavement',
  description: 'Somebody close may have died. Serves protection alone.',
  isSensitive: true,
  dwellDays: 90,
  ingredients: [
    { of: funerals, from: 0, full: 1, weight: 0.48, say: (count) => `${count} payments as for a funeral` },
    { of: survivors, from: 0, full: 1, weight: 0.48, say: () => "a survivor's pension has come" },
    { of: estates, from: 0, full: 1, weight: 0.4, say: (count) => `${count} bookings as of an estate` },
  ],
  sentences: SENSITIVE_SENTENCES,
});
