import type { Category } from '../taxonomy.ts';

/**
 * Widely known merchants by category: international, German and European, American, Indian. After the colon stand other
 * spellings that booking texts use. A name with `!` is also a person's or an everyday word: it must stand alone.
 */
export const MERCHANT_LIST: Partial<Readonly<Record<Category, string>>> = {
  FOOD_AND_DRINK_GROCERIES: `
    Aldi|Lidl|REWE|Edeka|Kaufland|Penny!:penny markt|Netto:netto marken discount|Norma!|Tegut|Alnatura
    |Denns:denns biomarkt|Bio Company|Globus!|Hit Markt|Nahkauf|Spar!:interspar,eurospar|Billa|Hofer!|Migros|Coop!
    |Denner!|Albert Heijn|Jumbo!|Carrefour|Auchan|E.Leclerc:leclerc|Intermarche|Monoprix|Mercadona|Esselunga|Conad
    |Tesco:tesco stores|Sainsburys|Asda|Morrisons|Waitrose|Ocado|Albert!:albert hypermarket|Biedronka|Kroger|Safeway
    |Publix|Whole Foods:wholefds|Trader Joe's:trader joes|Albertsons|Wegmans|H-E-B:heb|Meijer|Food Lion
    |Aldi Sued:aldi süd|Aldi Nord|Instacart|BigBasket:bigbasket|Blinkit|Zepto|DMart:d mart,avenue supermarts
    |Reliance Fresh|More Supermarket|HelloFresh|Flink|Gorillas|Picnic|Knuspr|Swiggy Instamart`,
  FOOD_AND_DRINK_FAST_FOOD: `
    McDonald's:mcdonalds,mc donalds|Burger King|KFC:kentucky fried|Subway|Taco Bell|Wendy's:wendys|Chipotle
    |Five Guys|Domino's:dominos|Pizza Hut|Papa John's:papa johns|Chick-fil-A:chick fil a,chickfila
    |Dunkin:dunkin donuts|Popeyes|Panera:panera bread|In-N-Out:in n out|Nordsee|Backwerk|Haferkamp|Ditsch
    |Pret A Manger|Greggs|Shake Shack|Sonic Drive`,
  FOOD_AND_DRINK_COFFEE: `
    Starbucks|Costa Coffee|Tim Hortons|Peet's:peets coffee|Einstein Kaffee|Balzac Coffee|Cafe Coffee Day|Blue Bottle
    |Caffe Nero|Tchibo Coffee|Espresso House|Chaayos`,
  FOOD_AND_DRINK_RESTAURANT: `
    Vapiano|L'Osteria:losteria|Hans im Glück:hans im glueck|Block House|Olive Garden|Applebee's:applebees
    |Lieferando:takeaway com,takeaway.com|Deliveroo|DoorDash|Uber Eats:ubereats,uber *eats|Grubhub|Just Eat|Wolt
    |Swiggy|Zomato|Barbeque Nation|Foodpanda|OpenTable|Cheesecake Factory|Texas Roadhouse|Haldiram`,
  GENERAL_MERCHANDISE_ONLINE_MARKETPLACES: `
    Amazon:amzn,amzn mktp,amazon.de,amazon eu,amazon payments|eBay|Etsy|Alibaba|AliExpress|Temu|Shein|Flipkart
    |Meesho|Snapdeal|Allegro|Kleinanzeigen|Otto!:otto gmbh,otto payments|Wish.com|Bol.com|Mercado Libre|Vinted`,
  GENERAL_MERCHANDISE_CLOTHING_AND_ACCESSORIES: `
    Zalando|H&M:h & m,hennes mauritz|Zara|C&A:c & a|Primark|Uniqlo|Peek Cloppenburg|About You|Asos|Deichmann
    |Foot Locker|Old Navy|Banana Republic|Nike|Adidas|Puma|Levi's:levis|Mango!|Bershka|Pull&Bear|Esprit|s.Oliver
    |Tommy Hilfiger|Myntra|Ajio|Nykaa Fashion|TJ Maxx:tjmaxx,tj maxx,tk maxx|Ross Stores|Marshalls|Nordstrom
    |Victoria's Secret|Lululemon|Swarovski|Pandora!|Titan!`,
  GENERAL_MERCHANDISE_DEPARTMENT_STORES: `
    Galeria:galeria kaufhof,galeria karstadt|KaDeWe|Macy's:macys|Kohl's:kohls|JCPenney|Marks & Spencer:marks spencer
    |John Lewis|Harrods|El Corte Ingles|Galeries Lafayette|Shoppers Stop|Lifestyle Stores|Debenhams`,
  GENERAL_MERCHANDISE_SUPERSTORES: `
    Walmart:wal mart,wm supercenter|Target!|Costco|Sam's Club:sams club|BJ's Wholesale|Metro Cash|Real Markt`,
  GENERAL_MERCHANDISE_DISCOUNT_STORES: `
    Dollar General|Dollar Tree|Family Dollar|Tedi|Action!:action sagt|Woolworth|Kik Textil:kik|Poundland|Five Below
    |Euroshop`,
  GENERAL_MERCHANDISE_CONVENIENCE_STORES: `
    7-Eleven:7 eleven,seven eleven|Circle K|Wawa|Sheetz|Zabka|Casey's:caseys general`,
  GENERAL_MERCHANDISE_ELECTRONICS: `
    MediaMarkt:media markt|Saturn|Conrad Electronic|Cyberport|Notebooksbilliger|Alternate|Apple Store|Best Buy
    |Newegg|Currys|Fnac|Croma|Reliance Digital|Vijay Sales|Samsung|B&H Photo|Gamestop Electronics|Alza`,
  GENERAL_MERCHANDISE_BOOKSTORES_AND_NEWSSTANDS: `
    Thalia!|Hugendubel|Dussmann|Barnes & Noble:barnes noble|Waterstones|WHSmith|Crossword Books|Valora|Relay!`,
  GENERAL_MERCHANDISE_SPORTING_GOODS: `
    Decathlon|Intersport|SportScheck|Dick's Sporting:dicks sporting|REI Co-op|Academy Sports|Globetrotter`,
  GENERAL_MERCHANDISE_PET_SUPPLIES: `Fressnapf|Zooplus|Petco|PetSmart|Chewy|Heads Up For Tails|Futterhaus`,
  GENERAL_MERCHANDISE_OFFICE_SUPPLIES: `Staples!|Office Depot|McPaper|Viking Direct`,
  GENERAL_MERCHANDISE_GIFTS_AND_NOVELTIES: `
    Blume 2000|Fleurop|Hallmark|1-800-Flowers|Depot Deko|Nanu Nana|FNP Ferns|Lego|Toys R Us`,
  GENERAL_MERCHANDISE_OTHER_GENERAL_MERCHANDISE: `
    Tchibo|QVC|HSE24|Flying Tiger|Søstrene Grene|Michaels Stores|Hobby Lobby`,
  HOME_IMPROVEMENT_FURNITURE: `
    IKEA|XXXLutz|Höffner:hoeffner|Poco!|Roller!|Segmüller|Wayfair|Westwing|Home24|Ashley Furniture|Pepperfry
    |Urban Ladder|Jysk|Mömax:moemax|West Elm`,
  HOME_IMPROVEMENT_HARDWARE: `
    Obi:obi bau,obi markt|Bauhaus|Hornbach|Toom|Hagebau|Home Depot:the home depot|Lowe's:lowes|Ace Hardware|B&Q
    |Leroy Merlin|Castorama|Screwfix|Wickes`,
  HOME_IMPROVEMENT_SECURITY: `ADT Security|Verisure|SimpliSafe|Ring Protect`,
  MEDICAL_PHARMACIES_AND_SUPPLEMENTS: `
    CVS:cvs pharmacy|Walgreens|Rite Aid|DocMorris|Shop Apotheke|Boots!:boots pharmacy|Apollo Pharmacy|PharmEasy
    |1mg:tata 1mg|Netmeds|MedPlus|Vitamin Shoppe|GNC|iHerb`,
  MEDICAL_EYE_CARE: `Fielmann|Apollo Optik|Mister Spex|Specsavers|LensCrafters|Warby Parker|Lenskart|Vision Express`,
  MEDICAL_OTHER_MEDICAL: `LabCorp|Quest Diagnostics|Practo`,
  PERSONAL_CARE_GYMS_AND_FITNESS_CENTERS: `
    McFit|FitX|Clever Fit|John Reed|Urban Sports|Planet Fitness:planet fit|24 Hour Fitness|LA Fitness|Equinox
    |Anytime Fitness|PureGym|Gymondo|Wellpass|Cult.fit:cultfit|Gold's Gym:golds gym|Peloton|Orangetheory`,
  PERSONAL_CARE_HAIR_AND_BEAUTY: `
    Douglas!:parfuemerie douglas|Sephora|Ulta:ulta beauty|Rituals!|Supercuts|Great Clips|Nykaa|Lush Cosmetics
    |Flaconi|Notino`,
  PERSONAL_CARE_OTHER_PERSONAL_CARE: `
    dm-drogerie:dm drogerie,dm drogeriemarkt,dm fil,dm sagt|Rossmann|Müller Drogerie:mueller drogerie|Superdrug
    |Budni`,
  ENTERTAINMENT_TV_AND_MOVIES: `
    Netflix|Disney Plus:disney+,disneyplus|Hulu|HBO Max|Paramount+:paramount plus
    |Prime Video:amazon prime video,amznprime|WOW TV|Sky Deutschland|DAZN|Joyn|RTL Plus
    |YouTube:google youtube,youtubepremium|Apple TV|AMC Theatres|Cinemaxx|UCI Kinowelt|Cineplex|Cinestar
    |Regal Cinemas|Odeon!|Hotstar|SonyLIV|PVR Cinemas|BookMyShow|Crunchyroll|Peacock`,
  ENTERTAINMENT_MUSIC_AND_AUDIO: `
    Spotify|Apple Music|Deezer|Tidal|Audible|SoundCloud|SiriusXM|Gaana|JioSaavn|Pandora Music`,
  ENTERTAINMENT_VIDEO_GAMES: `
    Steam!:steamgames,steam purchase,valve|PlayStation:playstation network,sony playstation|Xbox:microsoft xbox
    |Nintendo|Epic Games|Riot Games|Blizzard|Roblox|Electronic Arts|GameStop|Twitch|Supercell`,
  ENTERTAINMENT_CASINOS_AND_GAMBLING: `
    Bet365|Tipico|Bwin|Betway|Betfair|William Hill|Pokerstars|DraftKings|FanDuel|BetMGM|Lotto24|Lottoland|Tipp24
    |Westlotto|888casino:888 casino|Ladbrokes|Paddy Power|Unibet|Merkur Spielothek|Dream11|MPL Gaming|RummyCircle
    |Stake.com|Lotto Bayern|Fortuna Sazky|Tipsport|Sazka|Caesars Casino`,
  ENTERTAINMENT_OTHER_ENTERTAINMENT: `Eventim:cts eventim|Ticketmaster|StubHub|Reservix`,
  ENTERTAINMENT_SPORTING_EVENTS_AMUSEMENT_PARKS_AND_MUSEUMS: `
    Europa-Park:europa park|Phantasialand|Legoland|Walt Disney World|Six Flags|Universal Studios|Madame Tussauds`,
  TRANSPORTATION_GAS: `
    Aral|Shell|Esso|Jet Tankstelle|TotalEnergies:total station,totalenergies|Agip:eni station|Star Tankstelle
    |HEM Tankstelle|OMV|BP|Texaco|Chevron|ExxonMobil:exxon,exxonmobil|Mobil|Sunoco|Marathon Petro|Valero|Speedway
    |Indian Oil|Bharat Petroleum|Hindustan Petroleum|Repsol|Ionity|EnBW Mobility|Tesla Supercharger|ChargePoint`,
  TRANSPORTATION_TAXIS_AND_RIDE_SHARES: `
    Uber:uber trip,uber bv|Lyft|Bolt!:bolt.eu,bolt operations|FreeNow:free now,freenow|Ola!:ola cabs,olacabs|Cabify
    |Rapido|Grab!|Taxi Berlin|BlaBlaCar`,
  TRANSPORTATION_PUBLIC_TRANSIT: `
    Deutsche Bahn:db vertrieb,db bahn,db fernverkehr,bahn.de|BVG|MVG|HVV|VBB|RMV|KVB|VVS|ÖBB:oebb|SBB|SNCF
    |Trenitalia|Eurostar|Amtrak|MTA:mta nyct|TfL:tfl travel,transport for london|Flixbus:flixtrain|IRCTC|Delhi Metro
    |Greyhound|Clipper Card|Trainline|RedBus`,
  TRANSPORTATION_PARKING: `
    Apcoa|Contipark|EasyPark|Parkster|PayByPhone|ParkMobile|Q-Park:q park|SpotHero|Paystay|Indigo Park`,
  TRANSPORTATION_TOLLS: `E-ZPass:ezpass,e zpass|FASTag|Asfinag|SunPass|FasTrak|Telepass|Toll Collect`,
  TRANSPORTATION_BIKES_AND_SCOOTERS: `
    Tier Mobility|Voi:voi technology|Lime!:lime ride,li me|Nextbike|Swapfiets|Call a Bike|Citi Bike|Bird App
    |Bajaj Chetak|Yulu`,
  TRANSPORTATION_OTHER_TRANSPORTATION: `Share Now|Miles Mobility|Stadtmobil|Cambio Carsharing|Zipcar`,
  TRAVEL_FLIGHTS: `
    Lufthansa|Eurowings|Ryanair|EasyJet|Wizz Air|Condor!|British Airways|KLM|Air France|Swiss Intl|Emirates
    |Qatar Airways|Turkish Airlines|Delta Air|United Airlines|American Airlines:american air|Southwest|JetBlue
    |IndiGo:interglobe aviation|Air India|SpiceJet|Vistara|Vueling|Iberia|Alaska Air`,
  TRAVEL_LODGING: `
    Airbnb|Booking.com:booking com|Hotels.com|Marriott|Hilton|Hyatt|Ibis|Motel One|Accor|Holiday Inn|Best Western
    |Premier Inn|OYO|Taj Hotels|HRS!|Hostelworld|Vrbo|A&O Hostels|Radisson|Novotel`,
  TRAVEL_RENTAL_CARS: `Sixt|Europcar|Hertz|Avis|Enterprise Rent|Budget Rent|Alamo Rent|Buchbinder|Zoomcar`,
  TRAVEL_OTHER_TRAVEL: `
    Expedia|TUI|DER Touristik|Check24 Reise|Urlaubspiraten|MakeMyTrip:make my trip|Yatra|Goibibo|Cleartrip|Kayak
    |Opodo|Aida Cruises|Holidaycheck|GetYourGuide`,
  RENT_AND_UTILITIES_TELEPHONE: `
    Telekom:telekom deutschland,deutsche telekom,t mobile,tmobile|Vodafone|O2:telefonica,o2 de,telefonica germany
    |Congstar|Drillisch|Aldi Talk|Verizon|AT&T:att bill,at t|Sprint|Mint Mobile|Airtel:bharti airtel
    |Jio:reliance jio,jio prepaid|BSNL|Orange SA|Three UK|Giffgaff`,
  RENT_AND_UTILITIES_INTERNET_AND_CABLE: `
    1&1:1 1 telecom,1u1|Comcast:xfinity|Spectrum|Cox Communications|Unitymedia|Pyur|ACT Fibernet|Hathway|Tata Play
    |Virgin Media|BT Broadband|NetCologne|Starlink`,
  RENT_AND_UTILITIES_GAS_AND_ELECTRICITY: `
    Vattenfall|E.ON:eon energie,e on|EnBW|RWE|Stadtwerke|Mainova|Naturstrom|Lichtblick|Octopus Energy|British Gas
    |EDF|Con Edison:coned|PG&E:pgande|Duke Energy|Tibber|Yello Strom|Tata Power|Adani Electricity|BSES|Engie
    |ČEZ:cez prodej|SWM Versorgung`,
  RENT_AND_UTILITIES_WATER: `Berliner Wasserbetriebe|Thames Water|Hamburg Wasser|Severn Trent`,
  RENT_AND_UTILITIES_SEWAGE_AND_WASTE_MANAGEMENT: `
    Waste Management|Republic Services|BSR Berliner Stadtreinigung|AWB Köln`,
  RENT_AND_UTILITIES_OTHER_UTILITIES: `Rundfunk:rundfunk ard,ard zdf,ard zdf dradio,rundfunkbeitrag`,
  RENT_AND_UTILITIES_RENT: `Vonovia|Deutsche Wohnen|LEG Wohnen|Gewobag|Degewo|Howoge|Saga Hamburg|NoBroker`,
  GENERAL_SERVICES_INSURANCE: `
    Allianz|HUK-Coburg:huk coburg,huk24|Ergo Versicherung|AXA|Generali|Debeka|DEVK|R+V Versicherung|Gothaer
    |Cosmos Direkt|Provinzial|Geico|State Farm|Progressive Ins|Allstate|Aviva
    |LIC India:life insurance corporation,lic of india|HDFC Life|ICICI Lombard|SBI Life|Techniker Krankenkasse|AOK
    |Barmer|DAK|Lemonade|Getsafe|Signal Iduna|Württembergische`,
  GENERAL_SERVICES_POSTAGE_AND_SHIPPING: `
    Deutsche Post|DHL|Hermes Versand|UPS|FedEx|USPS|GLS|Royal Mail|DPD|Delhivery|India Post|Blue Dart`,
  GENERAL_SERVICES_EDUCATION: `
    Udemy|Coursera|Duolingo|Babbel|Byju's:byjus|Unacademy|Volkshochschule|Chegg|Skillshare|MasterClass|Sofatutor`,
  GENERAL_SERVICES_AUTOMOTIVE: `
    ADAC|ATU Auto|Vergölst|Jiffy Lube|AutoZone|O'Reilly Auto|TÜV:tuev|Dekra|Mister Wash|Euromaster|Halfords|Pep Boys`,
  GENERAL_SERVICES_STORAGE: `
    Public Storage|Shurgard|MyPlace Self|Extra Space Storage|Dropbox|iCloud:apple icloud
    |Google One:google storage,google one`,
  GENERAL_SERVICES_OTHER_GENERAL_SERVICES: `
    Microsoft:microsoft 365,msft|Adobe|GitHub|OpenAI|Google Cloud|Canva|Zoom.us|Notion!|Slack!|GoDaddy|Ionos|Strato
    |LinkedIn|NordVPN|Parship|Tinder|Apple.com/bill:apple com bill,apple.com bill|Patreon|Urban Company|Check24`,
  GENERAL_SERVICES_ACCOUNTING_AND_FINANCIAL_PLANNING: `
    WISO Steuer|Taxfix|TurboTax:intuit turbotax|H&R Block|Smartsteuer|QuickBooks:intuit quickbooks|ClearTax`,
  GOVERNMENT_AND_NON_PROFIT_DONATIONS: `
    Red Cross|Unicef|WWF|Greenpeace|Ärzte ohne Grenzen:aerzte ohne grenzen,medecins sans|Save the Children|Wikimedia
    |GoFundMe|Caritas|Brot für die Welt|Betterplace|PM Cares`,
  TRANSFER_OUT_INVESTMENT_AND_RETIREMENT_FUNDS: `
    Trade Republic|Scalable Capital|Coinbase|Binance|Kraken!|Bitpanda|Robinhood|Vanguard|Fidelity|Charles Schwab
    |eToro|Zerodha|Groww|Upstox|Flatex|Comdirect Depot|Degiro|Kuvera|Acorns|Betterment|Union Investment
    |Deka Investment`,
  LOAN_PAYMENTS_CREDIT_CARD_PAYMENT: `
    American Express|Barclaycard|Capital One|Discover Card|CRED Club|Chase Credit Crd`,
  LOAN_PAYMENTS_STUDENT_LOAN_PAYMENT: `Navient|Nelnet|Sallie Mae|Mohela`,
  LOAN_PAYMENTS_OTHER_PAYMENT: `
    Klarna|Affirm|Afterpay|Ratepay|Riverty|Clearpay|Santander Consumer|Bajaj Finance|Targobank Kredit`,
  LOAN_PAYMENTS_CAR_PAYMENT: `
    VW Bank:volkswagen bank,vw leasing,volkswagen leasing|BMW Bank
    |Mercedes-Benz Bank:mercedes benz bank,mercedes benz leasing|Toyota Financial|Ford Credit|Ally Auto
    |Honda Financial|RCI Banque`,
  TRANSFER_IN_CASH_ADVANCES_AND_LOANS: `
    Dave Inc|Earnin:activehours|Brigit|Cashpoint Advance|Vexcash|Cashper|MoneyLion|Ferratum`,
};
