/**
 * Which part of a page an element belongs to, by its own marks: navigation, other cars, conversation, finance.
 * Invariant: a zone is never laid over the page's main heading; see `document.ts`.
 */
import { attr, type Element, markOf, wordsIn } from './dom.ts';

/** `main`: may speak of this car. `chrome`: navigation, consent, dialogs. `talk`: comments, reviews, bid history. */
export type Zone = 'main' | 'chrome' | 'others' | 'talk' | 'finance';

export const CHROME_TAGS = new Set(['nav', 'footer', 'select', 'dialog', 'menu']);
const CHROME = new Set([
  'nav',
  'navbar',
  'navigation',
  'footer',
  'cookie',
  'cookies',
  'onetrust',
  'consent',
  'gdpr',
  'breadcrumb',
  'breadcrumbs',
  'menu',
  'modal',
  'newsletter',
  'popup',
  'dropdown',
  'bchead',
  'dialog',
  'login',
  'signin',
  'disclaimer',
  'tooltip',
  'advertisement',
]);
const OTHERS = new Set([
  'similar',
  'related',
  'recommended',
  'recommendations',
  'recommendation',
  'recommend',
  'alsolike',
  'suggested',
  'suggestions',
  'comparables',
  'comparable',
  'comps',
  'sponsored',
  'crosssell',
  'upsell',
  'alternatives',
  'recentlyviewed',
  'otherlistings',
  'morelistings',
  'morecars',
  'othervehicles',
  'othercars',
  'morevehicles',
  'relatedads',
  'similarads',
  'featuredlistings',
  'endingsoon',
]);
const TALK = new Set([
  'comments',
  'comment',
  'commentlist',
  'qanda',
  'qna',
  'discussion',
  'testimonials',
  'testimonial',
  'disqus',
  'bidhistory',
  'reviews',
  'review',
  'questions',
  'thread',
  'history',
]);
const FINANCE = new Set([
  'finance',
  'financing',
  'calculator',
  'loan',
  'lease',
  'leasing',
  'insurance',
  'payment',
  'payments',
  'warranty',
  'msrp',
  'tradein',
  'shipping',
  'runningcosts',
]);

/** `dealer-comments`, `lblComments`: a seller's remarks on his car, no conversation. */
const OF_THE_SELLER = ['overview', 'dealer', 'seller', 'vendor', 'owner', 'vehicle', 'veh', 'lbl', 'lit', 'inventory'];

/** Pairs of neighbouring marks that name another car's place as one word does. */
const OTHERS_TEXT =
  /(?:you[-_ ]?may[-_ ]?(?:also[-_ ]?)?like|also[-_ ]?(?:like|viewed)|more[-_ ]?(?:from|listings|vehicles|cars|ads)|other[-_ ]?(?:listings|vehicles|cars|ads)|recently[-_ ]?viewed|similar|related|recommend)/i;

/** `with-menu`, `has-footer`, `no-related`: what follows such a word is had or lacked, not what the element is. */
const HAVING = new Set(
  'with without w has have no not hide hides show shows is if above below before after under over near beside'.split(
    ' ',
  ),
);
/** `nav-light`, `menu-open`, `paymentOptions`: what stands before such a word is not what the element is. */
const STATES = new Set(
  'light dark open opened closed collapsed expanded visible hidden fixed sticky active inactive enabled disabled accepted ready loaded mode theme option options method methods'.split(
    ' ',
  ),
);

/** The words of a class, id or role that say what the element is, without those that only modify it. */
function ownWords(token: string): string[] {
  // `block--modifier`
  const words = wordsIn(token.replace(/--.*$/, ''));
  const having = words.findIndex((word) => HAVING.has(word));
  return (having < 0 ? words : words.slice(0, having)).filter((_, index) => !STATES.has(words[index + 1] ?? ''));
}

/** A page repeats its classes from card to card: the zone of one text is found once. */
const known = new Map<string, Zone | 'none'>();
const MAX_TEXTS = 4_000;
/** They hold the whole page, and their classes tell what is on it. */
const WHOLE = new Set(['html', 'body', 'main']);

const MARKING = ['id', 'class', 'role', 'data-testid'];
const OPENERS = new Set(['a', 'button', 'img']);
const OPENED = /modal|popup|dialog/i;

/** The zone an element opens, or `undefined` when it says nothing. */
export function zoneOf(element: Element): Zone | undefined {
  if (CHROME_TAGS.has(element.name)) return 'chrome';
  if (WHOLE.has(element.name) || attr(element, 'role') === 'main') return undefined;
  const text = markOf(element, MARKING);
  // `<a class="gallery-modal">` opens a dialog, it is none.
  if (OPENERS.has(element.name) && OPENED.test(text)) return undefined;
  if (text === '') return undefined;
  const before = known.get(text);
  if (before !== undefined) return before === 'none' ? undefined : before;
  const zone = zoneOfMarks(text);
  if (known.size >= MAX_TEXTS) known.clear();
  known.set(text, zone ?? 'none');
  return zone;
}

