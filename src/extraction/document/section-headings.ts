/**
 * Which section of a page its heading opens: other cars, conversation, finance; by language, since only words tell.
 * Invariant: a heading that may stand over the seller's own text or facts opens nothing; words that a language uses for
 * both (`Kommentar`, `Commentaires`) are left out, unless a number of them follows.
 */
import { beginsWith } from '../../runtime/word-expressions.ts';
import type { Zone } from './zones.ts';

/** Other cars: `Similar`, `More from this dealer`, `You may also like`, `Last viewed`. */
const OTHERS = [
  // English
  String.raw`(?:view |see |shop |browse |explore )?(?:similar|related|recommended|comparable|suggested)\b|more (?:from|vehicles|cars|listings|like|ads|\w+ for sale|\w+s from)|other (?:vehicles|cars|listings|ads|lots)|you (?:may|might) (?:also )?(?:like|be)|(?:people|customers|others) (?:also|who)|recently (?:viewed|sold|listed)|compare\b|(?:featured|current|live|active|latest|new)(?: \w+)? (?:listings|vehicles|cars|auctions)|upcoming|auctions ending|ending soon|recent (?:sales|results|auctions|comps)|sponsored|past (?:sales|auctions)|(?:market )?(?:comps|comparables)\b|market data|also (?:in stock|available|for sale)\b|(?:more|others?) in stock\b|see also\b`,
  // German, Dutch
  'ähnliche|weitere (?:fahrzeuge|angebote|anzeigen|inserate|autos|occasionen|modelle)|andere (?:fahrzeuge|angebote|anzeigen|occasionen)|mehr (?:fahrzeuge|angebote|autos|anzeigen|von (?:diesem|dem))|das könnte|dazu passend|auch interessant|zuletzt (?:angesehen|gesehen)|alternative|vergelijkbare|soortgelijke|andere (?:advertenties|auto|occasions|aanbiedingen)|meer (?:van (?:deze|dit)|auto|occasions|advertenties)|bekijk ook|ook interessant|misschien (?:ook )?interessant|anderen bekeken|zie ook|ook (?:te koop|op voorraad)|siehe auch|ebenfalls im angebot|auch im (?:angebot|bestand)',
  // French, Italian, Spanish, Catalan, Portuguese, Romanian
  '(?:véhicules|voitures|annonces|modèles|motos) (?:similaires|semblables|associée?s|comparables)|autres (?:annonces|véhicules|voitures)|ces (?:annonces|véhicules|voitures) (?:peuvent|pourraient)|vous aimerez|(?:cela )?(?:pourrait|peut) (?:aussi )?vous|du même vendeur|les internautes|dans la même catégorie|voir aussi|à voir (?:aussi|également)|également (?:en stock|disponible)',
  '(?:auto|annunci|veicoli|moto|offerte) (?:simili|correlat[ie])|altr[ie] (?:annunci|auto|veicoli|moto|offerte)|(?:ti )?potrebbe(?:ro)? (?:anche )?interess|potrebbe(?:ro)? piacer|dallo stesso|dello stesso (?:venditore|concessionario)|visti di recente|vedi anche|guarda anche|scopri anche',
  '(?:coches|autos|carros|veh[ií]culos|anuncios|avisos|motos|ofertas|publicaciones) (?:similares|parecidos|relacionad[oa]s|recomendados|sugeridos)|otros (?:anuncios|coches|autos|veh[ií]culos|avisos|carros)|(?:tambi[eé]n )?(?:te|le) (?:puede|podr[ií]a|pueden|podr[ií]an)|quienes vieron|m[aá]s (?:coches|autos|anuncios|veh[ií]culos|avisos) (?:de|del|similares)|[uú]ltimos vistos|(?:mir[ae]|ve[ar]?|conoc[ee]) tambi[eé]n|altres (?:anuncis|cotxes)|cotxes similars',
  '(?:carros|ve[ií]culos|an[uú]ncios|motos|ofertas) (?:similares|semelhantes|relacionados|parecidos|recomendados)|outros (?:an[uú]ncios|carros|ve[ií]culos)|(?:voc[eê] )?(?:tamb[eé]m )?(?:pode|poder[aá]) (?:tamb[eé]m )?(?:gostar|interessar)|quem viu|mais (?:carros|an[uú]ncios|ve[ií]culos) d|veja (?:tamb[eé]m|mais|outros)|confira tamb[eé]m|anunțuri (?:similare|asemănătoare|recomandate)|(?:mașini|oferte|autoturisme) (?:similare|asemănătoare|recomandate)|alte (?:anunțuri|mașini|oferte)|te-ar putea|ți-ar putea|vezi și',
  // Danish, Norwegian, Swedish, Icelandic, Finnish
  'lignende|liknande|andre (?:biler|annoncer|annonser)|andra (?:bilar|annonser)|flere (?:biler|annoncer|annonser)|fler (?:bilar|annonser)|mere fra|mer fr[aå]|se også|se även|senast visade|sist (?:viste|sett)|andre (?:har )?(?:så|ser) også|svipa[ðd]|fleiri (?:bílar|auglýsingar)|aðrir bílar|samankaltais|vastaavia|muita (?:ilmoituksia|autoja|kohteita)|lisää (?:autoja|tältä)|katso myös|muut (?:katsoivat|ilmoitukset)',
  // Polish, Czech, Slovak, Hungarian
  'podobn[eéáo]|inne (?:ogłoszenia|oferty|auta|pojazdy)|zobacz (?:też|również|także|inne)|więcej (?:ogłoszeń|ofert|od)|polecan[ea]|ostatnio (?:oglądane|przeglądane)|(?:další|ďalšie) (?:inzeráty|nabídk|vozy|vozidla|auta|ponuky)|mohlo by (?:v[aá]s|se)|naposledy (?:prohl|navšt|zobraz)|související|súvisiace|hasonló|további (?:hirdetések|autók|ajánlatok)|ajánlott (?:hirdetések|autók)|ez is érdekelheti|mások (?:ezt|ezeket)|kapcsolódó|legutóbb megtekintett|a hirdető további',
  // Serbian, Croatian, Bosnian, Slovene, Macedonian, Albanian, Bulgarian
  '(?:slični|povezani|ostali|drugi|izdvojeni|preporučeni|podobni|sorodni) (?:oglasi|automobili|vozila|modeli)|slična vozila|ostala vozila|možda (?:vas|te|će)|pogledajte i|(?:слични|останати|други|поврзани|остали) (?:огласи|возила|автомобили)|njoftime (?:të )?(?:ngjashme|tjera)|(?:makina|vetura) (?:të )?ngjashme|të ngjashme|(?:подобни|още|други|сходни|свързани|препоръчани) (?:обяви|автомобили|предложения|коли)|вижте (?:също|още)|последно разгледани',
  // Russian, Ukrainian, Belarusian
  'похож(?:ие|ее)|(?:другие|ещё|еще|больше|рекомендуемые) (?:объявлени|предложени|авто|машин)|смотрите также|вам (?:может|могут|также)|с этим (?:авто|объявлением)|недавно просмотренн|вы смотрели|схожі|подібні|інші (?:оголошення|пропозиції|авто)|дивіться також|вас може|нещодавно перегля|падобныя|іншыя аб',
  // Greek, Turkish, Azerbaijani, Lithuanian, Latvian, Estonian, Georgian, Armenian
  'παρόμοι|άλλες (?:αγγελίες|προσφορές)|σχετικές (?:αγγελίες)|δείτε (?:επίσης|και)|benzer|diğer (?:ilanlar|araçlar|ilanları)|(?:bunlar|bu ilanlar) da|ilginizi çekebilir|son (?:gezdiğiniz|baktığınız|görüntülenen)|satıcının diğer|oxşar|digər elanlar|panašūs|kiti (?:skelbimai|pardavėjo|automobiliai)|susij(?:ę|usios)|taip pat (?:žiūr|perž)|līdzīg|citi (?:sludinājumi|piedāvājumi|auto)|skatīt arī|sarnased|teised (?:kuulutused|autod|pakkumised)|vaata ka|მსგავს|სხვა განცხადებ|նմանատիպ|նման հայտ|այլ հայտարար',
  // Arabic, Persian, Hebrew, Hindi and its neighbours
  String.raw`(?:إعلانات|اعلانات|عروض|سيارات|منتجات) (?:مشابهة|مشابهه|ذات صلة|أخرى|اخرى|مماثلة|قد)|قد (?:يعجبك|تعجبك|يهمك)|شاهد أيضا|المزيد من|آگهی\u200cهای (?:مشابه|دیگر|مرتبط)|(?:آگهی های|خودروهای|ماشین های) (?:مشابه|دیگر)|موارد مشابه|پیشنهاد|(?:מודעות|רכבים|מכוניות) (?:דומ|נוספ|קשור)|אולי (?:גם )?יעניין|समान|इसी तरह|मिलती[- ]जुलती|और (?:कारें|विज्ञापन)|একই রকম|অনুরূপ|ملتے جلتے|اسی طرح`,
  // Korean, Japanese, Chinese, Thai, Vietnamese, Indonesian and Malay, Filipino, Mongolian, Kazakh, Uzbek
  "(?:비슷한|유사한?|추천|관련|다른|함께 본|이 (?:판매자|딜러)의 다른|최근 본) ?(?:차량?|매물|중고차|상품|모델)|(?:類似|関連|おすすめ|オススメ|似た|この(?:店|車|販売店)[^の]{0,8}の?(?:他|ほか)?の?)(?:の?(?:車両?|物件|在庫|中古車|商品|クルマ))|他の(?:在庫|車両?|中古車)|この車を(?:見た|チェック)|最近(?:見た|チェックした)|(?:相似|相关|相關|类似|類似|推荐|推薦|更多|其他|同价位|同價位|同款|同级)(?:的)?(?:车|車|好车|好車|推荐|推薦|商品|物件|二手|刊登|廣告)|猜你喜[欢歡]|你可能(?:也|还|還|感)|看了又看|(?:รถ|ประกาศ|รายการ)(?:ที่)?(?:คล้าย|ใกล้เคียง|แนะนำ|อื่น|เกี่ยวข้อง)|(?:xe|tin|tin rao|tin đăng|bài|sản phẩm|ô tô) (?:tương tự|liên quan|cùng|khác|gợi ý|đề xuất)|có thể bạn|(?:iklan|mobil|kendaraan|motor|kereta) (?:serupa|sejenis|lain|lainnya|terkait|rekomendasi|berkaitan)|anda mungkin|mungkin anda|katulad na|төстэй|ижил (?:зар|машин)|ұқсас|o[‘ʻ']xshash|ўхшаш",
  // More of these, and of the languages beside them
  'passende fahrzeuge|vergleichbare fahrzeuge|ces annonces|vous pourriez aussi|d.autres annonces|más anuncios|más coches|anuncis similars|anúncios (?:semelhantes|similares|relacionados)|outros (?:anúncios|carros|veículos)|(?:carros|veículos) (?:semelhantes|similares)|você também pode|ti potrebbe|potrebbe(?:ro)? interessarti|anunturi similare|gelijkaardige',
  'andre (?:annoncer|annonser|biler)|flere (?:annoncer|annonser|biler)|du vil måske|du kanske|sambærileg|vastaavat|muita (?:autoja|ilmoituksia)|lisää (?:autoja|myyjän)|kiti (?:skelbimai|automobiliai)',
  'podobn|inne (?:oferty|samochody|ogłoszenia)|zobacz (?:też|także|inne)|może cię|další (?:inzeráty|nabídk|vozy)|mohlo by|ďalšie (?:inzeráty|ponuky)|további (?:hirdetések|autók)|ezek is érdekel|slični|slične|slicni|drugi oglašajo|слични|похож|другие (?:объявления|авто|машины)|схож[іи]|інші (?:оголошення|авто)|подобни|виж още',
  'shpallje të ngjashme|njoftime të|ұқсас|окшош|o.xshash|ўхшаш|төстэй|ижил зар|այլ հայտ',
  'מודעות (?:דומות|נוספות)|רכבים (?:דומים|נוספים)|(?:إعلانات|اعلانات|سيارات|عروض) (?:مشابهة|مشابهه|مماثلة|أخرى|ذات صلة)|آگهی‌?های (?:مشابه|مرتبط|دیگر)|मिलती|मिलते|संबंधित|इससे मिलती|একই ধরনের|সম্পর্কিত|અન્ય સમાન|ஒத்த|తత్సమాన|సారూప్య|ഇതുപോലുള്ള|සමාන',
  '似た|類似|関連(?:車両|する|中古車)|おすすめの(?:車|中古車|クルマ)|この車を見た|この中古車を見た|同じ(?:店舗|車種)の|この販売店の他|他の在庫|最近チェック|相似|同款|同类|同車款|同店|猜你喜欢|为您推荐|為您推薦|推荐车|推薦車|相关车|相關車|其他车源|看了又看|浏览过|비슷한|유사한? ?(?:차량|매물)|추천 ?(?:차량|매물)|이 판매자의 다른|다른 매물|최근 본|이런 차량|รถ(?:ที่)?คล้าย|รถใกล้เคียง|ประกาศที่(?:คล้าย|เกี่ยวข้อง)|รถแนะนำ|ລົດທີ່ຄ້າຍ|ລາຍການທີ່ກ່ຽວຂ້ອງ|ស្រដៀង|ဆင်တူ|tin (?:tương tự|liên quan|khác)|xe (?:tương tự|liên quan|cùng)|có thể bạn|(?:mobil|iklan) (?:serupa|sejenis|terkait|lainnya)|mungkin anda|kereta serupa|iklan (?:lain|berkaitan)|katulad na|magari (?:mengine|yanayofanana)|ተመሳሳይ',
];

