import type { Language } from '../templates/template.ts';

const words = (list: string): string[] => list.split(',').map((word) => word.trim().replace(/\s+/g, ' '));

/** Words by language; `other` are languages that no template is written in. Normalised: lower case, no accents. */
export type Words = Readonly<Record<Language | 'other', readonly string[]>>;

/**
 * A whole message of one of these is a stop. Sources: FCC (47 CFR 64.1200(a)(10)): stop, quit, end, revoke, opt out,
 * cancel, unsubscribe. Twilio, Braze and AWS: stopall, optout, arret, remove, td. Ometria: halt, detener, parar, ferma,
 * ОСТАНОВИТЬ, zatrzymaj. The rest are everyday words and common slips of the thumb.
 */
export const STOP_KEYWORDS: Words = {
  en: words(`
    stop, stopall, stop all, quit, end, revoke, cancel, unsubscribe, optout, opt out, remove, td, remove me, stop it,
    stop this, stop that, enough, no more, go away, leave me alone, cancel all, end all, unsubscribe all, delete me,
    sotp, stpo, tsop, st0p, stip, stip it, unsubcribe, unsuscribe, unsubscribed, unsub, opt me out, cancle
  `),
  de: words(`
    stopp, abmelden, abmeldung, abbestellen, halt, aufhoren, schluss, schluss jetzt, es reicht, beenden, widerruf,
    widerrufen, austragen, keine nachrichten, keine werbung, keine sms, nein danke, kundigen, hor auf, horen sie auf,
    lassen sie mich in ruhe, lass mich in ruhe
  `),
  fr: words(`
    arret, arreter, arretez, arrete, desabonner, desabonnement, desinscrire, desinscription, resilier, ca suffit, stop
    sms, plus de sms, fichez moi la paix, laissez moi tranquille
  `),
  es: words(`
    baja, alto, cancelar, parar, detener, no mas, basta, ya basta, pare, paren, para ya, darme de baja, dar de baja,
    desuscribir, desuscribirme, dejenme en paz
  `),
  other: words(`
    стоп, остановить, zatrzymaj, ferma, basta cosi, pare por favor, arresta, dur, 停止, توقف
  `),
};

/** Words of which the message may consist beside the keyword: greetings, thanks, impatience. Longest first. */
export const FILLERS: readonly string[] = words(`
  sil vous plait, s il vous plait, mit freundlichen grussen, right now, thank you very much, thank you, por favor,
  vielen dank, im sorry, i said, i want to, i would like to, id like to, ich mochte, je veux, quiero, at once,
  already, please, pls, plz, thanks, thx, ty, now, just, immediately, ok, okay, hi, hello, hey, dear, bitte, danke,
  sofort, jetzt, hallo, merci, svp, bonjour, maintenant, gracias, ahora, hola, sorry, omg, wtf, everything, asap, sir,
  bank, mich, me
`);

/** Anywhere in a message, these ask for silence. */
export const STOP_PHRASES: Words = {
  en: words(`
    unsubscribe, opt out, opt me out, optout, stop all, stopall, stop sending, stop texting, stop messaging, stop
    contacting, stop writing, stop bothering, stop spamming, stop harassing, stop calling, dont text, do not text,
    dont send, do not send, dont contact, do not contact, dont message, do not message, dont write, do not write, no
    more texts, no more messages, no more sms, remove my number, remove me from, take me off, delete my number, leave
    me alone, lose my number, revoke my consent, withdraw my consent, revoke consent, withdraw consent, dont want
    these messages, dont want your messages, not want any more messages, dont want any more messages, dont want texts,
    stop the texts, stop the messages, stop these
  `),
  de: words(`
    keine nachrichten mehr, keine sms mehr, keine werbung mehr, nicht mehr schreiben, nichts mehr schicken, nichts
    mehr senden, keine weiteren nachrichten, von ihnen nichts mehr, schreiben sie mir nicht mehr, schicken sie mir
    keine, senden sie mir keine, horen sie auf, nachrichten abbestellen, nachrichten abmelden, sms abbestellen, aus
    dem verteiler, vom verteiler, newsletter abmelden, in ruhe lassen, mich in ruhe, meine einwilligung, mich
    abmelden, keine nachrichten von, mochte keine nachrichten, will keine nachrichten
  `),
  fr: words(`
    desabonner, me desinscrire, plus de messages, plus recevoir, arretez de, arrete de mecrire, cessez de, ne mecrivez
    plus, plus de sms, ne plus menvoyer, ne menvoyez plus, retirez mon numero, retirez moi, stop aux messages
  `),
  es: words(`
    no mas mensajes, no mas sms, dejen de, deje de, deja de enviar, deja de mandar, darme de baja, dar de baja, denme
    de baja, no quiero recibir, no quiero mas, no me escriban, no me envien, no me manden, borren mi numero, dejenme
    en paz, paren de
  `),
  other: [],
};

