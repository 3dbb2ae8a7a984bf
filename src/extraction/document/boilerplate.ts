/**
 * What sites write around a seller's text: buttons, ids, notices, slogans, by kind and language.
 * Invariant: a line of the first table is the page's own as a whole; a line of the second is about another thing than
 * this car. Both are data: a language is added by adding its words.
 */
import { beginsWith } from '../../runtime/word-expressions.ts';

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

const BUTTON = new RegExp(`(?:${[...EXPANDERS, ...ACTIONS].join('|')})\\W{0,4}$`, 'iuy');
const MAX_SIGNS = 3;

const LINES = new RegExp(
  `^(?:${AD_NUMBER}?[-. ]{0,2}${NUMBER_WORD}?[-. ]{0,2}${AD_NUMBER}?[.:# ]{1,4}#?[a-z]{0,4}-?\\d{4,14}|(?:(?:ad|listing) )?(?:posted|listed|published|last updated|added)(?: on)?:? (?:about )?(?:\\d{1,3} \\w{3,8} ago|today.{0,12}|yesterday.{0,12}|\\d{1,4}[./-]\\d{1,2}[./-]\\d{1,4}.{0,12})|(?:(?:click here|click) to )?(?:view|get|see|show|order|buy|check|download)(?: me)?(?: the| a| an| your| this)?(?: free)? (?:carfax|autocheck|(?:vehicle )?history)(?: [a-z]{1,10})? reports?.{0,40}|qr code link to this post|(?:vehicle )?description|seller'?s? (?:notes|comments|description)|fahrzeugbeschreibung|beschreibung|it'?s not ok to contact.*|location: .{0,60}|(?:web ?site (?:by|design(?:ed)? by)|powered by) .{0,60})$`,
  'iu',
);

/** A line that is the page's own. */
export function isMachinery(text: string): boolean {
  return text.length < 140 && (LINES.test(text) || beginsWith(BUTTON, text, MAX_SIGNS));
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
    .replace(/(?<!\s)\s*(?:…|\.{3})$/, '')
    .trim();
}

/** Sentences a site writes about its own service, in the place of a description. */
export const SLOGAN =
  /\b(?:find your (?:perfect|next)|browse (?:our|all|photos)|finde jetzt|bid for the chance|view (?:photos|pictures)|search (?:from|our|over)|test drive (?:this|at|today)|shop (?:for|our|now)|schedule a test|is in stock and for sale|save up to \$|see (?:photos|pricing|pictures)|auf der suche nach|découvrez|découvre|encuentra tu|trova la tua|cookies?\b.{0,40}\b(?:use|accept|consent))/i;