function zoneOfMarks(text: string): Zone | undefined {
  const tokens = text.split(/\s+/).map(ownWords);
  const marks = new Set(tokens.flat());
  for (const mark of marks) {
    if (OTHERS.has(mark)) return 'others';
    if (CHROME.has(mark)) return 'chrome';
    if (TALK.has(mark) && !(mark === 'comments' && OF_THE_SELLER.some((word) => marks.has(word)))) return 'talk';
    if (FINANCE.has(mark)) return 'finance';
  }
  return OTHERS_TEXT.test(tokens.map((words) => words.join('-')).join(' ')) ? 'others' : undefined;
}

const OTHERS_HEADING =
  /^(?:(?:view |see |shop |browse |explore )?(?:similar|related|recommended|comparable|suggested)\b|more (?:from|vehicles|cars|listings|like|ads|\w+ for sale|\w+s from)|other (?:vehicles|cars|listings|ads|lots)|you (?:may|might) (?:also )?(?:like|be)|(?:people|customers|others) (?:also|who)|recently (?:viewed|sold|listed)|compare\b|(?:featured|current|live|active|latest|new)(?: \w+)? (?:listings|vehicles|cars|auctions)|upcoming|auctions ending|ending soon|recent (?:sales|results|auctions|comps)|sponsored|past (?:sales|auctions)|(?:market )?(?:comps|comparables)\b|market data|ähnliche|weitere (?:fahrzeuge|angebote|anzeigen|inserate)|das könnte|auch interessant|alternative|véhicules similaires|annonces similaires|autres annonces|vous aimerez|coches similares|anuncios similares|otros anuncios|auto simili|annunci simili|altri annunci|vergelijkbare|andere advertenties|soortgelijke|podobne|inne ogłoszenia|liknande|the latest)/i;
