import { anyOf } from './narration-rule.ts';

/** Cities that are recognised in narrations: large ones, for a city is all that is kept of where somebody was. */
const CITIES = `
  Berlin|Hamburg|München:MUENCHEN,MUNICH,MUNCHEN|Köln:KOELN,COLOGNE,KOLN
  |Frankfurt:FRANKFURT AM MAIN,FRANKFURT/MAIN,FRANKFURT A.M.|Stuttgart|Düsseldorf:DUESSELDORF,DUSSELDORF|Leipzig
  |Dortmund|Essen|Bremen|Dresden|Hannover:HANOVER|Nürnberg:NUERNBERG,NUREMBERG|Duisburg|Bochum|Wuppertal|Bielefeld
  |Bonn|Münster:MUENSTER|Mannheim|Karlsruhe|Augsburg|Wiesbaden|Mönchengladbach:MOENCHENGLADBACH|Gelsenkirchen|Aachen
  |Braunschweig|Chemnitz|Kiel|Magdeburg|Freiburg|Krefeld|Mainz|Lübeck:LUEBECK|Erfurt|Rostock|Kassel|Potsdam
  |Saarbrücken:SAARBRUECKEN|Heidelberg|Darmstadt|Regensburg|Ulm|Göttingen:GOETTINGEN|Konstanz|Passau
  |Würzburg:WUERZBURG|Jena|Trier|Wien:VIENNA|Graz|Linz|Salzburg|Innsbruck|Zürich:ZUERICH,ZURICH|Genf:GENEVE,GENEVA
  |Basel|Bern|Lausanne|Prag:PRAHA,PRAGUE|Brno|Ostrava|Warschau:WARSZAWA,WARSAW|Krakau:KRAKOW|Budapest|Bratislava
  |Kopenhagen:COPENHAGEN,KOBENHAVN|Stockholm|Oslo|Helsinki|Amsterdam|Rotterdam|Utrecht|Brüssel:BRUSSELS,BRUXELLES
  |Antwerpen|Luxembourg|Paris|Lyon|Marseille|Nizza|Strasbourg|Toulouse|Bordeaux|London|Manchester|Birmingham|Glasgow
  |Edinburgh|Liverpool|Leeds|Bristol|Dublin|Madrid|Barcelona|Valencia|Sevilla|Palma|Málaga:MALAGA
  |Lissabon:LISBOA,LISBON|Porto|Rom:ROMA,ROME|Mailand:MILANO,MILAN|Venedig:VENEZIA|Florenz:FIRENZE|Neapel:NAPOLI
  |Athen:ATHENS|Istanbul|New York:NEW YORK CITY,NYC,BROOKLYN|Los Angeles|Chicago|Houston|Phoenix|Philadelphia
  |San Antonio|San Diego|Dallas|San Jose|Austin|San Francisco|Seattle|Denver|Washington|Boston|Nashville|Portland
  |Las Vegas|Detroit|Memphis|Atlanta|Miami|Oakland|Minneapolis|New Orleans|Tampa|Orlando|Cleveland|Pittsburgh
  |Cincinnati|St Louis|Kansas City|Sacramento|Salt Lake City|Toronto|Montreal|Vancouver|Mumbai|Delhi:NEW DELHI
  |Bengaluru:BANGALORE|Hyderabad|Ahmedabad|Chennai|Kolkata|Pune|Jaipur|Lucknow|Noida|Gurugram:GURGAON|Kochi|Dubai
  |Singapore|Hong Kong|Tokyo|Sydney|Melbourne|Bangkok`;

/** The name to show for each spelling, in capitals. */
export const CITY_OF: ReadonlyMap<string, string> = new Map(
  CITIES.replaceAll(/\n\s*/g, '')
    .split('|')
    .flatMap((entry) => {
      const [name = '', spellings = ''] = entry.split(':');
      return [name.toUpperCase(), ...spellings.split(',').filter(Boolean)].map((spelling) => [spelling, name] as const);
    }),
);

const WORDS_MAX = 3;
const COUNTRY_NAMES = `DE DEU GERMANY DEUTSCHLAND AT AUT CH CHE GB GBR UK US USA IN IND NL NLD FR FRA ES ESP IT ITA IRL
  LU LUX POL CZ CZE SWE DNK CA CAN`;
const COUNTRIES = new RegExp(`[\\s/,]+(${anyOf(COUNTRY_NAMES)})\\.?$`);
const STATE_NAMES = `AK AL AR AZ CA CO CT DC DE FL GA HI IA ID IL IN KS KY LA MA MD ME MI MN MO MS MT NC ND NE NH NJ
  NM NV NY OH OK OR PA RI SC SD TN TX UT VA VT WA WI WV WY`;
const STATES = new RegExp(`[\\s,]+(${anyOf(STATE_NAMES)})$`);

/**
 * The city at the end of a narration and the text before it. `MERCHANT//CITY/DE` names any place; elsewhere only cities
 * of the list are believed, for other words at the end belong to the name.
 */
export const takeCity = (text: string): { readonly rest: string; readonly city: string | null } => {
  const [head = '', behind] = text.split('//');
  const bare = (behind ?? text).replace(COUNTRIES, '').replace(/\/[A-Z]{2,3}$/, '');
  for (const place of [bare, bare.replace(STATES, '')]) {
    const words = place.split(/[\s,/]+/).filter(Boolean);
    for (let length = Math.min(WORDS_MAX, words.length); length > 0; length -= 1) {
      const city = CITY_OF.get(words.slice(-length).join(' '));
      if (!city) continue;
      const rest = behind === undefined ? words.slice(0, -length).join(' ') : head;
      if (/\p{L}/u.test(rest)) return { rest, city };
    }
  }
  if (behind !== undefined && /\p{L}{2}/u.test(head)) return { rest: head, city: null };
  const shown = bare === text ? text : bare.replace(STATES, '');
  return { rest: /\p{L}{3}/u.test(shown) ? shown : text, city: null };
};
