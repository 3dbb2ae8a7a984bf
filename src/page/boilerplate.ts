/**
 * What sites write around a seller's text: buttons, ids, notices, slogans, by kind and language.
 * Invariant: a line of the first table is the page's own as a whole; a line of the second is about another thing than
 * this car. Both are data: a language is added by adding its words.
 */

/** Labels that open or close a long text. */
const EXPANDERS = [
  '(?:read|show|see|view)(?: (?:the|all))?(?: (?:more|less|all|full description|full text|complete description))|full description|more info(?:rmation)?|show original|translate',
  'mehr (?:anzeigen|lesen|erfahren)|weniger anzeigen|weiterlesen|(?:ganze|vollständige) beschreibung(?: anzeigen)?',
  'lire (?:la suite|plus)|voir (?:plus|moins|la description complète)|afficher (?:plus|moins)',
  '(?:ver|leer|mostrar) (?:más|menos|descripción completa|la descripción completa)|(?:ver|ler|mostrar) (?:mais|menos|descrição completa)',
  '(?:mostra|leggi|vedi) (?:altro|tutto|di più|meno|di meno)|(?:toon|lees|bekijk) (?:meer|minder)|(?:meer|minder) (?:weergeven|tonen|lezen)',
  '(?:pokaż|czytaj|zobacz) (?:więcej|mniej|cały opis)|rozwiń|zwiń|(?:zobrazit|číst) (?:více|méně|dále|celý popis)|(?:zobraziť|čítať) (?:viac|menej|ďalej)',
  '(?:prikaži|pročitaj|vidi) (?:više|manje)|tovább olvasom|bővebben|több megjelenítése|(?:citește|vezi|afișează) mai (?:mult|puțin)',
  '(?:visa|läs) (?:mer|mindre)|(?:vis|læs) (?:mere|mindre)|(?:vis|les) (?:mer|mindre)|(?:näytä|lue) (?:lisää|vähemmän)',
  '(?:rodyti|skaityti) (?:daugiau|mažiau)|plačiau|(?:rādīt|lasīt) vairāk|(?:näita|loe) (?:rohkem|edasi)',
  '(?:показать|читать) (?:полностью|ещё|еще|далее|больше|меньше)|подробнее|свернуть|развернуть|(?:показати|читати) (?:більше|далі|повністю)|детальніше|(?:виж|покажи) (?:още|повече)|прочети повече',
  '(?:διαβάστε |δείτε |εμφάνιση )?περισσότερ(?:α|ων)|devamını (?:oku|gör)|daha (?:fazla|az) göster',
  '(?:اقرأ|عرض|قراءة) المزيد|(?:نمایش|مشاهده) بیشتر|ادامه مطلب|(?:קרא|הצג) עוד',
  '더\\s?보기|자세히 보기|접기|もっと(?:見る|読む)|続きを読む|閉じる|(?:查看|显示|顯示|閱讀|阅读)(?:更多|全文)|展开|收起|ดูเพิ่มเติม|อ่านเพิ่มเติม|xem thêm|thu gọn|(?:lihat |baca )?selengkapnya',
];

/** Reporting, sharing, printing. */
const ACTIONS = [
  'report(?: this)? (?:ad|advert|advertisement|listing|item|post|posting|vehicle|seller|abuse)|share(?: this)?(?: (?:ad|advert|listing|vehicle|car))?|print|copy link|save(?: this)? (?:ad|listing)',
  "(?:diese )?(?:anzeige|inserat) (?:melden|teilen|drucken)|(?:signaler|partager|imprimer) (?:cette |l[’'])?annonce",
  "(?:denunciar|reportar|compartir|imprimir) (?:este |o )?an[uú]ncio|(?:segnala|condividi|stampa) (?:questo |l[’'])?annuncio|(?:meld (?:deze )?advertentie|advertentie melden)",
  '(?:zgłoś|udostępnij|drukuj) (?:ogłoszenie|nadużycie)|nahlásit inzerát|hirdetés jelentése|raportează anunțul|prijavi oglas',
  'anmäl annons(?:en)?|(?:anmeld|rapporter) annonce?n?s?e?|ilmianna ilmoitus|pranešti apie (?:pažeidimą|skelbimą)',
  'пожаловаться(?: на объявление)?|поскаржитися(?: на оголошення)?|подай сигнал|ilanı (?:şikayet et|bildir)|신고하기|通報する|举报|báo cáo tin',
];