/** What visitors say, and what was bid. */
const TALK = [
  String.raw`\d+ comments?\b|comments?\s*(?:\(|&|$)|(?:customer |dealer |owner |expert )?reviews?\b|(?:our )?(?:happy|satisfied) (?:customers|clients|buyers)\b|(?:what )?(?:our )?(?:customers|clients) (?:say|are saying)\b|testimonials?\b|questions?\b|q\s?& ?a|seller q|discussion|bewertungen|avis\b|(?:vehicle )?(?:bid|sales?|price|auction|ownership|service) history|(?:past|previous) (?:sales|auctions)|.{0,12}\bhistory \(\d`,
  String.raw`(?:\d+ )?(?:reacties|komentarze|komentáře|komentáre|komentari|komentarji|hozzászólás(?:ok)?|comentarii|комментарии|коментарі|коментари|σχόλια επισκ\p{L}*|yorumlar|kommentit|komentarai|komentāri|kommentaarid|الردود|التعليقات|نظرات (?:کاربران)?|תגובות|댓글|评论|評論|留言|ความคิดเห็น|bình luận|ulasan)\s*(?:\(\d+\)|:|$)`,
  String.raw`(?:\d+ (?:kommentare|commentaires|comentarios|comentários|commenti|kommentarer|antworten|réponses|respuestas|respostas)|(?:kommentare|commentaires|comentarios|comentários|commenti|kommentarer) \(\d+\))`,
  String.raw`(?:fragen und antworten|preguntas|perguntas|domande|questions? (?:et|aux)|vragen|pytania|dotazy|вопросы|питання|въпроси|soru|câu hỏi|opiniones|(?:das sagen unsere|zufriedene) kunden|kundenstimmen|clientes (?:satisfechos|felices|satisfeitos|felizes)|ils nous font confiance|clienti soddisfatti|zadowoleni klienci|tevreden klanten|nöjda kunder|tilfredse kunder|recensioni|avaliações|opinie|отзывы|відгуки)(?!\p{L})`,
];

