import type { Intent } from '../conversation.ts';
import type { Language } from '../templates/template.ts';
import { normaliseText } from './normalise-text.ts';
import {
  FILLERS,
  HELP_KEYWORDS,
  IDIOMS,
  MESSAGE_WORDS,
  OTHER_OBJECTS,
  START_KEYWORDS,
  STOP_FAMILY,
  STOP_KEYWORDS,
  STOP_PHRASES,
  WEAK_STOPS,
  type Words,
} from './stop-words.ts';

/** What a text asks of us, which rule says so, and the language it was said in, where the word tells. */
export type Understanding = { readonly intent: Intent; readonly rule: string; readonly language: Language | null };

/** Whether a word or phrase stands in a normalised text, at the borders of words. */
const holds = (text: string, phrase: string): boolean => ` ${text} `.includes(` ${phrase} `);

const firstHeld = (text: string, phrases: readonly string[]): string | undefined =>
  phrases.find((phrase) => holds(text, phrase));

const search = (
  words: Words,
  matches: (word: string) => boolean,
): { word: string; language: Language | null } | null => {
  for (const [language, list] of Object.entries(words)) {
    const word = list.find(matches);
    if (word) return { word, language: language === 'other' ? null : (language as Language) };
  }
  return null;
};

const withoutFillers = (text: string): string => {
  const bare = FILLERS.reduce((rest, filler) => ` ${rest} `.replaceAll(` ${filler} `, ' ').trim(), text);
  return bare.replace(/\b(\S+)( \1\b)+/gu, '$1');
};

const understood = (
  intent: Intent,
  kind: string,
  found: { word: string; language: Language | null },
): Understanding => ({
  intent,
  rule: `${kind}:${found.word}`,
  language: found.language,
});

/** Whether "stop" is said of something that is not our messages. */
const isAboutSomethingElse = (text: string): boolean =>
  !firstHeld(text, MESSAGE_WORDS) &&
  (Boolean(firstHeld(text, OTHER_OBJECTS)) || IDIOMS.some((idiom) => idiom.test(text)));

/**
 * Understands STOP, START and HELP. In this order, the first that fits:
 * 1. `keyword:` the whole message, but for greetings and thanks, is a stop word
 * 2. `phrase:` it holds a phrase that asks for silence
 * 3. `contains:` it says "stop", or a weaker word of our messages, and is not about something else
 * 4. `start:` or `help:` the whole message is such a word
 * A person who might mean stop is taken at their word: what they lose by it is a message, and START brings it back.
 */
export const understandStop = (raw: string): Understanding => {
  const text = normaliseText(raw);
  const bare = withoutFillers(text);
  const isWhole = (word: string): boolean => word === text || word === bare;
  const keyword = search(STOP_KEYWORDS, isWhole);
  if (keyword) return understood('STOP', 'keyword', keyword);
  const isNegated = IDIOMS.some((idiom) => idiom.source.startsWith('^') && idiom.test(text));
  const phrase = isNegated ? null : search(STOP_PHRASES, (word) => holds(text, word));
  if (phrase) return understood('STOP', 'phrase', phrase);
  const stop = firstHeld(text, STOP_FAMILY);
  if (stop && !isNegated && !isAboutSomethingElse(text)) {
    return understood('STOP', 'contains', { word: stop, language: null });
  }
  const weak = firstHeld(text, WEAK_STOPS);
  if (weak && firstHeld(text, MESSAGE_WORDS) && !firstHeld(text, OTHER_OBJECTS)) {
    return understood('STOP', 'contains', { word: weak, language: null });
  }
  const start = search(START_KEYWORDS, isWhole);
  if (start) return understood('START', 'start', start);
  const help = search(HELP_KEYWORDS, isWhole);
  if (help) return understood('HELP', 'help', help);
  return { intent: 'OTHER', rule: 'none', language: null };
};