/** Numbers under which a site knows the advert. */
const AD_NUMBER =
  '(?:ad|advert|listing|item|stock|post|posting|publication|reference|ref|lot|anzeigen?|inserate?s?|annonce|annonces|anuncio|anúncio|annuncio|advertentie|ogłoszeni[ae]|oglasa|inzer[áa]tu?|skelbimo|anunț|ilan|объявлени[ея]|оголошення|обява)';
const NUMBER_WORD = '(?:id|no|nr|n°|nº|number|code|nummer|numéro|número|numero|numer|číslo|номер|№|#|numarası)';

const LINES = new RegExp(
  `^(?:\\W{0,3}(?:${[...EXPANDERS, ...ACTIONS].join('|')})\\W{0,4}|${AD_NUMBER}?[-. ]{0,2}${NUMBER_WORD}?[-. ]{0,2}${AD_NUMBER}?[.:# ]{1,4}#?[a-z]{0,4}-?\\d{4,14}|(?:(?:ad|listing) )?(?:posted|listed|published|last updated|added)(?: on)?:? (?:about )?(?:\\d{1,3} \\w{3,8} ago|today.{0,12}|yesterday.{0,12}|\\d{1,4}[./-]\\d{1,2}[./-]\\d{1,4}.{0,12})|(?:(?:click here|click) to )?(?:view|get|see|show|order|buy|check|download)(?: me)?(?: the| a| an| your| this)?(?: free)? (?:carfax|autocheck|(?:vehicle )?history)(?: [a-z]{1,10})? reports?.{0,40}|qr code link to this post|(?:vehicle )?description|seller'?s? (?:notes|comments|description)|fahrzeugbeschreibung|beschreibung|it'?s not ok to contact.*|location: .{0,60}|(?:web ?site (?:by|design(?:ed)? by)|powered by) .{0,60})$`,
  'iu',
);

/** A line that is the page's own. */
export function isMachinery(text: string): boolean {
  return text.length < 140 && LINES.test(text);
}

const ENDING = new RegExp(`(?:^|\\s|[.…!?])(?:${EXPANDERS.join('|')})\\W{0,3}$`, 'iu');

/** The text without a site's button at its end, and without the dots that led to it. */
export function withoutButton(text: string): string {
  // Looked for in the last characters only: a long line is not searched from every blank.
  const from = Math.max(0, text.length - 60);
  const match = ENDING.exec(text.slice(from));
  if (match === null || from + match.index < 20) return text;
  const kept = /[.!?]/.test(match[0][0] ?? '') ? match.index + 1 : match.index;
  return text
    .slice(0, from + kept)
    .replace(/\s*(?:…|\.{3})$/, '')
    .trim();
}

/** Sentences a site writes about its own service, in the place of a description. */
export const SLOGAN =
  /\b(?:find your (?:perfect|next)|browse (?:our|all|photos)|finde jetzt|bid for the chance|view (?:photos|pictures)|search (?:from|our|over)|test drive (?:this|at|today)|shop (?:for|our|now)|schedule a test|is in stock and for sale|save up to \$|see (?:photos|pricing|pictures)|auf der suche nach|découvrez|découvre|encuentra tu|trova la tua|cookies?\b.{0,40}\b(?:use|accept|consent))/i;

/** Sentences about bidding, the law, fraud, insurance, cookies: about another thing than this car. */
const NOTICES = [
  // Bidding.
  "\\bbidders?\\b|winning bid|buyer[’']?s premium|bound by (?:their|your) bids?|auction (?:house|terms|rules)|place (?:a|your) bid|\\bbieter|enchérisseur|\\bpujador|\\blicytuj|입찰|낙찰|入札|落札|竞拍|競標",
  // The law.
  '©|all rights reserved|privacy|cookie|terms (?:of|and)|conditions of (?:sale|use)|copyright|liability|no responsibility|\\bAGB\\b|haftung|unverbindlich|ohne gewähr|datenschutz|mentions légales|conditions générales|données personnelles|responsabilidad|aviso legal|responsabilità|note legali|aansprakelijk|algemene voorwaarden|odpowiedzialności|regulamin|ответственност|публичной офертой|책임|유의\\s?사항|주의\\s?사항|免責|sorumluluk|atsakomyb|felelőss',
  // Fraud.
  'real (?:seller|owner)|never (?:pay|send)|\\bscams?\\b|\\bfraud|western union|\\bbetrug|vorkasse|\\barnaque|\\bestafa|\\btruffa|oplicht|oszust|мошенни|사기|詐欺|dolandırıcı',
  // Insurance and loans.
  '\\binsure (?:this|your)|insurance (?:quote|policy|cover)|a quote for|our policy|get a quote|versicherungsschutz|versicherung (?:berechnen|vergleichen)|assurance auto|seguro de coche|polizza|verzekering berekenen|ubezpieczeni[ea] oc|оформить (?:каско|осаго)|자동차보험|sigorta teklif',
];
const NOTICE = new RegExp(NOTICES.join('|'), 'iu');