const FINANCE = [
  String.raw`(?:get it on |apply for |estimate |calculate )?(?:finan[cz]\w*|payment\w*|loan|leas\w*|insurance|versicherung\w*|warranty|garantie\w*|energieverbrauch|running costs|fuel economy|verbrauch|monthly)|financement|financiaci[oó]n|finanziamento|assurance`,
  '(?:finanzierung|kredit|leasing|versicherung|rahoitus|rahoita|finansier|lånekalk|billån|biliforsikring|försäkring|forsikring|vakuutus|crédit|simulat|simule|simula |simulador|financi|calcula (?:tu|el|a)|calcul(?:ez|ator)|prestiti|finanzia|kalkulator|kalkulačka|úvěr|úver|půjčk|pojištěn|poisten|hitel(?!es)|finanszíroz|biztosítás|ubezpiecz|finansowan|kredi |kredi$|kredit|sigorta|taksit|кредит|рассрочк|страхов|лизинг|лізинг|фінанс|финанс|застрахов|χρηματοδότ|ασφάλ|paskola|lizing|līzing|kredīt|järelmaks|liising|kindlustus|تمويل|التمويل|احسب (?:قسط|التمويل)|التأمين|محاسبه (?:وام|اقساط)|بیمه|מימון|הלוואה|ביטוח|할부|대출|금융|보험|ローン|お支払|自動車保険|贷款|貸款|分期|按揭|保险|保險|ผ่อน|สินเชื่อ|คำนวณ|ประกัน|tính (?:lãi|khoản|trả)|vay mua|trả góp|bảo hiểm|simulasi|cicilan|angsuran|pembiayaan)',
  'ratenrechner|simulación|calculadora|simula|calcola|rata|rekenhulp|lening|låneberegner|lánareiknir|fjármögnun|liisi?ng|kredyt|splátk|hitel(?!es)|калькулятор|δόσεις|კრედიტ|განვადება|վարկ|תקציב חודשי|احسب|حاسبة|القسط|التقسيط|وام|اقساط|emi\\b|ईएमआई|लोन|支払シミュ|首付|pinjaman|ansuran',
];

/** The longest heading of a section; longer lines are sentences. */
const MAX_HEADING = 80;
const MAX_SIGNS = 3;
const heads = (words: readonly string[]): RegExp => new RegExp(words.join('|'), 'iuy');
const OTHERS_HEADING = heads(OTHERS);
const TALK_HEADING = heads(TALK);
const FINANCE_HEADING = heads(FINANCE);

/** The zone a section opens by its heading, or `main`. */
export function zoneOfHeading(text: string): Zone {
  if (text.length > MAX_HEADING) return 'main';
  // No flag folds the Turkish capital to the letter of the table.
  const plain = text.replaceAll('İ', 'i');
  const begins = (words: RegExp): boolean => beginsWith(words, plain, MAX_SIGNS);
  if (begins(OTHERS_HEADING)) return 'others';
  if (begins(TALK_HEADING)) return 'talk';
  return begins(FINANCE_HEADING) ? 'finance' : 'main';
}
