/**
 * Pages that name a vehicle and offer none: parts and models of it, reports on it, rentals, wanted ads, comparisons.
 * Invariant: told by the titles and by labels only such a page has; a sentence in a seller's text decides nothing.
 */
import { beginsWith } from '../../runtime/word-expressions.ts';
import { readName } from '../../vehicles/values/name.ts';
import type { PageDocument } from '../document/document.ts';
import { breadcrumbsOf } from '../subject/breadcrumb.ts';
import type { Anchor } from '../subject/identity.ts';

/** Auctions sell wheels, signs and tool kits under the names of cars. */
const PARTS =
  "wheels?|rims|tires|tyres|engine|transmission|gearbox|transaxle|seats?|signs?|literature|tool ?kit|tool roll|spare parts|parts|owner'?s manuals?|brochures?|posters?|neon|pinball|luggage|steering wheel|memorabilia|jacket|wristwatch|go-?kart|pedal car|scale model|gas pump|jukebox|helmet|artwork|book|bumper|grille|headlights?|tail ?lights?|mirror|radiator|exhaust|brake kit|kit|calipers?|rotors?|carburetors?|hood|fender|door panel|dashboard|gauges?|key fob|emblem|badge|floor mats|hub ?caps?|wheel covers?|valve covers?|air cleaner|alternator|water pump|distributor|steering column|seat covers?|car cover|service manual|repair manual|felgen|räder|jantes|ersatzteile?";
/**
 * `Двигатель CDA 1.8 TSI Skoda Octavia`, `Boîte de vitesses Clio`: the thing stands first in most languages, the car it fits
 * behind it. Wheels and tyres are not among these: sellers of cars praise theirs.
 */
const LEADING_PART =
  /(?:(?:контрактн\p{L}+|новы[йе]|б\/у) )?(?:двигател[ьи]|двигун|акпп|мкпп|кпп|коробка передач|фар[аы]|бампер|капот|крыло|silnik|skrzynia biegów|zderzak|lampa|drzwi|maska|moteur|bo[îi]te de vitesses|pare-?chocs|phares?|capot|motore|cambio automatico per|paraurti|fanale|motor (?:completo|de segunda)|caja de cambios|parachoques|faro|câmbio|para-?choque|alternator|rozrusznik|turbosprężarka|turbina|chłodnica|zacisk|sterownik|pompa|sprężarka|lichtmaschine|anlasser|turbolader|kühler|stoßdämpfer|steuergerät|einspritzd\p{L}+|alternateur|démarreur|turbo(?:compresseur)?(?= \p{L}+ \p{Lu})|radiateur|amortisseurs?|injecteurs?|calculateur|alternatore|motorino d.avviamento|radiatore|ammortizzator\p{L}|iniettor\p{L}|centralina|alternador|motor de arranque|radiador|centralita|dynamo|startmotor|генератор|стартер|турбина|радиатор|блок управления|generátor|startér|chladič|alternátor|önindító|hűtő|δυναμό|μίζα|şarj dinamosu|marş motoru|radyatör|getriebe|stoßstange|scheinwerfer|motorhaube|versnellingsbak|bumper|växellåda|gearkasse|vaihdelaatikko|převodovka|nárazník|prevodovka|váltó|lökhárító|κινητήρας|şanzıman|tampon|(?:amortyzator|wtryskiwacz|amortiguador|amortecedor|inyector|амортизатор|форсунк)\p{L}*)(?!\p{L})(?!,? (?:neufs?|neuves?|nuov[ei]|nuev[oa]s?|nov[oae]s?|neu|nya|nye|now[ey]|inkl|incl)(?!\p{L}))(?=.*\p{L})/iuy;

/** `BBS Wheels for Porsche 911`, `Illuminated Porsche Sign`: the part is what is sold. */
const PART = new RegExp(
  `\\b(?:${PARTS}|hardtop(?= for)|collection)s?\\b(?:.{0,40}\\bfor\\b(?! sale)|(?! swap)[^\\d]*$)`,
  'i',
);
/** `1972 Porsche 911 Owner's Manual`: after a year and a make only the last word can name the thing. */
const LAST_PART = new RegExp(`\\b(?:${PARTS})s?$`, 'i');
const YEAR_FIRST =
  /^(?:\W*(?:no reserve|used|original|nos|oem|set of)(?:\W+(?:no reserve|used|original|nos|oem|set of))*\W+)?(?:19|20)\d{2}\s/i;

