import type { Category } from '../../domain/enrichment/taxonomy.ts';

/**
 * How places that nobody knows by name call themselves, English and German, by category. `~` stands for somebody's or
 * something's name; without one, a name may stand before or behind.
 */
export const LEXICON: Partial<Readonly<Record<Category, string>>> = {
  FOOD_AND_DRINK_GROCERIES: `
    Supermarket|Supermarkt|Grocery|Groceries|Grocery Store|Lebensmittel|Biomarkt|Bioladen|Organic Market
    |Fresh Market|Farmers Market|Wochenmarkt|Hofladen|Bakery|Bäckerei|Baecker ~|Backstube|Konditorei|Butcher
    |Metzgerei|Fleischerei|Obst Gemüse ~|Fruits Vegetables|Kirana Store|Provision Store|Milk Dairy|Molkerei|Käsehaus
    |Fischhandel ~|Seafood Market|Feinkost ~|Delikatessen|Asia Markt|Türkischer Markt|Food Market
    |Getränke Lebensmittel ~|Potraviny|Household supplies|Sweets Shop`,
  FOOD_AND_DRINK_RESTAURANT: `
    Restaurant ~|Ristorante ~|Trattoria ~|Osteria ~|Pizzeria ~|Gasthaus ~|Gasthof ~|Wirtshaus ~|~ Grill|~ Kitchen
    |Sushi ~|Ramen ~|Thai Restaurant|Indian Palace|China Restaurant|Bistro ~|Brasserie ~|Steakhouse|Diner ~
    |Taverna ~|~ Dining|Food Delivery|Lieferservice ~|Tandoori ~|Curry House|Dhaba ~|Biergarten ~|Brauhaus ~|Tapas ~
    |Korean BBQ|Noodle House|~ Eatery|Lunch|Dinner|Mensa|Kantine|Hospoda ~`,
  FOOD_AND_DRINK_FAST_FOOD: `
    Burger ~|Döner ~|Doener Kebab|Kebab Haus|Imbiss ~|Currywurst ~|Pommes ~|Fried Chicken|Hot Dog ~|Sandwich Shop
    |Taco ~|Burrito ~|Pizza Express|Pizza Take Away|Fast Food|Wraps ~|Falafel ~|Snack Bar|Bratwurst ~|Chaat Corner`,
  FOOD_AND_DRINK_COFFEE: `
    Coffee ~|Café ~|Cafe ~|~ Coffee Roasters|Espresso Bar|Kaffeerösterei ~|Kaffeehaus|Coffee Shop|Tea House|Teehaus
    |Tea Stall|Kaffee ~|~ Roastery|Kavarna ~|Bubble Tea`,
  FOOD_AND_DRINK_BEER_WINE_AND_LIQUOR: `
    Wine Shop|Weinhandlung ~|Weinhaus|Liquor Store|Liquors|Wines Spirits|Getränkemarkt ~|Brewery ~|Brauerei ~|Bar ~
    |Pub|Irish Pub|Kneipe ~|Cocktailbar|Taproom ~|Winery ~|Weingut ~|Vinothek ~|Beer Garden|Nachtclub ~|Night Club
    |Saloon ~`,
  FOOD_AND_DRINK_VENDING_MACHINES: `
    Vending|Vending Machine|Snackautomat|Getränkeautomat|Canteen Vending|USA Vending|Automaten ~|Selecta Automat`,
  FOOD_AND_DRINK_OTHER_FOOD_AND_DRINK: `
    Catering ~|Caterers|Partyservice ~|Ice Cream|Eisdiele ~|Gelateria ~|Eiscafe ~|Juice Bar|Smoothie ~|Candy Shop
    |Süßwaren ~|Food Truck|Dessert ~|Chocolatier ~`,
  GENERAL_MERCHANDISE_CLOTHING_AND_ACCESSORIES: `
    Boutique ~|Fashion ~|Mode ~|Modehaus ~|Clothing|Apparel|Schuhhaus ~|Shoes|Shoe Store|Schuhe ~|Jeans ~|T-Shirt
    |Jewelry|Juwelier ~|Jewellers|Uhren Schmuck ~|Watches|Handbags|Lederwaren ~|Dessous ~|Lingerie|Kindermode ~
    |Tailor|Schneiderei ~|Änderungsschneiderei|Saree Centre|Textiles ~|Sunglasses|Accessories|Outlet ~|Garments`,
  GENERAL_MERCHANDISE_BOOKSTORES_AND_NEWSSTANDS: `
    Bookstore ~|Books ~|Buchhandlung ~|Bücher ~|Book Depot|Newsstand|Zeitschriften ~|Presse Buch|Zeitungskiosk
    |Comics ~|Antiquariat ~|Zeitung Abo|Newspaper|Magazine subscription|Knihkupectvi`,
  GENERAL_MERCHANDISE_CONVENIENCE_STORES: `
    Convenience Store|Kiosk ~|Spätkauf ~|Späti ~|Mini Market|Minimart|Corner Shop|Quick Stop|Trinkhalle
    |General Store|Vecerka`,
  GENERAL_MERCHANDISE_DEPARTMENT_STORES: `
    Department Store|Kaufhaus ~|Warenhaus ~|Shopping Mall|Shopping Centre|Einkaufszentrum ~`,
  GENERAL_MERCHANDISE_DISCOUNT_STORES: `
    Discount Store|Dollar Store|Sonderposten ~|Thrift Store|Second Hand ~|Bargain Outlet|Ein Euro Laden|Pound Shop
    |Charity Shop|Restposten`,
  GENERAL_MERCHANDISE_ELECTRONICS: `
    Electronics ~|Elektronik ~|Computer ~|Mobile Shop|Handyshop ~|Phone Repair|PC Store|Camera Store|Foto ~|HiFi ~
    |Laptop|Smartphone|Elektro ~|Digital Store|Software Shop|Headphones`,
  GENERAL_MERCHANDISE_GIFTS_AND_NOVELTIES: `
    Gift Shop|Gifts ~|Geschenke ~|Geschenkartikel|Florist ~|Blumen ~|Flowers ~|Souvenirs|Toys ~|Spielwaren ~
    |Party Supplies|Bastelladen ~|Card Shop|Antiques ~|Galerie ~|Birthday Gift|Wedding Gift`,
  GENERAL_MERCHANDISE_OFFICE_SUPPLIES: `
    Office Supplies|Bürobedarf ~|Schreibwaren ~|Stationery ~|Papeterie ~|Office World|Copy Paper|Stationers`,
  GENERAL_MERCHANDISE_ONLINE_MARKETPLACES: `
    Marketplace ~|Online Shop ~|Onlineshop ~|Webshop ~|Auction ~|Online Shopping|E-Commerce ~|Versandhandel ~
    |Online Marketplace|Shopping App`,
  GENERAL_MERCHANDISE_PET_SUPPLIES: `
    Pet Shop|Pet Supplies|Pet Food|Tierbedarf ~|Zoohandlung ~|Zoo ~ Futter|Aquaristik ~|Dog Treats|Tierfutter ~
    |Pet Store`,
  GENERAL_MERCHANDISE_SPORTING_GOODS: `
    Sporting Goods|Sport ~ Store|Sporthaus ~|Outdoor Shop|Golf Shop|Ski Shop|Sportartikel ~|Reitsport ~|Angelsport ~
    |Hunting Fishing|Sports Equipment|Tennis Shop`,
  GENERAL_MERCHANDISE_SUPERSTORES: `
    Hypermarket|Superstore|Wholesale Club|SB Warenhaus|Großmarkt ~|Cash and Carry|Hypermarkt ~|Supercenter`,
  GENERAL_MERCHANDISE_TOBACCO_AND_VAPE: `
    Tobacco ~|Tabak ~|Tabakwaren|Smoke Shop|Vape ~|Cigar ~|Cigarettes|E-Zigarette ~|Tabak Lotto Presse|Hookah
    |Shisha Shop|Trafik ~`,
  GENERAL_MERCHANDISE_OTHER_GENERAL_MERCHANDISE: `
    Handelsgesellschaft ~|Trading Co|Merchandise ~|Bazaar ~|Handarbeiten ~|Fabric Store|Pfandleihhaus|Pawn Shop
    |Haushaltswaren ~|Home Goods|Teleshopping|Variety Goods`,
  HOME_IMPROVEMENT_FURNITURE: `
    Furniture ~|Möbel ~|Moebelhaus ~|Mattress ~|Matratzen ~|Küchenstudio ~|Küchen ~|Home Decor|Interiors ~
    |Einrichtungshaus ~|Sofa ~|Carpets ~|Teppich ~|Bettenhaus ~|Lampen ~|Nabytek`,
  HOME_IMPROVEMENT_HARDWARE: `
    Hardware Store|Baumarkt ~|Eisenwaren ~|Building Supplies|Lumber ~|Holzhandel ~|Farben ~|Paint Store|Fliesen ~
    |Tiles ~|Werkzeug ~|Tools ~|Sanitärbedarf ~|Baustoffe ~|Sanitary Ware`,
  HOME_IMPROVEMENT_REPAIR_AND_MAINTENANCE: `
    Plumber ~|Plumbing ~|Klempner ~|Sanitär Heizung ~|Elektriker ~|Electrician|Handwerker ~|Dachdecker ~|Roofing ~
    |Heating Cooling ~|Malerbetrieb ~|Painter|Tischlerei ~|Schreinerei ~|Pest Control|Gebäudereinigung ~
    |Cleaning Service|Reinigungskraft|Appliance Repair|Repair|House Repair|Renovation ~|Schlüsseldienst ~|Carpenter
    |Bauunternehmen ~`,
  HOME_IMPROVEMENT_SECURITY: `
    Security ~|Alarm Systems|Alarmanlagen ~|Sicherheitstechnik ~|Home Security|CCTV|Locksmith Security|Wachdienst ~`,
  HOME_IMPROVEMENT_OTHER_HOME_IMPROVEMENT: `
    Garden Center|Gartencenter ~|Gärtnerei ~|Nursery Plants|Landscaping ~|Gartenbau ~|Pool Supplies|Lawn Care
    |Pflanzen ~|Baumschule ~|Zaunbau ~|Tool Rental`,
  MEDICAL_DENTAL_CARE: `
    Dentist ~|Dental Clinic|Dental Care|Zahnarzt ~|Zahnarztpraxis ~|Zahnärzte ~|Orthodontics ~|Kieferorthopädie ~
    |Dr ~ DDS|Zahnzentrum|Smile Dental|Zubar`,
  MEDICAL_EYE_CARE: `
    Optik ~|Optiker ~|Optician|Eye Clinic|Augenarzt ~|Augenoptik ~|Vision Center|Eye Care|Kontaktlinsen ~
    |Optometrist|Brillen ~|Contact Lenses|Augenzentrum`,
  MEDICAL_NURSING_CARE: `
    Pflegedienst ~|Pflegeheim ~|Nursing Home|Home Care|Seniorenheim ~|Elder Care|Altenheim ~|Hospice ~|Care Home
    |Seniorenresidenz`,
  MEDICAL_PHARMACIES_AND_SUPPLEMENTS: `
    Apotheke ~|~ Apotheke|Pharmacy ~|Drugstore|Chemist ~|Medical Store|Medicine|Vitamins|Supplements
    |Nahrungsergänzung ~|Lekarna|Drug Mart|Sanitätshaus ~ Apotheke`,
  MEDICAL_PRIMARY_CARE: `
    Dr med ~|Arztpraxis ~|Hausarzt ~|Family Practice|Doctor Consultation|Physician ~|Medical Clinic
    |Gemeinschaftspraxis ~|Pediatrics ~|Kinderarzt ~|Internist ~|Chiropractor|Osteopathie ~|Urgent Care|Doctor Visit
    |Praxis Dr ~|MVZ ~`,
  MEDICAL_VETERINARY_SERVICES: `
    Tierarzt ~|Tierarztpraxis ~|Tierklinik ~|Veterinary Clinic|Animal Hospital|Vet ~|Pet Hospital|Veterinarian
    |Kleintierpraxis ~`,
  MEDICAL_OTHER_MEDICAL: `
    Hospital ~|Klinikum ~|Krankenhaus ~|Labor ~ Diagnostik|Medical Lab|Diagnostics ~|Physiotherapie ~
    |Physical Therapy|Psychotherapie ~|Hearing Aids|Hörgeräte ~|Orthopädie ~|Sanitätshaus ~|Radiologie ~|Ambulance
    |Health Checkup|Privatärztliche Verrechnungsstelle|Therapist|Podologie ~`,
  PERSONAL_CARE_GYMS_AND_FITNESS_CENTERS: `
    Gym ~|Fitness ~|Fitnessstudio ~|Fitness First|Yoga ~|Pilates ~|CrossFit ~|Sportverein ~|Tennisclub ~
    |Kampfsport ~|Boxing Club|Gym Membership|Golf Club|Schwimmbad ~|Personal Training|Health Club|Boulderhalle ~
    |Kletterhalle ~|Zumba|Aerobics`,
  PERSONAL_CARE_HAIR_AND_BEAUTY: `
    Hair Salon|Salon ~|Friseur ~|Frisör ~|Coiffeur ~|Haarstudio ~|Barber ~|Barbershop|Nails ~|Nagelstudio ~|Beauty ~
    |Kosmetik ~|Kosmetikstudio ~|Cosmetics ~|Parfümerie ~|Spa ~|Massage ~|Tattoo ~|Waxing ~|Grooming|Makeup ~
    |Skincare|Kadernictvi`,
  PERSONAL_CARE_LAUNDRY_AND_DRY_CLEANING: `
    Laundry ~|Laundromat|Dry Cleaners|Reinigung ~|Textilreinigung ~|Wäscherei ~|Waschsalon ~|Coin Laundry|Dry Clean`,
  PERSONAL_CARE_OTHER_PERSONAL_CARE: `
    Drogerie ~|Personal Care ~|Dating ~|Partnervermittlung ~|Sauna ~|Therme ~|Solarium ~|Wellness ~|Drogeriemarkt
    |Tanning ~|Toiletries`,
  ENTERTAINMENT_CASINOS_AND_GAMBLING: `
    Casino ~|Spielbank ~|Spielhalle ~|Spielothek ~|Sportwetten ~|Betting ~|Bet ~|Lottery ~|Lotto ~|Lotterie ~
    |Poker ~|Wettbüro ~|Slots ~|Bingo ~|Bookmaker ~|Rummy ~|Fantasy Cricket|Gambling|Jackpot ~|Online Casino
    |Roulette ~|Toto Lotto|Sazkova kancelar`,
  ENTERTAINMENT_MUSIC_AND_AUDIO: `
    Music ~|Musikhaus ~|Records ~|Guitar ~|Piano ~|Schallplatten ~|Music Streaming|Hörbuch ~|Audio Books|Podcast ~
    |Musikinstrumente ~|Music subscription`,
  ENTERTAINMENT_SPORTING_EVENTS_AMUSEMENT_PARKS_AND_MUSEUMS: `
    Museum ~|Zoo ~|Tierpark ~|Freizeitpark ~|Theme Park|Amusement Park|Aquarium ~|Stadium ~|Stadion ~
    |Football Club Tickets|Fußball Tickets ~|Botanischer Garten|Planetarium ~|Water Park|Castle Tours
    |Schloss ~ Eintritt|Cricket Tickets|Circus ~|Zirkus ~`,
  ENTERTAINMENT_TV_AND_MOVIES: `
    Cinema ~|Kino ~|Filmtheater ~|Movie ~|Movies|Streaming ~|TV ~|Filmpalast ~|Multiplex|Video on Demand
    |Movie Tickets|Autokino ~|OTT subscription`,
  ENTERTAINMENT_VIDEO_GAMES: `
    Games ~|Gaming ~|Video Games|Arcade ~|Game Credits|Videospiele ~|Game Store|Esports ~|In-Game Purchase
    |Online Game`,
  ENTERTAINMENT_OTHER_ENTERTAINMENT: `
    Theater ~|Theatre ~|Oper ~|Opera House|Concert ~|Konzert ~|Event Tickets|Bowling ~|Billard ~|Escape Room ~
    |Tanzschule ~|Dance Studio|Festival ~|Comedy Club|Kabarett ~|Karaoke ~|Minigolf ~|Kart ~|Lasertag|Philharmonie`,
  TRANSPORTATION_GAS: `
    Gas Station|Tankstelle ~|Fuel ~|Petrol Pump|Petrol ~|Diesel ~|Gas ~ Fuel|Petroleum ~|Charging Station
    |Ladestation ~|Service Station|Filling Station|Fuel|Autohof ~|Benzina`,
  TRANSPORTATION_PARKING: `
    Parking ~|Parkhaus ~|Parkplatz ~|Tiefgarage ~|Car Park|Parking Fee|Parkschein|Parking Meter|Parken ~
    |City Parking|Garage Parking`,
  TRANSPORTATION_PUBLIC_TRANSIT: `
    Transit ~|Verkehrsbetriebe ~|Verkehrsverbund ~|Metro ~|Metro Card|Bus ~|Bus Ticket|Train ~|Railway ~|Bahn Ticket
    |Monatskarte ~|Deutschlandticket|Tram ~|Subway Fare|Nahverkehr ~|Fahrkarte ~|Jizdenka|Commuter Rail`,
  TRANSPORTATION_TAXIS_AND_RIDE_SHARES: `
    Taxi ~|Cab ~|Cabs|Ride ~|Taxizentrale ~|Limousine ~|Rideshare|Taxi Fare|Auto Rickshaw|Airport Shuttle ~
    |Mietwagen mit Fahrer|Funktaxi ~`,
  TRANSPORTATION_TOLLS: `
    Toll ~|Toll Plaza|Maut ~|Tollway ~|Turnpike ~|Bridge Toll|Vignette ~|Highway Toll|Autobahnmaut|Toll Road`,
  TRANSPORTATION_BIKES_AND_SCOOTERS: `
    Bike ~|Fahrrad ~|Fahrradladen ~|Bicycle ~|Cycles ~|Scooter ~|E-Scooter ~|Bikeshare ~|Radhaus ~|Zweirad ~
    |Leihrad ~|Cycling ~`,
  TRANSPORTATION_OTHER_TRANSPORTATION: `
    Ferry ~|Fähre ~|Boat Rental|Carsharing ~|Marina ~|Transport ~|Schifffahrt ~|Seilbahn ~|Bootsverleih ~
    |Car Sharing|Transport charges`,
  TRAVEL_FLIGHTS: `
    Airlines ~|Airline ~|Air ~|Airways ~|Flight ~|Flug ~|Flughafen ~|Airport ~|Flugticket ~|Fluglinie ~|Baggage Fee`,
  TRAVEL_LODGING: `
    Hotel ~|~ Hotel|Hostel ~|Motel ~|Inn ~|Pension ~ Zimmer|Ferienwohnung ~|Resort ~|Lodge ~|Bed Breakfast ~
    |Campingplatz ~|Jugendherberge ~|Guesthouse ~|Suites ~|Gästehaus ~|Homestay|Holiday Apartment`,
  TRAVEL_RENTAL_CARS: `
    Rent a Car ~|Car Rental ~|Autovermietung ~|Car Hire ~|Rental Cars|Mietwagen ~|Truck Rental|Wohnmobilvermietung ~
    |Van Hire`,
  TRAVEL_OTHER_TRAVEL: `
    Travel ~|Travel Agency|Reisebüro ~|Reisen ~|Tours ~|Cruise ~|Kreuzfahrt ~|Tourist Office|Holiday Trip|Vacation ~
    |Excursion|Urlaub ~|Touristik ~|Sightseeing ~|Visa Fees|Tour Package|Stadtrundfahrt`,
  RENT_AND_UTILITIES_RENT: `
    Rent ~|Miete ~|Wohnungsbau ~|Immobilien ~|Property Management|Hausverwaltung ~|Apartments ~|Apartment
    |Wohnungsgenossenschaft ~|Lease Payment|Realty ~|Vermieter ~|House Rent|Mietverwaltung ~|Estate Agents ~`,
  RENT_AND_UTILITIES_GAS_AND_ELECTRICITY: `
    Energie ~|Energy ~|Power Company|Electric ~|Stromversorgung ~|Gasversorgung ~|Electricity Board|Electricity Bill
    |Gas Bill|Stadtwerke ~|Heizöl ~|Fernwärme ~|Solar ~|LPG Cylinder|Energieversorger|Utility Bill|Heating Oil`,
  RENT_AND_UTILITIES_INTERNET_AND_CABLE: `
    Internet ~|Broadband ~|Cable TV|Kabel ~|DSL ~|Fiber ~|Glasfaser ~|Satellite TV|DTH Recharge|Wifi ~|Breitband ~`,
  RENT_AND_UTILITIES_TELEPHONE: `
    Mobile ~ Prepaid|Mobilfunk ~|Telecom ~|Telefon ~|Phone Bill|Wireless ~|Handyrechnung ~|Postpaid Bill|Prepaid ~
    |Cellular ~|SIM ~`,
  RENT_AND_UTILITIES_WATER: `
    Water ~|Wasserwerk ~|Wasserversorgung ~|Water Bill|Water Utility|Wasserverband ~|Water Board|Trinkwasser ~`,
  RENT_AND_UTILITIES_SEWAGE_AND_WASTE_MANAGEMENT: `
    Waste ~|Müllabfuhr ~|Abfallwirtschaft ~|Sewer ~|Abwasser ~|Entsorgung ~|Trash Pickup|Stadtreinigung ~
    |Recycling ~|Garbage ~`,
  RENT_AND_UTILITIES_OTHER_UTILITIES: `
    Utilities ~|Utility Services|Rundfunkbeitrag|Nebenkosten ~|Schornsteinfeger ~|Municipal Utilities
    |Versorgungsbetriebe ~|TV Licence|Betriebskosten ~`,
  GENERAL_SERVICES_INSURANCE: `
    Insurance ~|Versicherung ~|Versicherungen ~|~ Versicherungs|Krankenkasse ~|Life Insurance|Haftpflicht ~
    |Travel Insurance|Health Insurance|Car Insurance|Pojistovna ~|Assurance ~|Rechtsschutz ~|Term Insurance`,
  GENERAL_SERVICES_EDUCATION: `
    School ~|Schule ~|University ~|Universität ~|College ~|Academy ~|Akademie ~|Sprachschule ~|Tuition ~|Nachhilfe ~
    |Fahrschule ~|Driving School|Musikschule ~|Learning ~|Course Fee|Seminar ~|Semesterbeitrag ~|Kurs ~
    |Coaching Classes|Exam Fee|School Fees|Workshop ~`,
  GENERAL_SERVICES_CHILDCARE: `
    Kita ~|Kindergarten ~|Daycare ~|Childcare ~|Babysitter ~|Kinderbetreuung ~|Preschool ~|Krippe ~|Nanny ~|Hort ~
    |Creche ~`,
  GENERAL_SERVICES_AUTOMOTIVE: `
    Auto Repair|Autohaus ~|Kfz Werkstatt ~|Car Wash|Waschstraße ~|Tires ~|Reifen ~|Garage ~|Auto Parts|Autoteile ~
    |Car Service|Werkstatt ~|Motors ~|Towing ~|Abschleppdienst ~|Motorrad ~|Body Shop|Car Accessories
    |Vehicle Service|Oil Change|Autoservis`,
  GENERAL_SERVICES_CONSULTING_AND_LEGAL: `
    Law Office ~|Rechtsanwalt ~|Kanzlei ~|Attorney ~|Notar ~|Consulting ~|Unternehmensberatung ~|Legal ~|Advocate ~
    |Solicitors ~|Architekt ~|Beratung ~|Lawyer Fees|Inkasso ~ Rechtsanwälte`,
  GENERAL_SERVICES_ACCOUNTING_AND_FINANCIAL_PLANNING: `
    Accounting ~|Steuerberater ~|Tax Advisor|Bookkeeping ~|CPA ~|Steuerberatung ~|Lohnsteuerhilfe ~
    |Chartered Accountant|Financial Planning ~|Buchhaltung ~|Tax Preparation`,
  GENERAL_SERVICES_POSTAGE_AND_SHIPPING: `
    Post ~ Filiale|Post Office|Shipping ~|Courier ~|Versand ~|Parcel ~|Paketdienst ~|Postage|Briefmarken ~
    |Logistics ~|Kurier ~|Speed Post`,
  GENERAL_SERVICES_STORAGE: `
    Self Storage ~|Storage Unit|Lagerraum ~|Selfstorage ~|Cloud Storage|Umzug ~|Moving Company|Movers ~|Spedition ~
    |Packers Movers|Warehouse ~`,
  GENERAL_SERVICES_OTHER_GENERAL_SERVICES: `
    Services ~|Dienstleistung ~|Software subscription|Web Hosting ~|Hosting ~|Printing ~|Druckerei ~|Marketing ~
    |Photographer ~|Fotostudio ~|Bestattungen ~|Funeral Home|App subscription|Membership|Agentur ~|Domain ~
    |Copyshop ~|Subscription ~|Cloud ~ Services|IT Service ~|Employment Agency`,
  GOVERNMENT_AND_NON_PROFIT_DONATIONS: `
    Spende ~|Donation ~|Charity ~|Stiftung ~|Foundation ~|Hilfswerk ~|Church ~|Kirche ~|Tierschutz ~
    |Kirchengemeinde ~|NGO ~|Temple ~|Relief Fund|Patenschaft ~|Kollekte|Food Bank ~`,
  GOVERNMENT_AND_NON_PROFIT_GOVERNMENT_DEPARTMENTS_AND_AGENCIES: `
    City of ~|County of ~|Stadt ~|Landratsamt ~|Bürgeramt ~|DMV ~|Department of ~|Amtsgericht ~|Court ~
    |Zulassungsstelle ~|Bußgeldstelle ~|Municipality ~|Standesamt ~|Gemeinde ~|Passport Office|Stadtverwaltung ~
    |State of ~`,
  GOVERNMENT_AND_NON_PROFIT_TAX_PAYMENT: `
    Tax ~ Payment|Finanzamt ~|Steuer ~|Income Tax|Property Tax|Treasury ~|Kfz Steuer ~|Land Tax|Franchise Tax
    |Gewerbesteuer ~|Hundesteuer ~|Revenue Service|Financni urad`,
  GOVERNMENT_AND_NON_PROFIT_OTHER_GOVERNMENT_AND_NON_PROFIT: `
    Verein ~|Gewerkschaft ~|Union Dues ~|Political Party ~|Partei ~|Association ~|Verband ~|Mitgliedsbeitrag ~
    |Club Dues|Society ~|Förderverein ~|Alumni ~`,
  LOAN_PAYMENTS_MORTGAGE_PAYMENT: `
    Mortgage ~|Bausparkasse ~|Home Loan ~|Baufinanzierung ~|Hypothek ~|Immobilienkredit|Home Mortgage ~`,
  LOAN_PAYMENTS_PERSONAL_LOAN_PAYMENT: `
    Loan ~|Kredit ~|Ratenkredit ~|Loan EMI|Credit Line|Loan repayment ~|Kreditbank ~|Darlehen ~`,
  LOAN_PAYMENTS_CAR_PAYMENT: `Auto Finance ~|Autobank ~|Car Loan ~|Leasing ~|Auto Leasing ~|Car EMI|Motor Finance ~`,
  LOAN_PAYMENTS_STUDENT_LOAN_PAYMENT: `
    Student Loan ~|Studienkredit ~|Education Loan ~|Bildungskredit ~|Bundesverwaltungsamt Bafög`,
  LOAN_PAYMENTS_CREDIT_CARD_PAYMENT: `
    Credit Card ~|Kreditkarte ~|Card Payment ~ Thank You|Mastercard Payment|Visa Payment|Kreditkartenabrechnung
    |Credit Card Bill`,
  LOAN_PAYMENTS_OTHER_PAYMENT: `
    Finance ~|Pay Later ~|Ratenzahlung ~|Buy Now Pay Later|Installment ~|Inkasso ~|Debt Collection ~|Ratenkauf ~
    |Collections ~`,
  TRANSFER_OUT_INVESTMENT_AND_RETIREMENT_FUNDS: `
    Brokerage ~|Depot ~|Invest ~|Investment ~|Securities ~|Fonds ~|Crypto ~|Capital ~|Mutual Fund|Stocks|Bonds
    |Aktien ~|Gold ~ Investment|Altersvorsorge ~|IPO ~|Shares`,
  TRANSFER_OUT_SAVINGS: `
    Savings ~|Sparen ~|Tagesgeld ~|Sparkonto|Sparplan ~|Fixed Deposit|Recurring Deposit|Piggy Bank|Emergency Fund
    |Rücklage|Urlaubskasse|Bausparen`,
  TRANSFER_OUT_WITHDRAWAL: `
    ATM ~|Geldautomat ~|Cash Withdrawal|Bargeld ~|Bankomat ~|Cashpoint ~|Auszahlung ~|Cash ~ ATM|Vyber hotovosti`,
  TRANSFER_OUT_OTHER_TRANSFER_OUT: `
    Venmo ~|Zelle ~|Cash App ~|Western Union|MoneyGram|Wise ~|Paypal Überweisung ~|Lend|Money Transfer|Privat ~
    |Danke ~|Friends|Split Bill|Pocket Money|Taschengeld|Remitly`,
  INCOME_WAGES: `Salary ~|Gehalt ~|Lohn ~|Payroll ~|Wages ~|Bezüge ~|Employer ~|Gehaltszahlung ~|Bonus ~|Mzda`,
  INCOME_OTHER_INCOME: `
    Kindergeld|Familienkasse ~|Honorar ~|Child Benefit|Elterngeld|Payout ~|Reimbursement ~|Stipendium ~|Cashback
    |Freelance ~|Commission ~|Mieteinnahme ~|Rental Income`,
  TRANSFER_IN_OTHER_TRANSFER_IN: `
    Venmo ~|Zelle ~|From ~|Von ~|Geschenk ~|Gift from ~|Danke ~|Split ~|Anteil ~|Western Union`,
  TRANSFER_IN_DEPOSIT: `
    Cash Deposit|Check Deposit|Bareinzahlung|Einzahlung ~|Mobile Deposit|ATM Deposit|Vklad hotovosti`,
  TRANSFER_IN_CASH_ADVANCES_AND_LOANS: `
    Loan Disbursement|Payday ~|Cash Advance ~|Kreditauszahlung ~|Minikredit ~|Advance ~`,
  INCOME_RETIREMENT_PENSION: `
    Pension ~|Rente ~|Rentenversicherung ~|Annuity ~|Retirement ~|Versorgungskasse ~|Duchod`,
  INCOME_UNEMPLOYMENT: `Arbeitslosengeld|Jobcenter ~|Unemployment ~|Agentur für Arbeit ~|State UI Benefit`,
  INCOME_DIVIDENDS: `Dividend ~|Dividende ~|Ausschüttung ~|Ertragsgutschrift ~`,
  INCOME_INTEREST_EARNED: `Interest ~|Zinsen ~|Zinsgutschrift|Interest Earned|Urok`,
  INCOME_TAX_REFUND: `Tax Refund ~|Steuererstattung ~|Finanzamt ~ Erstattung|IRS Refund`,
};