const TALK_HEADING =
  /^(?:\d+ comments?\b|comments?\s*(?:\(|&|$)|(?:customer |dealer |owner |expert )?reviews?\b|questions?\b|q\s?& ?a|seller q|discussion|bewertungen|avis\b|(?:vehicle )?(?:bid|sales?|price|auction|ownership|service) history|(?:past|previous) (?:sales|auctions)|.{0,12}\bhistory \(\d)/i;
const FINANCE_HEADING =
  /^(?:(?:get it on |apply for |estimate |calculate )?(?:finan[cz]\w*|payment\w*|loan|leas\w*|insurance|versicherung\w*|warranty|garantie\w*|energieverbrauch|running costs|fuel economy|verbrauch|monthly)|financement|financiaci[oó]n|finanziamento|assurance)/i;

/** The same in further languages: other cars, talk and money. `|` stands between the beginnings of headings. */
const OF_OTHERS = [
  'weitere fahrzeuge|passende fahrzeuge|vergleichbare fahrzeuge|ces annonces|vous pourriez aussi|d.autres annonces|du même vendeur|autres véhicules|también te puede|te puede interesar|otros coches|otros vehículos|vehículos similares|más anuncios|más coches|anuncis similars|cotxes similars|também pode gostar|anúncios (?:semelhantes|similares|relacionados)|outros (?:anúncios|carros|veículos)|(?:carros|veículos) (?:semelhantes|similares)|você também pode|veicoli simili|auto correlate|ti potrebbe|potrebbe(?:ro)? interessarti|altre auto|anunțuri similare|anunturi similare|alte anunțuri|mașini similare|vezi și|meer van deze|bekijk ook|ook interessant|andere auto|gelijkaardige',
  'lignende|andre (?:annoncer|annonser|biler)|flere (?:annoncer|annonser|biler)|se også|du vil måske|andra annonser|fler annonser|liknande|du kanske|svipað|sambærileg|fleiri bílar|aðrir bílar|samankaltaiset|vastaavat|muita (?:autoja|ilmoituksia)|lisää (?:autoja|myyjän)|katso myös|sarnased|teised kuulutused|līdzīgi|citi sludinājumi|panašūs|kiti (?:skelbimai|automobiliai)',
  'podobn|inne (?:oferty|samochody|ogłoszenia)|zobacz (?:też|także|inne)|może cię|další (?:inzeráty|nabídk|vozy)|mohlo by|ďalšie (?:inzeráty|ponuky)|hasonló|további (?:hirdetések|autók)|ezek is érdekel|slični|slične|slicni|ostali oglasi|drugi oglasi|drugi oglašajo|podobni oglasi|слични|останати огласи|други огласи|остали огласи|похож|другие (?:объявления|авто|машины)|смотрите также|вас может|ещё объявления|схож[іи]|інші (?:оголошення|авто)|дивіться також|подобни|други обяви|виж още|падобныя',
  'të ngjashme|shpallje të ngjashme|njoftime të|makina të ngjashme|παρόμοι|σχετικές αγγελίες|άλλες αγγελίες|δείτε επίσης|benzer|diğer ilanlar|bunlar da|oxşar|digər elanlar|ұқсас|окшош|o.xshash|ўхшаш|төстэй|ижил зар|მსგავსი|სხვა განცხადებები|նմանատիպ|նման հայտ|այլ հայտ',
  'מודעות (?:דומות|נוספות)|רכבים (?:דומים|נוספים)|אולי יעניין|(?:إعلانات|اعلانات|سيارات|عروض) (?:مشابهة|مشابهه|مماثلة|أخرى|ذات صلة)|قد يعجبك|شاهد أيضا|آگهی‌?های (?:مشابه|مرتبط|دیگر)|خودروهای مشابه|ملتے جلتے|मिलती|मिलते|समान कार|संबंधित|इससे मिलती|একই ধরনের|সম্পর্কিত|અન્ય સમાન|ஒத்த|తత్సమాన|సారూప్య|ഇതുപോലുള്ള|සමාන',
  '似た|類似|関連(?:車両|する|中古車)|おすすめの(?:車|中古車|クルマ)|この車を見た|この中古車を見た|同じ(?:店舗|車種)の|この販売店の他|他の在庫|最近チェック|相似|同款|同类|同車款|同店|猜你喜欢|为您推荐|為您推薦|推荐车|推薦車|相关车|相關車|其他车源|看了又看|浏览过|비슷한|유사한? ?(?:차량|매물)|추천 ?(?:차량|매물)|이 판매자의 다른|다른 매물|최근 본|이런 차량|รถ(?:ที่)?คล้าย|รถใกล้เคียง|ประกาศที่(?:คล้าย|เกี่ยวข้อง)|รถแนะนำ|ລົດທີ່ຄ້າຍ|ລາຍການທີ່ກ່ຽວຂ້ອງ|ស្រដៀង|ဆင်တူ|tin (?:tương tự|liên quan|khác)|xe (?:tương tự|liên quan|cùng)|có thể bạn|(?:mobil|iklan) (?:serupa|sejenis|terkait|lainnya)|mungkin anda|kereta serupa|iklan (?:lain|berkaitan)|katulad na|magari (?:mengine|yanayofanana)|ተመሳሳይ',
];
const OF_MONEY = [
  'finanzierung|finanzierungsrechner|leasing|ratenrechner|kreditrechner|simulez|crédit|simulación|calculadora|simulador|simula|calcola|rata|calculator|rekenhulp|lening|financier|finansiering|låneberegner|billån|lånekalkyl|finansier|lánareiknir|fjármögnun|rahoitus|rahoituslaskuri|liisi?ng|järelmaks|līzings|lizingas|kredyt|kalkulator|finansowanie|financování|splátk|úvěr|financovanie|finanszíroz|hitel(?!es)|kredit|кредит|калькулятор|лизинг|лізинг|финансиране|рассрочк|χρηματοδότηση|δόσεις|kredi|taksit|კრედიტ|განვადება|վարկ|מימון|תקציב חודשי|تمويل|احسب|حاسبة|القسط|التقسيط|وام|اقساط|emi\\b|ईएमआई|लोन|ローン|お支払|支払シミュ|自動車保険|贷款|貸款|分期|首付|할부|대출|보험료|สินเชื่อ|ผ่อน|คำนวณ|trả góp|vay mua|simulasi|cicilan|kalkulator kredit|pinjaman|ansuran',
];
const START = '^[^\\p{L}\\d]{0,4}(?:';
const OTHERS_IN = new RegExp(`${START}${OF_OTHERS.join('|')})`, 'iu');
const MONEY_IN = new RegExp(`${START}${OF_MONEY.join('|')})`, 'iu');

/** The zone a section opens by its heading, or `main`. */
export function zoneOfHeading(text: string): Zone {
  if (text.length > 80) return 'main';
  if (OTHERS_HEADING.test(text) || OTHERS_IN.test(text)) return 'others';
  if (TALK_HEADING.test(text)) return 'talk';
  return FINANCE_HEADING.test(text) || MONEY_IN.test(text) ? 'finance' : 'main';
}
