/**
 * Headings over the seller's text, in the languages of the markets served.
 * Invariant: `own` heads nothing but a text in the seller's words; `near` may as well head a table or a list of
 * equipment, and proves a text only where sentences follow. Plain data: a language is added by adding its words.
 */

import { memoize } from '../../runtime/memoize.ts';
import { labelOf } from './labels.ts';

export type Head = 'own' | 'near';

const EAST_ASIAN = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|pr/;

/** `■ 店長コメント`, `1. Description:`, `📝 Описание`, `【コメント】`. */
// bounded: MAX_HEAD, and the words of this file.
const EDGES = /^(?:[^\p{L}\d]|\d{1,2}[.)）、])+|[^\p{L}\p{M})]+$/gu;

function plain(text: string): string {
  if (!/[^\x20-\x7e]/.test(text)) return text.toLowerCase().replace(EDGES, '');
  return text
    .normalize('NFKC')
    .replace(/[’`´ʼ]/g, "'")
    .replace(/\s+/g, ' ')
    .toLowerCase()
    .replace(/i\u0307/g, 'i')
    .replace(EDGES, '');
}

/** Of Western Europe. `~` stands for any further words of the heading. */
const WESTERN = [
  "description~|comments|comment|remarks|seller comments|seller's comments|dealer's remarks|our comments|our notes|our thoughts|our opinion|our view|what the seller says~|what the owner says~|what the dealer says~|the seller says|the owner says|a word from the ~|a note from the ~|from the owner|from the dealer|message from the ~|seller's message|in the seller's words|in the owner's words|in their own words|ad text|ad description|advert description|advert text|listing description|item description~|product description|full description|detailed description|long description|write-up|writeup|the story|narrative|sales comments|salesman's ~|sales notes|general comments|general description|seller's description|dealer's description|dealer description|owner's description|owner's notes|owner's remarks|seller's remarks|dealer notes|dealer's notes|seller notes|seller's notes|owner notes|expert's comment~|inspector's comment~|about this car|about this vehicle|about this bike|about this motorcycle|about this truck|about this van|about this boat|about this rv|about the bike|about the truck|about the van|more about this ~|footnotes|lot essay|catalogue note",
  'beschreibung~|fahrzeugbeschreibung~|verkäuferbeschreibung|händlerbeschreibung|anbieterbeschreibung|objektbeschreibung|artikelbeschreibung|produktbeschreibung|inseratetext|inseratstext|anzeigentext|freitext|bemerkung|bemerkungen~|anmerkung|anmerkungen~|kommentar|kommentare|kommentar des ~|händlerkommentar|verkäuferkommentar|das sagt der ~|der verkäufer sagt|text des ~|angaben des ~|beschreiwung',
  "description~|descriptif~|le mot du ~|un mot du ~|commentaire|commentaires|commentaire du ~|commentaires du ~|l'avis du vendeur|avis du vendeur|texte de l'annonce|présentation|présentation du ~|observations|remarques|remarques du ~|le vendeur vous ~|le vendeur dit|note du vendeur|notes du vendeur|à propos de ce véhicule|à propos de cette ~|à propos du véhicule|détail de l'annonce",
  'descripción~|comentarios|comentario|comentarios del ~|comentario del ~|comentarios adicionales|lo que dice el ~|qué dice el ~|observaciones|observaciones del ~|notas del ~|nota del ~|palabras del ~|mensaje del ~|texto del anuncio|sobre este ~|acerca de este ~|sobre el vehículo|sobre el coche|descripció~|observacions|comentaris|comentaris del ~|descrición~|observacións|deskribapena|azalpena|oharrak',
  'descrição~|descritivo|observações|observação|observações do ~|comentários|comentário~|comentários do ~|o que diz o ~|palavras do ~|mensagem do ~|notas do ~|nota do ~|sobre este ~|sobre o veículo|sobre o carro|sobre a moto|texto do anúncio|conheça este ~',
  "descrizione~|commenti|commento|commento del ~|commenti del ~|note del ~|nota del ~|il venditore dice|cosa dice il ~|la parola al ~|osservazioni|annotazioni|testo dell'annuncio|presentazione|presentazione del ~|informazioni del venditore|descripziun",
  'descriere~|descrierea~|observații|observatii|comentarii|comentariu~|comentariul ~|mențiuni|ce spune ~|textul anunțului|cuvântul ~',
  'omschrijving~|beschrijving~|opmerkingen|opmerking|opmerkingen van ~|toelichting|tekst van de ~|verhaal van de ~|het verhaal van ~|bericht van de ~|de verkoper zegt|de verkoper vertelt|wat zegt de ~|over deze auto|over deze motor|over dit voertuig|advertentietekst|beskrywing|kommentaar|verkoper se ~|omskriuwing',
  'disgrifiad|cur síos|tuairisc|tuairisgeul|deskrizzjoni',
];
const NORTHERN = [
  'beskrivelse~|sælgers ~|sælger skriver|sælger fortæller|bemærkninger|bemærkning|kommentar|kommentarer|forhandlerens ~|annoncetekst|om bilen|om motorcyklen|mere om bilen',
  'selgers ~|selgeren forteller|selger skriver|bemerkninger|merknader|merknad|annonsetekst|mer om bilen|om bilen|skildring|forhandlers ~',
  'beskrivning~|säljarens ~|besiktningspersonalens ~|besiktningsmannens ~|besiktarens ~|testarens ~|inspektörens ~|säljaren berättar|säljaren skriver|handlarens ~|anmärkning|anmärkningar|annonstext|fritext|mer om bilen|om bilen|om fordonet',
  'lýsing~|nánari lýsing|athugasemdir~|athugasemd|lýsing seljanda|umsögn~|um bílinn|texti auglýsingar|frágreiðing',
  'kuvaus~|myyjän ~|myyjä kertoo|kommentit|kommentti|ilmoitusteksti|ilmoituksen teksti|vapaa teksti|auton kuvaus|kirjeldus~|müüja ~|kommentaar|kommentaarid|märkused',
  'apraksts~|pārdevēja ~|komentārs|komentāri|piezīmes|sludinājuma teksts|aprašymas~|pardavėjo ~|komentaras|komentarai|pastabos|skelbimo tekstas',
];
const EASTERN = [
  'opis~|uwagi|uwagi sprzedającego|komentarz|komentarz ~|od sprzedającego|od sprzedawcy|słowo od ~|treść ogłoszenia|sprzedający ~|opinia sprzedającego',
  'popis~|poznámka|poznámky|poznámka prodejce|komentář|komentář ~|slovo prodejce|slovo prodávajícího|text inzerátu|vyjádření ~|komentár|komentár ~|poznámka predajcu|slovo predajcu',
  'leírás~|bővebb leírás|részletes leírás|megjegyzés|megjegyzések|hirdetés szövege|a hirdetés szövege|hirdetés leírása|eladó megjegyzése|az eladó ~|a hirdető ~|kereskedő ~|a kereskedő ~',
  'opombe|opomba|komentar|komentar ~|besedilo oglasa|napomena|napomene|tekst oglasa|prodavač kaže|riječ prodavača|напомена|коментар|коментар ~|опис~|текст огласа|текст на огласот|забелешка',
  'описание~|комментарий|комментарий ~|комментарии|комментарии ~|примечание|примечания|примечание ~|от продавца|слово продавца|продавец о ~|что говорит ~|о машине|об автомобиле|об этом автомобиле|текст объявления|забележка|бележки|бележки на ~|текст на обявата|от продавача|думите на ~',
  'опис~|коментар|коментарі|коментар ~|примітка|примітки|від продавця|слово продавця|про авто|про автомобіль|текст оголошення|апісанне|каментар|каментар ~|апісанне ~',
  'përshkrim~|përshkrimi~|pershkrim~|pershkrimi~|shënime|komente|komenti~|fjala e ~',
  'περιγραφή~|σχόλια|σχόλια ~|σχόλιο~|παρατηρήσεις|παρατηρήσεις ~|σημειώσεις|κείμενο αγγελίας|ο πωλητής ~',
  'açıklama|açıklaması|açıklamalar|ilan açıklaması|ilan metni|araç açıklaması|araç hakkında|satıcı ~|satıcının ~|galerinin ~|galericinin ~|təsvir|təsviri|açıqlama|qeyd|qeydlər|satıcının ~|düşündiriş|beýany|tavsif|tavsifi|izoh|sotuvchi ~|тавсиф~|изоҳ|изоҳ~|шарҳ',
  'сипаттама|сипаттамасы|түсініктеме|сатушының ~|сүрөттөмө|сыпаттама|сатуучунун ~|тайлбар|дэлгэрэнгүй тайлбар|нэмэлт тайлбар|худалдагчийн ~|зарын тайлбар',
  'აღწერა|აღწერილობა|კომენტარი|გამყიდველის ~|შენიშვნა|განცხადების ტექსტი|მოკლე აღწერა',
  'նկարագրություն|նկարագրությունը|նկարագիր|մեկնաբանություն|մեկնաբանությունը|մեկնաբանություններ|վաճառողի ~|հայտարարության տեքստը|նշումներ',
];
const SEMITIC_AND_INDIAN = [
  'תיאור~|תאור~|הערות|הערות ~|הערה|דבר המוכר|מה המוכר ~|מילה מ~|דברי ~|על הרכב|טקסט חופשי|טקסט המודעה',
  'الوصف|وصف|وصف ~|الوصف ~|ملاحظات|ملاحظات ~|ملاحظة|تعليق|تعليق ~|تعليقات ~|كلام ~|كلمة ~|نص الإعلان|نص الاعلان|شرح|شرح ~|نبذة~|عن السيارة|رأي ~|رسالة ~',
  'توضیحات|توضیحات ~|توضیح|شرح آگهی|شرح|متن آگهی|درباره خودرو|درباره ماشین|نظر فروشنده|نظر کارشناس|یادداشت ~|سخن فروشنده|حرف فروشنده|تشریح|توضيحات',
  'تفصیل|وضاحت|بیچنے والے ~|فروخت کنندہ ~|مالک کا ~|تبصرہ|وەسف|وەسفکردن|تێبینی|تێبینی ~|danasîn|şirove',
  'विवरण|विवरण ~|वर्णन|टिप्पणी|टिप्पणियाँ|विक्रेता ~|विक्रेता की ~|मालिक की ~|कार का विवरण|गाड़ी का विवरण|कार के बारे में|गाड़ी के बारे में|इस कार के बारे में|विक्रेत्याची ~|विक्रेत्याचे ~|गाडीबद्दल|बिक्रेताको ~',
  'বিবরণ|বর্ণনা|মন্তব্য|বিক্রেতার ~|গাড়ির বিবরণ|গাড়ির বর্ণনা|વર્ણન|વિવરણ|વેચનારની ~|ਵੇਰਵਾ|ਵਰਣਨ|ਵਿਕਰੇਤਾ ~|விளக்கம்|விவரிப்பு|விற்பனையாளர் ~|விற்பனையாளரின் ~|వివరణ|విక్రేత ~|ವಿವರಣೆ|ಮಾರಾಟಗಾರರ ~|വിവരണം|വിൽപ്പനക്കാരന്റെ ~|විස්තරය|විකුණන්නාගේ ~|ବିବରଣୀ',
];
const SOUTHERN_ASIA_AND_AFRICA = [
  'รายละเอียด|รายละเอียดรถ|รายละเอียดประกาศ|รายละเอียดจากผู้ขาย|รายละเอียดสินค้า|คำอธิบาย|คำอธิบาย~|คำบรรยาย|ข้อความจาก~|ความเห็น~|หมายเหตุ|หมายเหตุ~|เกี่ยวกับรถ~|ผู้ขายบอกว่า|บันทึกจาก~',
  'ຄຳອະທິບາຍ|ຄໍາອະທິບາຍ|ຄຳອະທິບາຍ~|ຄໍາອະທິບາຍ~|ລາຍລະອຽດ|ລາຍລະອຽດ~|ໝາຍເຫດ|ໝາຍເຫດ~',
  'ការពិពណ៌នា|ការពិពណ៌នា~|ពិពណ៌នា|ពិពណ៌នា~|បរិយាយ|សេចក្ដីពិពណ៌នា|សេចក្តីពិពណ៌នា|សេចក្តីលម្អិត|ព័ត៌មានលម្អិត|មតិអ្នកលក់|ចំណាំ',
  'ဖော်ပြချက်|ဖော်ပြချက်~|အကြောင်းအရာ|အသေးစိတ်|အသေးစိတ်~|မှတ်ချက်|မှတ်ချက်~|ရောင်းသူ~|ရောင်းသူ၏ ~',
  'mô tả|mô tả ~|nội dung mô tả|nội dung tin~|lời người bán|ghi chú|ghi chú của ~|thông tin mô tả|giới thiệu xe|deskripsi|deskripsi ~|keterangan|keterangan ~|catatan|catatan ~|penerangan|penerangan ~|huraian|ulasan penjual|kata penjual|komen penjual|paglalarawan|deskripsyon|komento ng ~',
  'maelezo|maelezo ~|maoni ya muuzaji|መግለጫ|ማብራሪያ|የሻጩ ~|faahfaahin|faahfaahin~|bayani|bayani ~|incazelo|inkcazelo|priskribo',
];

const ANY = '~';

interface Table {
  readonly whole: ReadonlySet<string>;
  /** By their first two signs: few headings share those. */
  readonly begins: ReadonlyMap<string, readonly string[]>;
}

const STEM = 2;

function tableOf(lists: readonly string[]): Table {
  const whole = new Set<string>();
  const begins = new Map<string, string[]>();
  for (const words of lists.join('|').split('|')) {
    const phrase = plain(words.replace(/~.*/, ''));
    if (!words.includes(ANY)) whole.add(phrase);
    else {
      // `описание~` alone is a heading as well; `satıcı ~` needs what follows.
      if (!/\s~/.test(words)) whole.add(phrase);
      const stem = phrase.slice(0, STEM);
      begins.set(stem, [...(begins.get(stem) ?? []), phrase]);
    }
  }
  return { whole, begins };
}

const OWN = tableOf([...WESTERN, ...NORTHERN, ...EASTERN, ...SEMITIC_AND_INDIAN, ...SOUTHERN_ASIA_AND_AFRICA]);

/** East Asian headings put a party and a kind of word together: `店長コメント`, `车主说车`, `평가사 한마디`. */
const JAPANESE =
  /^(?:(?:当?店舗?|店長|スタッフ|販売[店員]|お店|ショップ|オーナー|(?:前|元)オーナー|出品者|売主|売り手|担当者?|営業|車両|車輌|お車|この車|このクルマ|商品|鑑定[士員]?|査定[士員]?|検査員|プロ|セールス|投稿者|掲載店|ディーラー|物件|詳細|自由|アピール|その他)(?:から|より)?の?)?(?:[一ひ]言|ひとこと|ヒトコト|コメント|メッセージ|説明|紹介|ご紹介|[pｐ][rｒ]|アピール(?:ポイント)?|(?:お|オ)(?:すすめ|ススメ|勧め)(?:ポイント|コメント)?|備考|メモ|セールスポイント)(?:欄|文)?$/u;
const CHINESE =
  /^(?:(?:车主|車主|卖家|賣家|商家|店家|店长|店長|经销商|經銷商|车商|車商|老板|老闆|业务|業務|评估师|評估師|检测师|檢測師|顾问|顧問|个人|车辆|車輛|车况|車況|车源|商品|物品|宝贝|详细|詳細|文字|补充|補充|刊登者|廣告|广告|信息)的?)?(?:说车|說車|说|說|自述|描述|描述信息|说明|說明|介绍|介紹|留言|备注|備註|附言|点评|點評|寄语|寄語|补充|補充|敘述|叙述|话|話|一句话|的话|推荐语|推薦|卖点|亮点|简介|簡介|简评|簡評|短评|短評|评语|評語|详情描述)$/u;
const KOREAN =
  /^(?:(?:차량|판매자|판매자님|딜러|평가사|진단사|진단평가사|전문가|상담사|매니저|차주|오너|상품|상세|중고차|담당자|셀러|판매점|판매글)의? ?)?(?:한 ?마디|상세 ?설명|설명(?:글)?|코멘트|소개(?:글)?|메모|메시지|총평|추천 ?(?:글|사유|포인트)|이야기|상세 ?내용)$/u;

/** Words of the trade in other senses: a heading that goes on with them heads a table. */
const OF_A_PART =
  /engine|motor|transmission|option|feature|equipment|ausstattung|équipement|equipamiento|dotazioni|wyposażen|technical|technisch|технич|комплектац|dealer(?:ship)? info|delivery|payment|условия|доставк/iu;
/** What a heading that begins with the seller must go on with: it may as well head his address or his other cars. */
const SAYING =
  /[ck]omm?ent|коммент|комент|камент|σχόλι|descri|descri[cç]|beschr|besk[ry]|omschr|omskr|pris?kri?b|disgrif|deskr|opis|опис|опіс|apis|popis|leírás|megjegyz|üzenet|szöveg|açıkla|yorum|mesaj|mesaĝ|messag|bericht|tavsif|тавсиф|izoh|изоҳ|шарҳ|sharh|təsvir|qeyd|\bnot(?:u|as?|es?|e)?\b|remar|bemærk|bemerk|bemerkn|anmärk|merkn|kuvau|tekst|text|texto|testo|sana\b|viesti|muistiinp|lisätied|kirjeld|märk|apraks|piezīm|apraš|pastab|\bords?\b|\bwords?\b|\bmot\b|palabras|palavras|parola|slovo|słowo|слов|дум|fjala|cuvânt|riječ|\bsa(?:ys?|gt|gs?)\b|dit\b|dice\b|diz\b|zegt|vertelt|skriv|fort[æe]l|berätt|kertoo|говорит|pozn|vyjád|observ|opomb|napomen|напомен|забел|notu|opinia|\bavis\b|angaben|verhaal|histori|story|thoughts|opinion|view|notat|annonce?tekst|present|about|sobre|acerca|conheça|vélemény|véleménye|megjegyzése|umsögn|lýsing|athuga|περιγραφ|παρατηρ|λέει|сипат|пікір|пикир|түсін|сүрөт|сыпат|тайлбар|კომენტ|აღწერ|შენიშვნ|მეკ|մեկնաբ|նկարագ|խոսք|նշում|תיאור|תאור|הערות|דבר|אומר|מילה|وصف|ملاحظ|تعليق|كلام|كلمة|شرح|رأي|رسالة|توضی|توضي|نظر|یادداشت|سخن|حرف|تبصر|تفصیل|टिप्पण|विवरण|वर्णन|बारे|मत\b|মন্তব্য|বিবরণ|বর্ণনা|কথা|ટિપ્પણી|વર્ણન|ਟਿੱਪਣੀ|ਵੇਰਵਾ|குறிப்பு|விளக்க|கருத்து|వ్యాఖ్య|వివరణ|ಟಿಪ್ಪಣಿ|ವಿವರಣೆ|കുറിപ്പ|വിവരണ|සටහන|විස්තර|คำอธิบาย|ข้อความ|ความเห็น|หมายเหตุ|เกี่ยวกับ|บันทึก|ອະທິບາຍ|ລາຍລະອຽດ|ໝາຍເຫດ|ពិពណ៌នា|မှတ်ချက်|ဖော်ပြ|အသေးစိတ်|mô tả|ghi chú|nội dung|deskrip|keterangan|catatan|penerangan|ulasan|komen|komento|maelezo|maoni|አስተያየት|faahfaahin|bayani|وەسف|تێبینی/iu;
const MAX_HEAD = 60;

/** Whether, and how surely, a text heads the seller's own words. */
export function headOf(text: string): Head | undefined {
  return text.length > MAX_HEAD || text.length < 2 ? undefined : meant(text);
}

/** Asked of every line by two readers. */
const meant = memoize((text): Head | undefined => {
  const bare = plain(text);
  if (bare === '') return undefined;
  const begins = OWN.begins.get(bare.slice(0, STEM)) ?? [];
  const own =
    OWN.whole.has(bare) ||
    (begins.some((phrase) => bare.startsWith(phrase) && goesOn(bare, phrase)) &&
      SAYING.test(bare) &&
      !OF_A_PART.test(bare)) ||
    (EAST_ASIAN.test(bare) && (JAPANESE.test(bare) || CHINESE.test(bare) || KOREAN.test(bare)));
  if (own) return ABOUT.test(bare) ? 'near' : 'own';
  return NEAR.has(bare) || labelOf(text)?.topic === 'description' ? 'near' : undefined;
});

/** `About this car` may as well head its facts. */
const ABOUT =
  /^(?:more )?about |^footnotes$|^lot essay$|^catalogue note$|^(?:mere? )?om |^over d|^sobre |^acerca |^à propos |^conheça |^um bílinn|^о машине|^об |^про |^על הרכב|^عن |^درباره|बारे में$|^เกี่ยวกับ| hakkında$/u;

/** What follows the phrase is another word, or the script has no blanks. */
function goesOn(text: string, phrase: string): boolean {
  const next = text.slice(phrase.length);
  return next === '' || /^[\s:(–—-]/.test(next) || !/[\p{sc=Latin}\p{sc=Cyrillic}\p{sc=Greek}]/u.test(phrase);
}

/** They may head a text as well as a table of facts, equipment or what is left over. */
const NEAR: ReadonlySet<string> = new Set(
  [
    'additional information|additional info|additional details|further information|further details|more information|more details|more info|other information|other details|details|ad details|listing details|general information|in detail|summary|vehicle summary|notes|about|background|extra information|special notes|item details|product details|key points|vehicle highlights|good to know',
    'weitere informationen|weitere angaben|weitere details|zusätzliche informationen|zusatzinformationen|zusatzinfos|sonstiges|sonstige angaben|details|hinweise|informationen zum fahrzeug|fahrzeuginformationen|allgemeines|infos',
    "informations complémentaires|informations|informations supplémentaires|autres informations|plus d'informations|plus d'infos|détails|en détail|divers|notes|l'annonce",
    'información adicional|más información|otros datos|otra información|detalles|detalles del anuncio|notas|el anuncio|informació addicional|més informació|altres dades|informações adicionais|mais informações|outras informações|detalhes|detalhes do anúncio|informações do veículo|o anúncio',
    "informazioni aggiuntive|altre informazioni|ulteriori informazioni|dettagli|dettagli annuncio|note|note aggiuntive|l'annuncio|alte informații|informații suplimentare|detalii|detalii anunț|mai multe detalii|aanvullende informatie|extra informatie|overige informatie|meer informatie|bijzonderheden|details van de advertentie|overig",
    'yderligere oplysninger|øvrige oplysninger|mere information|andet|utfyllende opplysninger|tilleggsopplysninger|annen informasjon|annet|anna|övrigt|övrig information|mer information|upplysningar|annað|nánar|nánari upplýsingar|frekari upplýsingar|aðrar upplýsingar|viðbótarupplýsingar|lisätiedot|lisätietoja|muut tiedot|muuta|lisainfo|muu info|lisateave|lisaandmed|papildu informācija|papildus informācija|cita informācija|papildoma informacija|kita informacija',
    'informacje dodatkowe|dodatkowe informacje|więcej informacji|szczegóły|szczegóły ogłoszenia|inne informacje|další informace|doplňující informace|ostatní informace|ostatní|ďalšie informácie|doplňujúce informácie|ostatné|egyéb|egyéb információ|egyéb információk|további információ|további információk|bővebben|dodatne informacije|dodatni podaci|dodatno|ostalo|više informacija|detalji|detalji oglasa|додатне информације|додатно|остало|дополнителни информации|останато|повеќе информации|деталји',
    "дополнительно|дополнительная информация|подробности|подробнее|прочее|детали|другая информация|допълнителна информация|повече информация|друго|подробности|додатково|додаткова інформація|детальніше|інше|дадатковая інфармацыя|қосымша ақпарат|қосымша мәлімет|кошумча маалымат|нэмэлт мэдээлэл|дэлгэрэнгүй|дэлгэрэнгүй мэдээлэл|бусад|маълумоти иловагӣ|qo'shimcha ma'lumot|қўшимча маълумот",
    'detaje|më shumë informacion|informacione shtesë|të dhëna shtesë|info shtesë|detaje shtesë|λεπτομέρειες|πληροφορίες|επιπλέον πληροφορίες|επιπρόσθετες πληροφορίες|άλλα στοιχεία|detaylar|ilan detayı|ilan detayları|ek bilgiler|diğer bilgiler|notlar|not|əlavə məlumat|ətraflı|məlumat|ətraflı məlumat|დამატებითი ინფორმაცია|დეტალები|დამატებით|լրացուցիչ տեղեկություններ|լրացուցիչ տեղեկություն|հավելյալ տեղեկություններ|մանրամասներ|այլ',
    'פרטים נוספים|מידע נוסף|פרטים|תفاصيل|تفاصيل|التفاصيل|تفاصيل الإعلان|تفاصيل الاعلان|تفاصيل إضافية|تفاصيل السيارة|معلومات إضافية|معلومات اضافية|معلومات أخرى|المزيد|سایر توضیحات|جزئیات|جزئیات آگهی|اطلاعات تکمیلی|سایر اطلاعات|تفصیلات|مزید معلومات|زانیاری زیاتر',
    'अतिरिक्त जानकारी|जानकारी|अन्य जानकारी|अधिक जानकारी|माहिती|अधिक माहिती|বিস্তারিত|অতিরিক্ত তথ্য|વિગત|વિગતો|விவரம்|விவரங்கள்|விபரம்|కూడిన వివరాలు|వివరాలు|ವಿವರ|ವಿವರಗಳು|വിശദാംശങ്ങൾ|വിവരങ്ങൾ|විස්තර|അധിക വിവരങ്ങൾ',
    'รายละเอียดเพิ่มเติม|ข้อมูลเพิ่มเติม|ข้อมูลรถ|ລາຍລະອຽດເພີ່ມເຕີມ|ຂໍ້ມູນເພີ່ມເຕີມ|ព័ត៌មានបន្ថែម|លម្អិត|ព័ត៌មានផ្សេងទៀត|နောက်ထပ်အချက်အလက်|thông tin thêm|thông tin khác|chi tiết|thông tin chi tiết|informasi tambahan|info tambahan|detail|detail iklan|maklumat tambahan|maklumat lain|lain-lain|karagdagang impormasyon|detalye|taarifa zaidi|maelezo zaidi|ዝርዝር|ተጨማሪ መረጃ',
    'その他|その他情報|詳細|詳細情報|補足|補足情報|特記事項|ポイント|其他|其它|其他信息|其他資訊|更多信息|详情|詳情|详细信息|詳細資料|车辆详情|車輛詳情|备注信息|기타|기타사항|특이사항|특이 사항|참고사항|참고 사항|기타 정보|상세정보|상세 정보|추가 정보|내용',
  ]
    .join('|')
    .split('|')
    .map(plain),
);

/** Plural words for comments that head visitors' talk where visitors can answer. */
const TALK =
  /^\d{0,4}\s?(?:comments?|kommentare?|kommentarer|commentaires?|comentarios?|comentários?|commenti|comentarii|komentarze|komentáře|komentáre|komentari|комментарии|коментари|коментарі|σχόλια|kommentit|kommentaarid|komentāri|komentarai|コメント|留言|تعليقات)[^\p{L}]*$/iu;

/** Whether the text may as well head a conversation. */
export const mayHeadTalk = (text: string): boolean => TALK.test(text.trim());