/** Whether a line speaks of bidding, the law, fraud or insurance. */
export function isNotice(text: string): boolean {
  return NOTICE.test(text);
}

/** Marks of boxes that hold such notices. */
export const NOTICE_MARKS =
  'tip tips safety advice terms legal policy policies faq help hint hints notice notices rules fraud scam disclaimer disclaimers tooltip legend glossary guide insurance'.split(
    ' ',
  );

/** Words of a sentence about a car; of a word that bends, its beginning. */
const CAR_WORDS = [
  '(?:car|truck|vehicle|roadster|coup[eé]|convertible|cabriolet|saloon|sedan|hatchback|estate|bike|motorcycle|chassis|bod(?:y|ied)|leather|trimmed|keepers?|acquired|delivered|example|imported|odometer|carburet\\p{L}{0,5}|gearbox|clutch|exhaust|suspension|selling my|owners?|miles|kilomet\\p{L}{0,5}|engine|drives?|driven|condition|service[ds]?|restor\\p{L}{0,6}|original|matching|interior|tires|tyres|title|paint\\p{L}{0,4}|rust|garaged?|belts?|tools|history|auto|motor|trailer|boat|hull|caravan|tractor)(?!\\p{L})',
  'fahrzeug|ausgeliefert|zweiter hand|scheckheft|unfallfrei|gepflegt|lackier|\\btüv\\b|voiture|véhicule|propriétaire|kilométrage|entretien|carrosserie|moteur|\\bcoche\\b|dueño|revisad|neumático|proprietari|tagliand|macchina|vettura|gomme|eigenaar|onderhoud|\\bapk\\b|\\bcarro\\b|veículo|\\bdono\\b|pneus|revisão',
  'samochód|samochod|silnik|właściciel|przebieg|serwisowan|bezwypadkow|\\bvozidlo|\\bvůz|majitel|najet|servisn|vozilo|vlasnik|registrovan|karoserij|tulajdonos|gépjármű|állapot|vezetett|mașin|propriet',
  '\\bägare|servad|besiktig|\\bbilen?\\b|\\bejer\\b|synet|\\beier\\b|moottori|huollettu|katsastettu|\\bauton?\\b|automobil|variklis|variklio|būkl|kėbul|dzinēj|mootor|hooldus',
  'машин|автомобил|автомобіл|двигат|двигун|пробег|пробіг|состояни|салон|кузов|хозяин|продам|собственник|кола(?:та)?(?!\\p{L})|αυτοκίνητο|κινητήρ|χιλιόμετρ|\\baraç|\\baracı|boyası|değişen|hasar|bakımlı|muayene',
  'سيارة|محرك|ممشى|خودرو|ماشین|موتور|רכב|מנוע|차량|엔진|주행|무사고|车辆|车况|車輛|エンジン|走行|修復歴|車検|ワンオーナー|เครื่องยนต์|รถ|động cơ|chính chủ|\\bxe\\b|მანქანა|ძრავ',
];
const CAR_WORD = new RegExp(`(?<!\\p{L})(?:${CAR_WORDS.join('|')})`, 'giu');

/** Names of the thing itself: any notice of a site that sells them has one. */
const GENERIC =
  /^(?:car|vehicle|auto|autom.{0,6}|fahrzeug|voiture|véhicule|coche|carro|veículo|macchina|vettura|samoch[oó]d|voz.{0,4}|vůz|gépjármű|mașin|bil|bilen|машин|авто.{0,7}|αυτοκίνητο|aracı?|araç|سيارة|خودرو|ماشین|רכב|차량|车辆|車輛|รถ|xe|მანქანა|gomme|pneus)$/iu;

/** Whether a text says something of a car, more than that it is one. */
export function speaksOfACar(text: string): boolean {
  return (text.slice(0, 5_000).match(CAR_WORD) ?? []).some((word) => !GENERIC.test(word));
}
