import { z } from 'zod';
import { behavioural, operational, pseudonym } from '../data-class.ts';
import { eventKind } from '../event-kind.ts';

export const exposureRecorded = eventKind({
  name: 'experimentation.exposure.recorded',
  kind: 'FACT',
  version: 1,
  description: 'A customer was seen to have met a variation of an experiment: once per experiment and variation.',
  schema: z.object({
    experimentKey: operational(z.string()),
    variationKey: behavioural(z.string()),
    exposureId: pseudonym(z.string()),
  }),
  example: {
    experimentKey: 'help-message-wording',
    variationKey: 'warm',
    exposureId: 'out_01h455vb4pex5vsknk084sn02q',
  },
});

export const flagChanged = eventKind({
  name: 'experimentation.flag.changed',
  kind: 'STATE',
  version: 1,
  description: 'What a flag says and to whom. About the flag’s key; whoever keeps a copy draws the same lots.',
  schema: z.object({
    /** Default value and rules, as GrowthBook's SDKs read them (feature JSON). */
    definition: operational(z.record(z.string(), z.unknown())),
  }),
  example: {
    definition: {
      defaultValue: 'plain',
      rules: [{ key: 'help-message-wording', variations: ['plain', 'warm'], hashVersion: 2, seed: '1' }],
    },
  },
});