/** `Hubcaps Set of 4`: how many there are stands behind the thing. */
const COUNTED =
  /(?<![\s,(-])[\s,(-]+(?:(?:full )?set(?: of (?:\d+|two|three|four|five))?|pair|x ?\d|\(\d\)|oem|nos|used|new)\)?$/i;

/** What a title names, without the site's own words after it. */
function nameOf(title: string): string {
  return title.split(/\s(?:for sale\b|[|–—-]\s)|\s?\|/i)[0] ?? '';
}

function namesPart(title: string): boolean {
  const name = nameOf(title);
  if (!YEAR_FIRST.test(name)) return PART.test(name);
  return LAST_PART.test(name.trim().replace(COUNTED, '')) && !/\b(?:with|and|plus|mit)\b|\bw\/|[+&,]/i.test(name);
}

/** `1968-1972 Pontiac GTO Bumper`: what fits several model years is no car. */
const YEAR_RANGE = /(?<!\d)(19|20)\d{2}\s?[-–]\s?(?:(?:19|20)\d{2}|\d{2})(?!\d)/;
const TOY = /\b(?:1[:/](?:8|10|12|18|24|32|43|64|87)|die-?cast|scale model|hot wheels|model kit|lego|slot car)\b/i;
const PART_LABEL =
  /^(?:manufacturer part number|part number|part no\.?|mpn|oem (?:part )?number|other part number|interchange part number|placement on vehicle|fitment(?: type)?|fits|compatible with|compatibility|teilenummer|oe-?nummer|référence oem)\s*:?$/i;

/** `2008 Porsche 911 Turbo Engine Assembly 62k Miles`: the distance is the part's. */
const ASSEMBLY =
  /\b(?:engine|motor|transmission|transaxle|gearbox|axle|differential|seats?|door|dash)\b.{0,30}\b(?:assembly|assy|pull-?out|take-?offs?|drop-?out|long block)\b/i;
/** Only parts are told by these, also when the mileage of the car they came from stands beside. */
const DONOR_LABEL =
  /^(?:manufacturer part number|interchange part number|placement on vehicle|donor(?: (?:vin|vehicle|car|year|mileage|colou?r|odometer|make|model)){1,3}|[\p{L} ]{1,24} (?:of (?:the )?donor(?: (?:car|vehicle))?|\((?:of )?(?:the )?donor(?: (?:car|vehicle))?\)|\((?:spender(?:fahrzeug)?|donneur|véhicule donneur|dawc[ay]|donante|donatore|doador|donor(?:auto|bil|voertuig)?|донор[а]?|dárce|donorautó)\)|des spenderfahrzeugs|du (?:véhicule )?donneur|del (?:vehículo )?donante|del (?:veicolo )?donatore|донора)|fitment type|spenderfahrzeug|teilehersteller|(?:.{1,20} )?(?:samochodu|pojazdu|auta) dawcy|(?:numer|producent|numer katalogowy) części|číslo (?:dílu|dielu)|výrobce dílu|véhicule donneur|(?:numéro|fabricant) de pièce|vehículo donante|(?:número|fabricante) de (?:pieza|repuesto|la pieza|peça)|veicolo donatore|(?:codice|numero) ricambio|donor(?:voertuig|auto|bil)|onderdeelnummer|reservdelsnummer|reservedelsnummer|varaosanumero|alkatrészszám|номер (?:детали|запчасти|запчастини)|(?:авто|машина|автомобіль|автомобиль)-донор|parça numarası|(?:純正)?部品番号|부품번호|零件(?:号|號))\s*$/iu;

/** What stands over the data of the car a part came from, and over its other parts. */
const DONOR_HEADING =
  /(?:pojazdu|auta|samochodu), z którego|inne części z tego|donor (?:vehicle|car)|more parts from this|spenderfahrzeug|weitere teile (?:aus|von) diesem|véhicule donneur|autres pièces (?:de ce|du même)|vehículo donante|otras piezas de este|veicolo donatore|altri ricambi (?:da|di) quest|donorauto|andere onderdelen van|(?:авто|автомобиль)-донор|другие запчасти с этого|другие детали с/iu;
/** Work that is done on cars: a page of it shows the last one it was done on. */
const SERVICE =
  /(?<!\p{L})(?:detailing|ceramic coating|paint protection film|ppf|window tint\p{L}*|wrapping|folierung|fahrzeugaufbereitung|aufbereitung|lackpflege|chip ?tuning|remapping|tratamiento cerámico|lavado|pulido de|vinilado|reprogramación|traitement céramique|covering|polissage|préparation esthétique|trattamento ceramico|lucidatura|oscuramento vetri|tratamento cerâmico|vitrificação|polimento|lakkforsegling|lackskydd|oklejanie|korekta lakieru|powłok\p{L}+ ceramiczn\p{L}+|keramick\p{L}+ (?:ochran\p{L}+|povlak\p{L}*)|химчистка|полировка|керамическ\p{L}+ покрыти\p{L}+|тонировк\p{L}+|seramik kaplama|pasta cila)(?!\p{L})/iu;

/** A heading of the first rank that names no car, and speaks of work, above one that does. */
function isService(page: PageDocument): boolean {
  const top = page.lines.find(({ level, zone }) => level === 1 && zone === 'main')?.text ?? '';
  return (
    top !== '' && !top.startsWith(page.heading.slice(0, 40) || '\n') && (SERVICE.test(top) || SERVICE.test(page.title))
  );
}

/** Sections of parts above a page, as its trail tells them. */
const PARTS_STEP =
  /^(?:(?:auto|car|motorcycle|truck|spare) parts|parts (?:&|and) accessories|(?:auto|fahrzeug|ersatz|motorrad|kfz-?)teile.{0,20}|części (?:samochodowe|motocyklowe)|(?:auto|náhradní )díly|(?:náhradné )?diely|pièces (?:auto|détachées|moto)|(?:recambios|repuestos|autopeças|peças)(?: .{2,20})?|ricambi(?: .{2,20})?|(?:auto-?)?onderdelen|(?:bil|reserv)delar|(?:bil|reserve)?dele(?: og tilbehør)?|(?:auton? ?)?varaosat|(?:autó)?alkatrész(?:ek)?|piese auto|(?:авто)?запчаст(?:и|ини)|автозапчаст(?:и|ини)|авточасти|(?:rezervni |auto ?)(?:delovi|dijelovi|deli)|(?:oto )?yedek parça|ανταλλακτικά|자동차 ?부품|カーパーツ|自動車パーツ|汽车配件|قطعات یدکی|قطع غيار)$/iu;

/** `2004 Subaru WRX engine and gearbox - auto parts`: the section the site files the page under. */
const PARTS_SECTION = /\s[-–|]\s(?:auto|car|motorcycle|truck) parts(?=\s[-–|]\s|\s*$)/i;

/** The same in the address; `/pts/d/` and `/3712345678` below `/pts` are how craigslist writes it. */
const PARTS_PATH = /\/(?:auto|car|motorcycle|truck)[-_]?parts\/|\/(?:pt[ads]|mp[ado])\/(?:d\/|\d{8})/i;

const REPORT =
  /\b(?:history report|vehicle history|vin (?:check|lookup|decoder|decode|report)|decoded|auction history|salvage history|fahrzeughistorie)\b/i;
const DECODE = /^decode (?:another|a|your) vin\b/i;
const SPECS =
  /\b(?:specs|specifications|technical (?:data|details)|technische daten|data ?sheet|fiche technique|scheda tecnica|ficha técnica)\b/i;
const RENTAL =
  /^(?:rent|hire|lease)\b|\b(?:or similar|oder ähnlich|ou similaire|o simile)\W*$|\b(?:for rent|to rent|for hire|car rental|rent (?:a|this)|mietwagen|zu vermieten|location de voitures?|leasing(?:angebot| angebot| deal)|lease deals?|leasing ab|noleggio|alquiler)\b/i;
const DAILY =
  /^(?:from |ab |dès |desde |da )?(?:[$€£]\s?\d[\d.,]*|\d[\d.,]*\s?(?:[A-Z]{3}|[€£$]|kr\.?|zł))\s*(?:\/|per |pro |par |al |a |por )\s?(?:day|tag|jour|d[ií]a|giorno|dag|night)\b/i;
/** schema.org's word for an offer that is no sale, and its unit of a day's price. */
const LEASED = /goodrelations\/v1#LeaseOut|"unitCode"\s*:\s*"DAY"/;
/** A test of a model; an opinion on the dealer names him. */
const REVIEWED = /"itemReviewed"\s*:\s*(?:\[\s*)?\{\s*"@type"\s*:\s*(?:\[\s*)?"(?:Car|Vehicle|Motorcycle)"/;
const WANTED =
  /^\W*(?:wtb|wanted|iso|looking for|suche|gesucht|kaufe|recherche|cherche|busco|compro|cerco|gezocht|zoek|kupię|szukam|köpes|sökes)\b/i;
const SELLING_YOURS = /^(?:sell|value|trade(?: in)?) (?:your|my)\b|\bwhat'?s my .{0,30} worth\b/i;
const QUESTION =
  /\b(?:question|how (?:to|do|does|much|many)|advice (?:needed|please|on|wanted)|help (?:needed|please|with)|need help|should i|any(?:one|body) (?:know|else|have|ever)|what(?:'?s| is| are) (?:the|my|this|a)|diagnos\w+|(?:diy|how-?to)\W)/i;
/** `Advies: Mazda 6 ...`, `[Kaufberatung] ...`: what somebody who asks puts before the car he asks about, by language. */
const ASKED =
  /^\W{0,3}(?:advice|advies|aankoopadvies|vraag(?:je)?|hulp(?: gevraagd)?|frage|hilfe|kaufberatung|(?:kauf)?beratung|meinung(?:en)?|conseils?|avis|besoin d['’](?:aide|avis)|aide|consulta|duda|ayuda|consejos?|opini[oó]n(?:es)?|consigli[o]?|aiuto|domanda|parere|pareri|dúvida|ajuda|conselho|opinião|pytanie|pomoc|porada|opinie|dotaz|poradna|rada|otázka|kérdés|segítség|tanács|vélemény|întrebare|ajutor|sfat|părere|вопрос|помощь|помогите|подскажите|совет|питання|порада|допоможіть|въпрос|съвет|pitanje|pomoć|savjet|savet|mišljenje|fråga|köpråd|råd|spørsmål|spørgsmål|hjælp|hjelp|hjälp|kysymys|apua|soru|yardım|tavsiye|fikir)\s?(?:[:\]|–—]|-\s)/iu;
/** A thread that ends in a question asks what others think; one that sells says so. */
const IN_A_THREAD = /"@type"\s*:\s*"(?:DiscussionForumPosting|QAPage)"/;
const SELLS =
  /(?<!\p{L})(?:fs|wts|for sale|selling|te koop|verkoop|verkaufe?|vends|à vendre|vendo|vende|venda|sprzedam|prodám|predám|eladó|vând|продам|продаю|продавам|prodajem|säljes|säljer|selges|sælges|myydään|satılık)(?!\p{L})/iu;

const asks = (title: string): boolean =>
  /[?？]["'”»)\s]*$/.test(title.split(/\s[|–—]\s/)[0] ?? '') && !SELLS.test(title);

/** Pages of a dealer about himself: their headings, by language. */
const ABOUT_US =
  /^(?:(?:meet|about) (?:us|(?:our|the) .{0,50}(?:team|staff|dealership|family|crew))|(?:meet )?our (?:team|staff|people|story|history|values)|staff(?: directory)?|careers?(?: at .{2,40})?|(?:hours|directions)(?: (?:&|and) (?:hours|directions))|contact(?: us)?|(?:unser|das) team|über uns|ansprechpartner|unsere mitarbeiter(?:innen)?|kontakt|karriere|öffnungszeiten|notre équipe|l['’]équipe|qui sommes[- ]nous|nous contacter|à propos(?: de nous)?|nuestro equipo|quiénes somos|sobre nosotros|contacto|nossa equipe?|quem somos|sobre nós|contato|contactos|chi siamo|il nostro team|contatti|ons team|over ons|medewerkers|contact(?: opnemen)?|nasz zespół|o nas|o firmie|náš tým|náš tím|rólunk|munkatársaink|kapcsolat|despre noi|echipa noastră|о нас|о компании|наша команда|про нас|за нас|наш екип|naš tim|o nama|om oss|om os|vår personal|våra medarbetare|medarbejdere|ansatte|yhteystiedot|henkilökunta|meistä|hakkımızda|ekibimiz|iletişim|σχετικά με εμάς|επικοινωνία|회사 ?소개|会社概要|スタッフ紹介|关于我们|關於我們|من نحن|درباره ما|אודות)\W*$/iu;
const BUILD =
  /^(?:starting msrp|msrp starting at|starting at msrp|build (?:&|and) price|build your own|choose (?:a|your) (?:grade|trim|model)|compare trims|available trims)\W*$/i;

/** `185/65 R15`: the size of a tyre, which no seller puts into the title of a car. */
const TYRE_SIZE = /(?<!\d)\d{3}\s?\/\s?\d{2,3}\s?(?:ZR|R|B|-)\s?\d{2}(?:[.,]5)?(?!\d)/i;
/** `Tires for your 2016 RAM 1500`, `Ban Mobil Toyota Avanza`: wheels and tyres before the car that they fit. */
const WHEELS_FIRST =
  /^\W*(?:(?:\d|set of \d|used|new|gebrauchte?|neue) )?(?:(?:(?:winter|summer|all[- ]?season|alloy|steel|off-?road) )?(?:tires?|tyres?|wheels|rims) (?:for|to fit)|ban (?:mobil|motor)|velg (?:mobil|racing)|(?:winter|sommer|ganzjahres|allwetter)?reifen|kompletträder|(?:alu|stahl)?felgen|pneus? (?:pour|hiver|été|para)|jantes? (?:pour|alu)|neum[aá]ticos|llantas para|rines para|gomme per|pneumatici|cerchi (?:in lega|per)|(?:winter|zomer)banden|velgen|opony|felgi|pneumatiky|(?:alu|plechové) disky|шины|диски|колёса|колеса|резина|покрышки|шини|lastik|jant|(?:téli|nyári) ?gumi|felni|anvelope|jante|(?:vinter|sommar)däck|fälgar|(?:vinter|sommer)(?:dæk|dekk)|alufælge|felger|(?:talvi|kesä)renkaat|vanteet|ελαστικά|ζάντες|タイヤ|ホイール|타이어|휠|轮胎|輪胎|إطارات|كفرات|لاستیک|رینگ|צמיגים|lốp|ยางรถ)(?!\p{L})/iu;

/** What no car is called, whatever number is stamped on it: the last word of a name. */
const THING =
  /\b(?:signs?|gas pumps?|jukebox(?:es)?|pinball(?: machine)?|watch(?:es)?|wristwatch(?:es)?|chronographs?|pedal cars?|arcade (?:game|machine)s?|posters?|license plates?|number plates?|helmets?|racing suits?|trophy|trophies|luggage(?: set)?|tool kits?|brochures?|owner['’]s manuals?)$/i;
/** The section the page names for itself. */
const PARTS_CATEGORY =
  /^categor(?:y|ies|ie|ía|ia)\W*(?:[\w&, ]{0,30}\b)?(?:parts|wheels|automobilia|memorabilia|petroliana|accessories|charity & non-profit|collectibles|ersatzteile|teile|pièces|onderdelen)\W*$/i;

/** Why the page offers no vehicle, in words; `undefined` when nothing says so. `identified`: by what is proven of it. */
export function nonListing(
  page: PageDocument,
  anchor: Anchor,
  identified: 'vin' | 'reading' | undefined,
): string | undefined {
  const titles = [...new Set(anchor.titles.map((title) => title.text))];
  const [title = ''] = titles;
  const lines = page.lines.filter((line) => line.zone === 'main' && line.text.length <= 60);
  if (titles.some((text) => WANTED.test(text))) return 'somebody looks for such a vehicle';
  if (titles.some((text) => RENTAL.test(text)) || lines.slice(0, 60).some((line) => DAILY.test(line.text)))
    return 'the vehicle is for rent';
  const data = (told: RegExp): boolean =>
    page.scripts.some(({ type, text }) => type.includes('ld+json') && told.test(text));
  if (data(LEASED)) return 'the vehicle is for rent';
  const headings = lines.filter((line) => line.level === 1).map((line) => line.text);
  if ([...titles, ...headings].some((text) => QUESTION.test(text))) return 'somebody asks a question';
  if (titles.some((text) => ASKED.test(text)) || (data(IN_A_THREAD) && titles.some(asks)))
    return 'somebody asks a question';
  if ([headings[0] ?? '', nameOf(page.title)].some((text) => ABOUT_US.test(text.trim())))
    return 'the dealer speaks of himself';
  if (titles.some((text) => SELLING_YOURS.test(text))) return 'the page buys vehicles';
  if (REPORT.test(page.title) || REPORT.test(title) || lines.some((line) => line.level > 0 && DECODE.test(line.text)))
    return 'the page is a report on a vehicle';
  if (versus(page.title) || versus(title)) return 'the page compares vehicles';
  if (titles.some((text) => TOY.test(text))) return 'the title names a model of a vehicle';
  if (lines.some((line) => DONOR_LABEL.test(line.text.split(':')[0] ?? ''))) return 'the page describes a part';
  if (
    titles.some((text) => ASSEMBLY.test(text) || TYRE_SIZE.test(text)) ||
    beginsWith(LEADING_PART, title, Number.POSITIVE_INFINITY)
  )
    return 'the title names a part or a collectible';
  if (titles.some((text) => THING.test(nameOf(text))) || lines.some((line) => PARTS_CATEGORY.test(line.text)))
    return 'the page sells a part or a collectible';
  if (lines.some(({ level, text }) => level > 0 && DONOR_HEADING.test(text))) return 'the page describes a part';
  if (isService(page)) return 'the page offers work on vehicles';
  if (PARTS_SECTION.test(page.title) || PARTS_PATH.test(page.url.pathname)) return 'the page stands among parts';
  if (breadcrumbsOf(page).some((steps) => steps.some((step) => PARTS_STEP.test(step))))
    return 'the page stands among parts';
  const titled = titles.find((text) => readName(text).make !== undefined) ?? title;
  // How far a tyre goes, by its maker's word, looks like a reading.
  if (identified !== 'vin' && WHEELS_FIRST.test(titled)) return 'the title names a part or a collectible';
  if (identified !== undefined) return undefined;
  if (data(REVIEWED)) return 'the page reviews a model';
  if (SPECS.test(page.title) || SPECS.test(title)) return 'the page tells the data of a model';
  if (namesPart(titled)) return 'the title names a part or a collectible';
  if (YEAR_RANGE.test(title)) return 'the title names a range of model years';
  if (lines.some((line) => PART_LABEL.test(line.text.split(':')[0] ?? ''))) return 'the page describes a part';
  return lines.some((line) => BUILD.test(line.text)) ? 'the page presents a model, not one vehicle' : undefined;
}

/** Words over a comparison, and between its sides, by language. */
const COMPARES =
  /(?<!\p{L})(?:compar|confront|vergleich|vergelijk|porówn|porovn|srovn|uspored|poređenj|сравн|порівн|összehasonl|karşılaştır|jämför|sammenlign|vertail|مقارن|השווא|(?:σύγκριση|مقایسه|perbandingan|bandingkan|so sánh)(?!\p{L}))|비교|比較|对比|對比|เปรียบเทียบ/iu;
const AND =
  /\s(?:and|with|or|und|oder|mit|et|ou|e|y|o|con|com|i|lub|czy|z|a|nebo|s|и|или|с|та|és|vagy|ve|ile|och|og|ja|και|مع|و|با|עם|va|dan|dengan|và|với)\s|[와과与與和]\s?/iu;

/** `2022 Honda Civic vs. 2022 Toyota Corolla`. */
function versus(text: string): boolean {
  const named = (sides: readonly string[]): boolean =>
    sides.length === 2 && sides.every((side) => readName(side).make !== undefined);
  return named(text.split(/\svs\.?\s|\sversus\s/i)) || (COMPARES.test(text) && named(text.split(AND)));
}