/** The word family that means stop wherever it stands, unless the sentence is about something else. */
export const STOP_FAMILY: readonly string[] = words('stop, stopp, stoppen, stopping, stopped, stops');

/** Weak words mean stop only of messages: "cancel these texts", not "cancel my card". */
export const WEAK_STOPS: readonly string[] = words('cancel, end, quit, remove, halt, cancelar, beenden, arreter');

/** What the bank sends. With one of these, "stop" is meant for us, whatever else the sentence names. */
export const MESSAGE_WORDS: readonly string[] = words(`
  message, messages, msg, msgs, text, texts, texting, sms, spam, reminder, reminders, offers, ads, marketing,
  notification, notifications, alerts, nachricht, nachrichten, werbung, erinnerungen, mensaje, mensajes, avisos,
  rappels, publicite, contact
`);

/** Other things that a bank's customer stops, cancels or ends. */
export const OTHER_OBJECTS: readonly string[] = words(`
  standing order, direct debit, card, cards, payment, payments, transfer, transfers, cheque, check, account, order,
  subscription, subscriptions, mandate, transaction, fees, fee, loan, overdraft, dauerauftrag, lastschrift, karte,
  uberweisung, zahlung, konto, abo, kredit, virement, carte, prelevement, paiement, compte, tarjeta, pago,
  transferencia, domiciliacion, cuenta, recibo, spending, gambling, overspending, buying, smoking
`);

/** Ways of speaking in which "stop" asks for nothing. */
export const IDIOMS: readonly RegExp[] = [
  /\bstop(ped|ping|s)? (by|over|off|in at|at the|there|to think|worrying)\b/,
  /\b(bus|train|tram|next|first|last|pit|full|rest|door) stops?\b/,
  /\b(non ?stop|stop ?loss|stop sign|stop gap|one stop)\b/,
  /^(please )?(dont|do not|never|nicht) stop/,
  /\b(cant|cannot|couldnt|could not|wont|didnt) stop\b/,
  /\b(it|he|she|they|heart|phone|app|salary|wages|pay|income|train) (has |have )?(stopped|stops)\b/,
];

/** A whole message of one of these opens again. "Yes" is not among them: it may answer any question. */
export const START_KEYWORDS: Words = {
  en: words('start, unstop, resume, subscribe, opt in, optin, begin, start again, unpause'),
  de: words('anmelden, wieder starten, fortsetzen, abonnieren, starten'),
  fr: words('reprendre, reabonner, nonarret, demarrer, recommencer'),
  es: words('alta, empezar, reanudar, comenzar, suscribir'),
  other: words('старт'),
};

/** A whole message of one of these asks what this is. */
export const HELP_KEYWORDS: Words = {
  en: words('help, info, information, who is this, what is this'),
  de: words('hilfe, wer ist da, wer sind sie, hilf mir'),
  fr: words('aide, aidez moi, qui est ce, qui etes vous'),
  es: words('ayuda, quien es, ayudeme'),
  other: words('помощь'),
};
