/**
 * Words around a quotation that make its value something else, and words without which it proves nothing.
 * Invariant: tables only; a language is added by adding its words, and a value under a label of its own needs no word of
 * the second kind.
 */

export type Quotable = 'year' | 'make' | 'model' | 'vin' | 'mileage' | 'color' | 'engine' | 'transmission' | 'price';

function anyOf(...words: readonly string[]): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{M}\\d])(?:${words.join('|')})(?![\\p{L}\\p{M}])`, 'iu');
}

/** Of another car than this one, or of none: comparisons, conditions, examples. */
const OF_ANOTHER = [
  'similar(?:ly)?|comparable|compare[ds]?|comparison|unlike|versus|vs\\.?|than (?:the|a|an|my|most)|typical(?:ly)?|average|usually|most (?:of|cars)|most',
  'other (?:cars?|vehicles?|listings?|models?|one)|another|previous (?:car|vehicle|one)|(?:my|our|his|her|second|sister|stable) ?mates?|my other|also (?:have|own|sell|selling|offer|available)|parts car|donor|spare',
  'if (?:you|i|it|we|the)|would|could|should|might|may be|expect(?:ed|s)?|e\\.g|for example|such as|imagine|wish|wanted|looking for|will (?:trade|swap|take)|trade(?:s|d)? (?:for|in)?|swap for',
  'ähnliche\\p{L}*|vergleichbare?\\p{L}*|durchschnitt\\p{L}*|üblich|anderes? (?:fahrzeug|auto)|würde|könnte|suche|tausche?',
  'similaires?|comparables?|en moyenne|moyenne|autre (?:voiture|véhicule)|cherche|échange|serait',
  'parecid[oa]s?|promedio|otro (?:coche|auto|carro)|busco|cambio por|sería|simili|media di|altra (?:auto|macchina)|cerco|scambio|sarebbe',
  'vergelijkbare?|gemiddeld\\p{L}*|andere auto|gezocht|podobn\\p{L}*|średni\\p{L}*|inne? (?:auto|samochód)|zamian\\p{L}*',
];

const AGAINST: Readonly<Record<Quotable, readonly string[]>> = {
  year: [
    'since|bought|purchased|acquired|owned|sold|imported|registered|registration|restored|restoration|rebuilt|repainted|painted|replaced|refurbished|serviced?|inspect(?:ed|ion)|mot|tax|valid|until|expires?|copyright|founded|established|est|in business|won|winner|award|built in|manufactured|production|delivered|first owner|engine|motor|transmission|gearbox|title|plates?|published|posted|updated|listed|magazine|january|february|march|april|june|july|august|september|october|november|december',
    'seit|gekauft|erworben|zugelassen|erstzulassung|restauriert|lackiert|erneuert|tüv|hu|bis|gültig|baujahr des motors|motor|depuis|achetée?|immatriculée?|restaurée?|contrôle technique|refaite?|moteur|desde|comprad[oa]|matriculad[oa]|restaurad[oa]|itv|dal|acquistat[oa]|immatricolat[oa]|restaurat[oa]|revisione|sinds|gekocht|gerestaureerd|apk|od|kupion[yae]|odrestaurowan\\p{L}*|przegląd',
  ],
  make: ['engine|motor|transmission|gearbox|seats?|wheels?|tires|tyres|radio|stereo|dealer|garage|specialist|service'],
  model: [
    'engine|motor|transmission|gearbox|seats?|wheels?|tires|tyres|radio|stereo|kit|style|replica|look|badge[sd]?',
  ],
  vin: [
    'engine|motor|transmission|gearbox|body (?:no|number)|part|key|title|trailer|donor|tow\\p{L}*|stock|lot|reference|ref|(?:licen[cs]e|number) plates?|registration|phone|tel|sku|order|invoice|policy|example|formerly|originally|replac\\p{L}*',
  ],
  mileage: [
    'engine|motors?|block|transmission|gearbox|clutch|tires?|tyres?|brakes?|belt|chain|battery|pump|filter|oil|rebuil[dt]\\p{L}*|overhaul\\p{L}*|restor(?:ed|ation)|replac\\p{L}*|serviced?|services|every|within|warrant\\p{L}*|guarantee\\p{L}*|range|up to|last|next|ago|since|added|adding|about to|trip|drove|road trip|previous|prior|additional|each|per|annual(?:ly)?|a year|yearly|year|away|radius|deliver\\p{L}*|shipping|transport|limit(?:ed)?|allowance|excess|exceed\\p{L}*|rollover|rolled over|unknown|tmu|exempt|not actual|inaccurate|incorrect|broken|discrepan\\p{L}*|replaced|under|over|less than|more than|below|above|at least|only used|in (?:his|her|our|their|my) (?:ownership|care|hands)|under (?:his|her|our|their|my|current) (?:ownership|care)|when (?:new|i|we|bought|purchased|sold|delivered)|at (?:the time|purchase)|was|were|had|used to|then|before|after|during|to (?:the )?(?:gallon|charge)|charge|electric',
    'motor(?:s|en)?|getriebe|kupplung|reifen|bremsen|zahnriemen|ölwechsel|inspektion|seit|alle|nach|bei (?:km|kilometer)|garantie|reichweite|unter|über|weniger als|mehr als|pro|jährlich|entfernt|war|wurde|moteur|boîte|embrayage|pneus?|freins?|courroie|vidange|révision|depuis|tous les|garantie|autonomie|moins de|plus de|par an|était',
    'motore|cambio|frizione|gomme|freni|cinghia|tagliando|ogni|garanzia|autonomia|meno di|più di|caja|embrague|neumáticos|frenos|correa|revisión|cada|garantía|menos de|más de|versnellingsbak|koppeling|banden|remmen|distributieriem|beurt|sinds|elke|bereik|minder dan|meer dan|silnik|skrzyni[ae]|sprzęgł[oa]|opony|rozrząd|serwis|co|gwarancj[aei]|zasięg|poniżej|ponad',
  ],
  color: [
    'originally|formerly|previously|once|was|were|used to|from new|not|never|no longer|instead|repaint\\p{L}*|resprayed|wrap(?:ped)?|available|options?|choose|choice|primer',
    "ursprünglich|früher|war|nicht|ehemals|umlackiert|wahlweise|folier\\p{L}*|d'origine|était|n'est|originalmente|era|antes|in origine|oorspronkelijk|niet|oryginalnie|był[ay]?|nie",
  ],
  engine: [
    'originally|formerly|previously|factory (?:engine|motor)|came (?:from the factory )?with|was|were|had|used to|replac\\p{L}*|instead|swap(?:ped|s)?|conver(?:t|ted|sion)|transplant\\p{L}*|crate|donor|spare|extra|second|another|included|not|never|no longer|optional|options?|available|base|upgrade[sd]?|versions?|variants?|models?|lineup|offered|ranged?|choice|stroker',
    "ursprünglich|früher|statt|getauscht|tauschmotor|ersatz\\p{L}*|umbau|nicht|wahlweise|à l'origine|était|remplacé|échange|originalmente|cambiado|sustituido|in origine|sostituito|oorspronkelijk|vervangen|oryginalnie|wymienion\\p{L}*",
  ],
  transmission: [
    'originally|formerly|previously|was|were|had|used to|replac\\p{L}*|instead|swap(?:ped|s)?|conver(?:t|ted|sion)|not|never|no longer|optional|options?|available|versions?|variants?|rare|most|offered|choice|spare|extra|donor',
    "ursprünglich|umbau|statt|nicht|wahlweise|à l'origine|pas|originalmente|in origine|oorspronkelijk|niet|oryginalnie|nie",
  ],
  price: [
    'msrp|rrp|sticker|window sticker|list price|retail|when new|new price|new|was|were|old price|reduced from|down from|originally|original price|previous(?:ly)?|bought|purchased|paid|spent|invested|invest(?:ment)?|receipts?|worth|valued?|values?|valuation|apprais\\p{L}*|insur\\p{L}*|agreed|estimates?|estimated|market|guide|kbb|blue book|nada|hagerty|average|auction|bids?|bidding|reserve|hammer|premium|sold|per|month(?:ly)?|mo|week(?:ly)?|daily|day|year(?:ly)?|annual|rent(?:al)?|lease|leas(?:e|ing)|financ\\p{L}*|payments?|instal?lments?|loan|apr|deposit|down ?payment|down|holding|tax(?:es)?|vat only|fees?|charges?|shipping|deliver\\p{L}*|transport|trade|cash ?back|rebate|discount|save|savings|off|reward|bonus|credit|under|over|up to|from|starting|starts|as low as|between|at least|more than|less than|minimum|parts?|tires?|tyres?|wheels?|paint job|repairs?|service[sd]?|restoration|rebuild|upgrades?|options?|extras?|warranty|labou?r|cost|costs|engine|raised|donat\\p{L}*|fine|cents|or trade|declined|offered|offers?(?! (?:over|considered|invited))|refused|turned down|lowball\\p{L}*|no less',
    'neupreis|uvp|listenpreis|ehemals|früher|statt|gekauft|bezahlt|investiert|rechnung\\p{L}*|wert|gutachten|schätz\\p{L}*|versicher\\p{L}*|gebot|auktion|monat\\p{L}*|mtl|rate|raten|finanzier\\p{L}*|leasing|anzahlung|steuer|gebühr\\p{L}*|versand|lieferung|rabatt|ab|bis zu|unter|über|reparatur|inspektion|kaution|miete|prix neuf|au lieu de|était|acheté\\p{L}*|payé\\p{L}*|investi\\p{L}*|factures?|valeur|estimation|cote|argus|enchère|mois|mensuel\\p{L}*|financement|acompte|frais|taxes?|livraison|remise|à partir de|location|caution',
    'precio nuevo|antes|comprad[oa]|pagad[oa]|invertid[oa]|valor(?:ado)?|tasad[oa]|subasta|puja|mes|mensual\\p{L}*|cuota|financia\\p{L}*|entrada|tasas|envío|descuento|desde|prezzo nuovo|listino|era|acquistat[oa]|pagat[oa]|spes[ioe]|valore|stima|asta|offerta|mese|mensil\\p{L}*|rata|rate|finanzia\\p{L}*|anticipo|acconto|tasse|spedizione|sconto|da|nieuwprijs|was|gekocht|betaald|waarde|taxatie|veiling|bod|maand|maandelijks|lening|aanbetaling|kosten|korting|vanaf|cena nowego|był[ao]?|kupion\\p{L}*|zapłac\\p{L}*|wartość|wycena|licytacj\\p{L}*|miesi\\p{L}*|rata|kredyt|zaliczka|podatek|opłat\\p{L}*|rabat|od',
  ],
};

/** Things of a car that have a color, a size or a lever of their own, by topic; they count in the value's own clause. */
const PARTS: Readonly<Partial<Record<Quotable, readonly string[]>>> = {
  color: [
    'interior|inside|leather|cloth|vinyl|alcantara|suede|velour|upholster\\p{L}*|seats?|seating|carpets?|trim(?:med)?|dash\\p{L}*|headliner|console|wheels?|rims?|tires?|tyres?|whitewalls?|roof|top|hood|bonnet|stripes?|decals?|pinstrip\\p{L}*|lettering|callipers?|calipers?|engine|block|valve covers?|frame|chassis|undercarriage|bumpers?|mirrors?|plates?|lights?|lamps?|tint(?:ed)?|glass|windows?|grille|badge\\p{L}*|accents?|piping|stitching|belts?|book|title|undercoat|bed ?liner|cover|shirt|flag|label|smoke',
    'innen\\p{L}*|leder\\p{L}*|stoff\\p{L}*|sitze?|polster\\p{L}*|teppich\\p{L}*|himmel|felgen|dach|verdeck|streifen|motor\\p{L}*|rahmen|stoßfänger|spiegel|intérieur|cuir|tissu|sièges?|jantes?|toit|capote|bandes?|moteur|rétroviseurs?|sellerie',
    'cuero|asientos?|tela|llantas|techo|capota|tapizad\\p{L}*|intern[io]|interior\\p{L}+|pelle|sedili|tessuto|cerchi|tetto|cappotta|strisce|motore|binnen\\p{L}*|interieur|leer|stoelen|bekleding|velgen|dak|kap|strepen|wnętrz\\p{L}*|skór\\p{L}*|fotel\\p{L}*|tapicer\\p{L}*|felgi|dach|pasy',
  ],
  engine: [
    'tank|fuel capacity|oil|coolant|consumption|per 100|l/100|mpg|cargo|boot|trunk|luggage|towing|generator|winch|compressor|trailer|bottle|rebuild kit',
    'tank\\p{L}*|verbrauch|kofferraum|réservoir|consommation|coffre|depósito|consumo|maletero|serbatoio|bagagliaio|verbruik|kofferbak|zbiornik|spalanie|bagażnik',
  ],
  transmission: [
    "owner'?s?|owners'|service|shop|workshop|user|repair|parts|instruction|books?|handbook|literature|windows?|seats?|mirrors?|locks?|steering|brak(?:e|es|ing)|climate|air ?con\\p{L}*|a/c|ac|headlights?|lights?|wipers?|lamps?|tailgate|liftgate|doors?|roof|top|boot|choke|parking|hubs?|transfer case|bicycle|bike|washing|learn\\p{L}*|license",
    "bordbuch|handbuch|anleitung|fensterheber|klima\\p{L}*|manuel d'utilisation|climatisation|vitres|manual de|ventanillas|climatizador|libretto|finestrini|climatizzatore|instructieboek|ramen|airco|instrukcja|szyby|klimatyzacja",
  ],
};

const FOR: Readonly<Record<Quotable, readonly string[]>> = {
  year: ['model year|year|my|modelljahr|baujahr|jahrgang|année|millésime|año|modelo|anno|bouwjaar|rok|rocznik'],
  make: ['make|brand|manufacturer|maker|marke|hersteller|marque|marca|merk|marka'],
  model: ['model|modell|modèle|modelo|modello'],
  vin: ['vin|vehicle identification|chassis|frame|serial|fin|fahrgestell\\p{L}*|châssis|bastidor|telaio|nadwozia'],
  mileage: [
    'odometer|odo|mileage|clock|clocked|covered|travell?ed|driven|showing|shows|shown|indicat\\p{L}*|reads?|reading|original|actual|genuine|documented|recorded|verified|on it|has|only|just|currently',
    'gelaufen|laufleistung|kilometerstand|tacho\\p{L}*|stand|gefahren|kilométrage|compteur|parcouru|affiche|kilometraje|recorridos|kilómetros|chilometraggio|percorsi|segna|kilometerstand|gelopen|gereden|teller|przebieg|przejechan\\p{L}*',
  ],
  color: [
    'colou?rs?|paint(?:ed|work)?|finish(?:ed)?|exterior|outside|body ?work|bod(?:y|ied)|hue|shade|presented in|metallic|sprayed',
    'farbe|farbton|lack\\p{L}*|außen\\p{L}*|karosserie|couleur|peinture|teinte|carrosserie|extérieur|robe|pintura|exterior|carrocería|colore|vernice|verniciat\\p{L}*|carrozzeria|estern[io]|kleur|lak|gelakt|buiten|kolor|lakier\\p{L}*|barva|lak|цвет\\p{L}*|окрас\\p{L}*|кузов\\p{L}*',
  ],
  engine: [
    'engine|motor|powered|powerplant|under the (?:hood|bonnet)|hubraum|moteur|motore|silnik|двигател\\p{L}*|мотор',
  ],
  transmission: [
    'transmissions?|gear ?box(?:es)?|gears?|transaxle|trans|shift(?:er|s|ed|ing)?|stick|speeds?|spd|clutch|\\p{L}*getriebe|\\p{L}*schaltung|gang|gänge\\p{L}*|boîte|vitesses|rapports|caja|cambio|marchas|velocidades|marce|versnelling\\p{L}*|bak|skrzyni\\p{L}*|biegów|převodovk\\p{L}*|коробк\\p{L}*|кпп|передач\\p{L}*',
  ],
  price: [
    "asking(?: price)?|price|priced|sale price|for sale (?:at|for)|selling (?:for|at|price)|(?:i'?m|i am|we are|we'?re) asking|i want|buy it now|buy now|obo|o\\.b\\.o|or best offer|ono|firm|negotiable|yours for|take it for|will sell for",
    'preis|festpreis|vb|vhb|verhandlungsbasis|fp|für nur|prix|à débattre|ferme|je vends|precio|vendo (?:por|en)|se vende (?:por|en)|negociable|prezzo|vendo a|trattabili|richiesta|prijs|vraagprijs|cena|do negocjacji|sprzedam za|цена|продам за|торг',
  ],
};

const tableOf = (rows: Readonly<Partial<Record<Quotable, readonly string[]>>>): ReadonlyMap<string, RegExp> =>
  new Map(Object.entries(rows).map(([topic, words]) => [topic, anyOf(...words)]));
const against = tableOf(AGAINST);
const parts = tableOf(PARTS);
const proving = tableOf(FOR);
const others = anyOf(...OF_ANOTHER);

/** The word that makes a value of the topic something else, wherever it stands in the sentence. */
export const wordAgainst = (topic: Quotable, text: string): string | undefined => against.get(topic)?.exec(text)?.[0];

/** The thing of the car that a value in the same clause is of. */
export const partNamed = (topic: Quotable, text: string): string | undefined => parts.get(topic)?.exec(text)?.[0];

/** The word that makes it another car's, or nobody's. */
export const wordOfAnother = (text: string): string | undefined => others.exec(text)?.[0];

export const hasWordFor = (topic: Quotable, text: string): boolean => proving.get(topic)?.test(text) ?? false;