/** Sentences about bidding, the law, fraud, insurance, cookies: about another thing than this car. */
const NOTICES = [
  // Bidding.
  "\\bbidders?\\b|winning bid|buyer[’']?s premium|bound by (?:their|your) bids?|auction (?:house|terms|rules)|place (?:a|your) bid|\\bbieter|enchérisseur|\\bpujador|\\blicytuj|입찰|낙찰|클레임|경매|入札|落札|竞拍|競標",
  // The law.
  '©|all rights reserved|privacy|cookie|terms (?:of|and)|conditions of (?:sale|use)|copyright|liability|no responsibility|\\bAGB\\b|haftung|unverbindlich|ohne gewähr|datenschutz|mentions légales|conditions générales|données personnelles|responsabilidad|aviso legal|responsabilità|note legali|aansprakelijk|algemene voorwaarden|odpowiedzialności|regulamin|ответственност|публичной офертой|책임|유의\\s?사항|주의\\s?사항|免責|sorumluluk|atsakomyb|felelőss',
  // Fraud.
  'real (?:seller|owner)|never (?:pay|send)|\\bscams?\\b|\\bfraud|western union|\\bbetrug|vorkasse|\\barnaque|\\bestafa|\\btruffa|oplicht|oszust|мошенни|사기|詐欺|dolandırıcı',
  // Insurance and loans.
  '\\binsure (?:this|your)|insurance (?:quote|policy|cover)|a quote for|our policy|get a quote|versicherungsschutz|versicherung (?:berechnen|vergleichen)|assurance auto|seguro de coche|polizza|verzekering berekenen|ubezpieczeni[ea] oc|оформить (?:каско|осаго)|자동차보험|sigorta teklif',
  // Buyers of other cars.
  '(?:received|recieved|got) my (?:car|\\d{4}|vehicle)|happy customer|satisfied customer|customer(?:s.)? (?:review|voice|say)|testimonial|kundenstimme|avis (?:de nos )?clients|opiniones de clientes|お客様の声|구매 ?후기|客户评价|客戶評價',
  // Advice to buyers.
  'make sure (?:that|to|you)|check (?:that|whether) |before (?:you buy|buying|paying)|prüfen sie|überprüfen sie|achten sie|vérifiez (?:que|toujours|bien)|avant d.acheter|compruebe|antes de (?:comprar|pagar)|verificate|prima di (?:acquistare|pagare)|controleer|sprawdź|przed zakupem|zkontrolujte|ellenőrizze|kontroller[aé] (?:at|att|alltid)|tjek (?:at|altid)|проверьте|перед покупкой|перевірте|проверете|ελέγξτε|kontrol ediniz|satın almadan|확인합니다|확인하세요|확인해 ?주세요|확인하시기|경우가 (?:있|많)|수 있으니|場合があります|場合がございます|ご確認ください|確認しましょう|请(?:确认|核实)|請(?:確認|核實)|ควรตรวจสอบ|hãy kiểm tra|pastikan (?:anda|untuk)|सुनिश्चित करें|जाँच कर लें|تأكد من|تحقق من|اطمینان حاصل|מומלץ לבדוק',
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

/** Words of a sentence about a car in scripts with blanks. */
const CAR_WORDS = [
  'car|truck|vehicle|roadster|coup[eé]|convertible|cabriolet|saloon|sedan|hatchback|estate|bike|motorcycle|chassis|bod(?:y|ied)|leather|trimmed|keepers?|acquired|delivered|example|imported|odometer|carburet\\p{L}{0,5}|gearbox|clutch|exhaust|suspension|selling (?:my|our|it|due)|owners?|miles|kilomet\\p{L}{0,5}|engine|drives?|driven|condition|service[ds]?|restor\\p{L}{0,6}|original|matching|interior|tires|tyres|title|paint\\p{L}{0,4}|rust|garaged?|belts?|tools|history|auto|motor|trailer|boat|hull|caravan|tractor|smog|registration|mechanic\\p{L}{0,4}|runs',
  // German, Dutch, Afrikaans, Luxembourgish.
  'tüv|\\p{L}{0,9}reifen|apk|banden|roest|roes',
  // French, Spanish, Catalan, Galician, Portuguese, Italian, Romanian.
  'pneus?|vends? m[ao]n?|coche|llantas|vendo (?:mi|mio|mia|la|il|o)|itv|gomme|carro|dono|masina',
  // Polish, Czech, Slovak, Slovene, Croatian, Serbian, Hungarian.
  'opon|gume|rje|gumi(?:k|abroncs)?',
  // Nordic and Baltic.
  'bilen?|däck|rost|ejer|synet|dæk|rust|eier|dekk|myyn|autoa?',
  // Cyrillic.
  'продам|кола(?:та)?|шин[ыиа]|гум[иеа]|ауто',
  // Greek, Turkish and its kin, Albanian, Uzbek, Kurdish, Maltese, Basque, Welsh, Irish.
  'shes|goma',
  // Latin scripts of Asia and Africa.
  'xe|mobil|kereta|jual|gari|kutu|mota',
  // Georgian, Armenian, Ethiopic, and the scripts of India.
  'տեր|कार',
];
/** Beginnings of such words. */
const CAR_STEMS = [
  // German, Dutch, Afrikaans, Luxembourgish.
  'fahrzeug|ausgeliefert|zweiter hand|scheckheft|unfallfrei|gepflegt|lackier|verkaufe (?:mein|unser)|nichtraucher|vorbesitz|erstbesitz|eigenaar|onderhoud|rookvrij|(?:dienst|diens)geskied|distributieriem|zahnriemen|motorschaden',
  // French, Spanish, Catalan, Galician, Portuguese, Italian, Romanian.
  'voiture|véhicule|propriétaire|kilométrage|entretien|carrosserie|moteur|contrôle technique|courroie|embrayage|dueñ|revisad|revision|revisión|neumátic|correa|kilómetr|mecánic|choque|papeles|cotxe|pneumàtic|venc el|furgo|garatge|proprietari|tagliand|macchina|vettura|revisione|ruggine|incident|cinghia|frizione|non fumator|veículo|viatura|revisõ|revisã|vistoria|lataria|seminovo|batid|garagem|inspeção|mecânica|embraiagem|mașin|propriet|cauciucuri|anvelope|accident|întreținut|intretinut|revizi|rugin|distribuți',
  // Polish, Czech, Slovak, Slovene, Croatian, Serbian, Hungarian.
  'samochód|samochod|silnik|właściciel|przebieg|serwisowan|bezwypadkow|opony|rdz[yaeę]|sprzedam|sprzedaję|wypadk|garażowan|vozidl|vůz|majitel|majiteľ|najet|najazden|servisn|servisov|servisir|pneumatik|koroze|koróz|hrdz|nehod|prodávám|predávam|predám|garážovan|rozvod|vozilo|vlasnik|lastnik|registr[io]?[rv]an|registrac|karoserij|prodajem|prodam|hrđ|rđ[ae]|sudar|nesreč|udes|garažir|redovno|redovito|tulajdonos|gépjármű|állapot|vezetett|szerviz|rozsd|eladom|törés|sérül|műszaki|vezérl|autóm',
  // Nordic and Baltic.
  'ägare|servad|besiktig|rostfri|säljer|rökfri|kamrem|sælger min|rustfri|tandrem|eigar|selger|eu-kontroll|registerreim|servicehefte|fulgt service|bíll|eigend|smurbók|þjónust|tímareim|skoðað|ryð|nagladekk|sjálfskipt|ekinn|moottori|huollettu|katsastettu|huollot|renkaat|ruoste|myydään|automobil|variklis|variklio|būkl|kėbul|padang|rūd|daužt|eksploat|parduodu|parduodam|prižiūr|dzinēj|pārdod|riepas|rūs[au]|avārij|apkop|mootor|hooldus|hooldat|müün|rehvid|rooste|avarii',
  // Cyrillic.
  'машин|автомоб|двигат|двигун|двигател|пробег|пробіг|пробег|состояни|салон|кузов|хозяин|хозяев|владел|власник|продаю|продава|продајем|собственник|обслуж|обслугов|сервис|серв[іи]с|резин[аы]|ржав|іржі|ръжд|рђ[еа]|рѓ|авари|аварі|судар|удес|катастроф|возило|гаражир|мотор|бит[аы]|крашен|страховк|прадаю|аўтамаб|көлік|көлікті|сатам[ыі]н|сатылады|соғылма|боялма|унаа|сатам|тейлөө|дөңгөлөк|дөңгелек|зарна|зарах|машинаа|осол|дугуй|будаг|мошин|сотилади|фурӯш',
  // Greek, Turkish and its kin, Albanian, Uzbek, Kurdish, Maltese, Basque, Welsh, Irish.
  'αυτοκίνητο|αυτοκινητο|κινητήρ|χιλιόμετρ|πωλείται|πωλειται|πουλ[άα]|λάστιχα|λαστιχα|σκουρι|τρακ|σέρβις|σερβις|συντηρημ|ιδιοκτήτ|ιδιοκτητ|araç|aracı|boya|değişen|hasar|bakım|muayene|lastik|satıyorum|satılık|tramer|kazası|motor|maşın|avtomobil|satıram|satılır|vuruğ|vuruq|boyaq|boyağ|servis|təkər|mashina|sotaman|sotiladi|balon|urilma|bo.yalma|makin|shitet|ndryshk|aksident|pronar|doganë|regjistr|kamyon|otomobîl|lastîk|kotxe|gurpil|herdoil|saltzen|ferrugem',
  // Latin scripts of Asia and Africa.
  'động cơ|chính chủ|lốp|đâm|bảo dưỡng|đăng ki[ểe]m|ngập nước|servis|ban(?: baru)|karat|tabrak|pajak|bpkb|stnk|tayar|kemalangan|enjin|mesin|dijual|sasakyan|gulong|kalawang|binebenta|casa(?:ng)?-?maintain|nauza|inauzwa|matairi|ajali|injini|huduma|ina sayar|imoto|ngithengisa',
  // Georgian, Armenian, Ethiopic, and the scripts of India.
  'მანქან|ავტომობილ|ძრავ|საბურავ|ვყიდი|იყიდება|ავარი|ჟანგ|მეპატრონ|განბაჟებ|մեքեն|ավտոմեքեն|շարժիչ|անվադող|վաճառ|վթար|հարված|ներկ|թարմ|መኪና|ሞተር|ጎማ|አደጋ|እየሸጥ|ሽያጭ|गाड़ी|गाड़ी|इंजन|टायर|सर्विस|कंडीशन|बेच|दुर्घटना|एक्सीडेंट|ओनर|मालिक|चलाई|चली|विकणे|विकायच|गाडी|বিক্রি|গাড়ি|গাড়ি|ইঞ্জিন|টায়ার|টায়ার|সার্ভিস|দুর্ঘটনা|ગાડી|એન્જિન|ટાયર|વેચ|ਗੱਡੀ|ਕਾਰ|ਇੰਜਣ|ਟਾਇਰ|கார்|காரை|வாகன|டயர்|இன்ஜின்|எஞ்சின்|சர்வீஸ்|விற்கி|விபத்து|కారు|వాహన|టైర్|ఇంజిన్|సర్వీస్|అమ్ము|ప్రమాద|ಕಾರು|ವಾಹನ|ಟೈರ್|ಎಂಜಿನ್|ಮಾರಾಟ|കാർ|വാഹന|ടയർ|എഞ്ചിൻ|വിൽ|වාහන|කාරය|ටයර්|එන්ජි|විකුණ|සර්විස්|ගාඩි',
];
/** In scripts without blanks, and in those that write articles and prepositions into the word. */
const CAR_SIGNS = [
  'سيار|عربي[ةه]|عربيت|محرك|ممشى|ماشي[ةه]|حادث|حوادث|صيان|إطار|اطار|كاوتش|كفرات|تواير|وكال[ةه]|فبريك|فابريك|صدأ|مكين[ةه]|جير|استمار|رخص[ةه]|دوكو|رشة|خودرو|ماشین|موتور|لاستیک|تصادف|سند|بیمه|دست اول|بدون رنگ|فروش|گاڑی|انجن|ٹائر|سروس|زنگ|حادثہ|بیچ|ئۆتۆمبێل|مەکینە',
  'רכב|מנוע|צמיג|תאונ|טיפול|חלודה|מוכר|למכירה|יד (?:ראשונה|שנייה|שניה)|טסט|גיר|נהג|אוטו',
  '차량|엔진|주행|무사고|사고|타이어|정비|판매|소유|흡연|스크래치|옵션|소모품|관리 ?상태|교환|하부|누유|침수|단순교환',
  '车|車|公里|保养|保養|事故|过户|過戶|轮胎|輪胎|泡水|原漆|发动机|引擎|变速箱|個人|个人一手',
  'エンジン|走行|修復歴|車検|ワンオーナー|タイヤ|オイル|下取|整備|納車|禁煙|錆|サビ|点検|キズ|試乗|内装|外装|交換',
  'เครื่อง|รถ|ยาง|สนิม|ชน|ศูนย์|ไมล์|เจ้าของ|ประกัน|น้ำท่วม|ขาย|ລົດ|ເຄື່ອງ|ຢາງ|ສູນ|ຂາຍ|ឡាន|រថយន្ត|ម៉ាស៊ីន|កង់|លក់|ကား|အင်ဂျင်|တာယာ|ရောင်း|ဆားဗစ်|အပ်ဒိတ်',
];
const CAR_WORD = new RegExp(
  `(?<!\\p{L})(?:(?:${CAR_WORDS.join('|')})(?!\\p{L})|${CAR_STEMS.join('|')})|${CAR_SIGNS.join('|')}`,
  'giu',
);

/** Names of the thing itself: any notice of a site that sells them has one. */
const GENERIC =
  /^(?:car|vehicle|auto|autom.{0,6}|fahrzeug|voiture|véhicule|coche|carro|veículo|macchina|vettura|samoch[oó]d|voz.{0,4}|vůz|gépjármű|mașin|bil|bilen|машин|авто.{0,7}|αυτοκίνητο|aracı?|araç|سيار|عربي[ةه]|خودرو|ماشین|گاڑی|רכב|차량|车|車|รถ|ລົດ|xe|kereta|mobil|gari|მანქან|մեքեն|կար|कार|गाड़ी|গাড়ি|கார்|వాహన|වාහන|መኪና|ကား|ឡាន|gomme|pneus)$/iu;

/** Whether a text says something of a car, more than that it is one. */
export function speaksOfACar(text: string): boolean {
  return (text.slice(0, 5_000).match(CAR_WORD) ?? []).some((word) => !GENERIC.test(word));
}
