import { fcOptions } from '@rapport/testkit';
import fc from 'fast-check';
import { normaliseText } from './normalise-text.ts';
import { STOP_KEYWORDS } from './stop-words.ts';
import { understandStop } from './understand-stop.ts';

/** Examples separated by bars, and those that could not stand among them. */
const examples = (list: string, ...others: string[]): string[] => [
  ...list.split(/[|\n]/).flatMap((example) => example.trim() || []),
  ...others,
];

// The words of the FCC, Twilio, AWS and Braze; noise around them; polite and embedded forms; slips of the thumb;
// German, French, Spanish and others.
const STOP = examples(
  `
  STOP | stop | Stop. | QUIT | end | END! | Revoke | opt out | OPT-OUT | Opt Out | optout | cancel | CANCEL
  unsubscribe | UNSUBSCRIBE | STOPALL | STOP ALL | stop all | remove | TD | ARRET | "STOP" | Stop!!! | S.T.O.P
  s t o p | STOOOOP | stoppp | stop stop stop | STOP 😡 | 🛑 | 🛑🛑🛑 | stop 🙏 | *stop* | (stop) | ＳＴＯＰ | “Stop”
  👉 STOP 👈 | Stop please | please stop | Please stop. | pls stop | stop. thank you | Stop. Thank you | stop thanks
  Stop now | please stop sending | please stop sending me texts | STOP TEXTING ME | Stop messaging me
  can you stop texting me? | Please do not contact me again | don't text me | Dont send me this
  no more messages please | no more texts | Take me off your list | please take me off this list | remove me
  remove me from this | Remove my number please | leave me alone | I want to opt out | I'd like to unsubscribe
  unsubscribe me | how do I unsubscribe? | how do I stop these messages? | stop 12345 | stop it | Stop this!
  make it stop | I said stop | ok stop | Hi, please stop | STOP you are annoying me
  If you dont stop texting I will complain | cancel these texts | end these messages now
  stop the reminders about my card | stop these payment reminders | stop all messages | I withdraw my consent
  i revoke my consent to be texted | lose my number | enough | CANCEL PLEASE | quit it stop | Why do you not stop
  stop calling and texting | help stop | STOP START | please opt me out of this | sotp | stpo | st0p | unsubcribe
  unsuscribe | cancle | Stopp | STOPP! | stopp bitte | Bitte stoppen | Bitte stopp | Abmelden | abbestellen
  Bitte keine Nachrichten mehr | Hören Sie auf | bitte hören sie auf mir zu schreiben | Keine SMS mehr bitte
  Ich möchte keine Nachrichten | Halt | Schreiben Sie mir nicht mehr | Lassen Sie mich in Ruhe
  Ich möchte mich abmelden | Keine Werbung | Es reicht! | arrêt | ARRÊT | arrêter | Arrêtez | arrêtez svp
  désabonner | me désabonner | Stop SMS | STOP merci | s'il vous plaît arrêtez
  Je ne veux plus recevoir vos messages | arrêtez de m'écrire | désinscription | ça suffit | baja | BAJA | alto
  cancelar | no más | No Más | no mas mensajes | parar | por favor no me escriban | dejen de mandarme mensajes
  quiero darme de baja | Basta | No quiero recibir más mensajes | baja por favor | СТОП | остановить | zatrzymaj
  ferma
`,
  '  stop  ',
  'St\u200bop',
  'stop\nstop',
  'STOP\r\n',
);

const START = examples(`
  START | start | Start please | UNSTOP | unstop | resume | Subscribe | opt in | Alta | reprendre
`);

const HELP = examples(`
  HELP | help | Help please | INFO | info? | Hilfe | Hilfe bitte | aide | Ayuda | ayuda por favor
`);

const OTHER = examples(
  `
  👍 | ok | yes | YES | no | thanks | Thank you | Ja gern | tomorrow at 5 | stop by tomorrow
  I'll stop by tomorrow | Can I stop by the branch? | how do I stop my standing order? | please stop my card
  stop payment on cheque 12 | How can I stop a direct debit? | can I cancel my card? | please cancel my card
  cancel my appointment on Friday | when does the offer end? | end of the month is fine
  I will quit my job next week | the bus stop is closed | it rains non-stop | don't stop | Please do not stop
  I can’t stop worrying about money | my salary stopped in March | Wie stoppe ich meinen Dauerauftrag?
  Bitte die Lastschrift stoppen | stop my Dauerauftrag bitte | Stopp meine Karte bitte | bloquear mi tarjeta
  stop mi tarjeta | How do I stop gambling? | I need help with my rent | who helps me with this
  start tomorrow at 9 | when do we start | I have no more money | what is my balance
  Ich möchte mit jemandem sprechen | unstoppable | Kann ich meinen Kredit beenden? | Je voudrais résilier ma carte
  cancel my Netflix subscription | remove the fee | the end | alto riesgo | arrêt de travail
  no más dinero este mes
`,
  '',
  '   ',
);

test.each(STOP)('%j is understood as stop', (text) => {
  expect(understandStop(text)).toMatchObject({
    intent: 'STOP',
    rule: expect.stringMatching(/^(keyword|phrase|contains):./),
  });
});
test.each(START)('%j is understood as start', (text) => expect(understandStop(text).intent).toBe('START'));
test.each(HELP)('%j is understood as help', (text) => expect(understandStop(text).intent).toBe('HELP'));
test.each(OTHER)('%j asks for none of these', (text) =>
  expect(understandStop(text)).toEqual({ intent: 'OTHER', rule: 'none', language: null }),
);

test('an answer names the rule and the language that the word tells', () => {
  expect(understandStop('Stop. Thank you')).toEqual({ intent: 'STOP', rule: 'keyword:stop', language: 'en' });
  expect(understandStop('Arrêtez svp')).toEqual({ intent: 'STOP', rule: 'keyword:arretez', language: 'fr' });
  expect(understandStop('please stop sending me texts').rule).toBe('phrase:stop sending');
  expect(understandStop('STOP you are annoying me').rule).toBe('contains:stop');
});

const KEYWORDS = Object.values(STOP_KEYWORDS).flat();
const noise = fc.stringMatching(/^[ .,!?'"\u{1F600}-\u{1F64F}]{0,6}$/u);

test('every stop word is understood in any case and with any noise around it', () => {
  fc.assert(
    fc.property(fc.constantFrom(...KEYWORDS), fc.boolean(), noise, noise, (word, isLoud, before, after) => {
      const text = `${before} ${isLoud ? word.toUpperCase() : word} ${after}`;
      expect(understandStop(text).intent).toBe('STOP');
    }),
    fcOptions(),
  );
});

test('words are kept in the form in which texts are compared with them', () => {
  for (const word of KEYWORDS) expect(normaliseText(word)).toBe(word);
});
