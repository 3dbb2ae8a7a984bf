/**
 * Words that may stand beside a price and leave it the price: what tax it holds, whether it can be talked about, what a
 * swap is worth to the seller.
 * Invariant: plain data; a text counts only when nothing but such words, signs and rates of tax are in it.
 */

/** The sum without the tax or the charges a buyer pays on top: the smaller one beside the price. */
const NET =
  'net|net price|netto|nettopreis|nettó|nettó ár|ex|excl|excluding|plus|ht|htva|hors taxes|hors tva|hors taxe|h t|zzgl|zzgl mwst|exkl|exkl mwst|exkl moms|ekskl|ekskl moms|eks mva|ekskl mva|excl btw|ex btw|exclusief btw|exclusief|exclusive of vat|tax excluded|hors tva|excl vat|ex vat|exc vat|excluding vat|plus vat|excl tva|fără tva|fara tva|iva esclusa|esclusa iva|iva excl|iva no incluido|sin iva|sem iva|más iva|mas iva|mais iva|più iva|bez dph|bez vat|bez pdv|bez pdv-a|brez ddv|без ндс|без ддс|без пдв|без ддв|χωρίς φπα|πλέον φπα|kdv hariç|ilman alv|alv 0|be pvm|bez pvn|km-ta|áfa|áfa nélkül|税別|税抜|税抜き|不含税|未税|未稅|vat 별도|부가세 별도|부가세별도|chưa vat|excl gst|ex gst|plus gst|gst|לפני מע מ|غير شامل الضريبة|plus tva|hst|plus hst|plus tax|plus taxes|tax|taxes|tx|taxes en sus|plus taxes et immatriculation|plus tax and license|tax title license|ttl|tt l|plus ttl|plus fees|plus tax and fees|hst and licensing|plus hst and licensing|excl govt charges|excl gov t charges|excl gov charges|excl government charges|excluding government charges|excluding govt charges|exc govt charges|ex govt charges|ex gov charges|before government charges|before govt charges|before gov charges|plus on road costs|plus on roads|plus on-road costs|excl on road costs|excl on roads|excluding on road costs|excl on-roads|ex on roads|plus orc|orc|egc';
/** The price itself, with or without room for talk. */
const OWN =
  // Tax within.
  'incl|inkl|inc|including|vat|incl vat|inc vat|vat incl|vat included|including vat|mwst|inkl mwst|incl mwst|mwst ausweisbar|mwst nicht ausweisbar|ust ausweisbar|tva ausweisbar|inkl ust|differenzbesteuert|differenzbesteuert nach|ohne mwst-ausweis|brutto|bruttopreis|bruttó|gross|gross price|ttc|tvac|tva incluse|tva comprise|tva récupérable|tva non récupérable|incl tva|inkl tva|tva inclus|cu tva|cu tva inclus|tva deductibil|tva inclusă|iva|iva incluido|iva inc|iva incl|iva inclusa|iva compresa|iva esposta|iva deducible|iva dedutível|iva discriminado|com iva|con iva|incl btw|inclusief btw|inclusief|tax included|tax incl|incl btw bpm|btw|marge|margeauto|btw auto|inkl moms|incl moms|moms|momsfri|mva|inkl mva|s dph|vč dph|vrátane dph|včetně dph|dph|možný odpočet dph|odpočet dph|z vat|faktura vat|vat marża|vat 23|pdv|sa pdv-om|s pdv-om|pdv uračunat|z ddv|ddv|с ндс|ндс|в т ч ндс|с ддс|с пдв|з пдв|со ддв|áfával|áfás|bruttó ár|με φπα|φπα|kdv dahil|alv|sis alv|sis alv n|su pvm|ar pvn|sisaldab käibemaksu|käibemaks|km sisaldab|税込|税込み|含税|含稅|vat 포함|부가세 포함|đã bao gồm vat|כולל מע מ|شامل الضريبة|incl gst|gst incl|inc gst|gst included|vat qualifying|vat deductible|vat margin|margin scheme|no vat|' +
  // Room for talk.
  'obo|o b o|ono|o n o|or best offer|or nearest offer|ovno|firm|negotiable|neg|slightly negotiable|non negotiable|non-negotiable|fixed|fixed price|last price|final price|asking|asking price|price|cash|cash price|now|only|special|reduced|sale|buy now|buy it now|no reserve|no haggle|vb|vhb|fp|verhandlungsbasis|verhandelbar|festpreis|preis|jetzt|nur|heute|à débattre|a debattre|débattable|ferme|prix ferme|prix fixe|négociable|non négociable|prix|trattabile|trattabili|poco trattabile|non trattabile|prezzo|negociable|negociables|a negociar|no negociable|precio|precio fijo|fijo|ahora|al contado|negociável|fixo|preço fixo|preço|por|à vista|vaste prijs|vraagprijs|prijs|bieden|n o t k|vast|nu|fast pris|pris|prutbart|prutmån finns|inte prutbart|prisen er fast|kan forhandles|do negocjacji|do uzgodnienia|do niewielkiej negocjacji|cena ostateczna|cena|bez negocjacji|dohodou|pevná cena|konečná cena|fix|fix ár|fixní|irányár|alkuképes|ár|negociabil|ușor negociabil|pret fix|preț|preț fix|торг|торг уместен|без торга|возможен торг|торг возможен|небольшой торг|цена|сейчас|торг при осмотре|договорная|договірна|можливий торг|торг можливий|без торгу|по договаряне|цена по договаряне|не подлежи на коментар|fiksno|fiksna cijena|fiksna cena|cijena|nije fiksno|po dogovoru|dogovor|moguć dogovor|moguća zamjena|zamjena|zamena|moguća zamena|може замена|замена|фиксна|фиксна цена|по договор|договор|možna menjava|zadnja cena|τιμή|συζητήσιμη|ελαφρώς συζητήσιμη|τελική τιμή|pazarlık payı var|pazarlık olur|pazarlıksız|son fiyat|fiyat|neuvoteltavissa|kiinteä hinta|hinta|derinama|nesiderama|fiksuota kaina|kaina|sarunājama|cena|läbirääkimisel|kokkuleppel|hind|i diskutueshëm|e diskutueshme|i negociueshëm|i pazarueshëm|fiks|çmimi|çmim fiks|e rregullueshme|قابل للتفاوض|قابلة للتفاوض|غير قابل للتفاوض|نهائي|سعر نهائي|ثابت|السعر|كاش|نقدا|توافقی|مقطوع|قیمت|نقد|قابل مذاکره|גמיש|לא גמיש|מחיר|ניתן לגמישות|nego|bisa nego|nego tipis|nett|net|cash only|otr|harga|harga nett|boleh nego|boleh runding|thương lượng|có thương lượng|giá|có bớt|ราคา|ต่อรองได้|ต่อรองราคาได้|สุทธิ|ราคาพิเศษ|네고가능|네고 가능|네고불가|가격협의|판매가|可议|可議|可议价|不议价|一口价|售价|応相談|価格|मोलभाव|मोलभाव योग्य|कीमत|ফিক্সড|আলোচনা সাপেক্ষে|দাম|келишилади|kelishiladi|savdolashish mumkin|oxirgi narx|narxi|narx|бағасы|саудаға келеді|торг бар|үнэ|тохирно|ფასი|ფიქსირებული|შეთანხმებით|գինը|սակարկելի|վերջնական|торг есть|' +
  // Swaps, and what the sum includes.
  'or swap|swap|swap possible|no swaps|échange possible|scambio|troco|troca|zamiana|możliwa zamiana|výměna|обмен|обмен возможен|without swap|px welcome|part exchange welcome|' +
  // Charges of a country that nobody's price holds.
  'drive away|driveaway|drive away no more to pay|drive away price|incl on road costs|incl orc|on the road|otr|fob|fob price|plus road tax|excl coe|nett price|plus delivery|dealer price|rego included|incl rego|with rego|registrert|klar til salg|omregistrering|inkl omregistrering|eks omreg|matriculado|matriculada|transferencia incluida|traspaso incluido|targi|doganë e paguar|pa doganë|me doganë|i doganuar|pa doganë|ocarinjen|carina plaćena|placeno do registracije|plaćeno do registracije|registrovan|розмитнений|растаможен|не растаможен|rastamozen|muomalaga tayyor';

/** Words without what joins or ends them: `(incl. 21% BTW)` is `incl btw`. */
function plainWords(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(/\d{1,2}(?:[.,]\d{1,2})?\s?(?:%|٪|％)/g, ' ')
    .replace(/&/g, ' and ')
    .replace(/\+/g, ' plus ')
    .replace(/[^\p{L}\p{M}\d-]+|(?<![\p{L}\p{M}])-|-(?![\p{L}\p{M}])/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

const wordsOf = (list: string): ReadonlySet<string> => new Set(list.split('|').map(plainWords));
const NET_WORDS = wordsOf(NET);
const OWN_WORDS = wordsOf(OWN);
const MAX_WORDS = 12;
/** The longest entry of the lists. */
const MAX_PHRASE = 5;

/** `own` or `net` when the text holds nothing but such words; an empty text is the price's own. */
export function besidePrice(text: string): 'own' | 'net' | undefined {
  // `$36,990 Drive Away 1`: a sign of a footnote.
  const whole = plainWords(text).replace(/ \d$(?<=\p{L} \p{L}+ \d)/u, '');
  if (/\d/.test(whole)) return undefined;
  const words = whole === '' ? [] : whole.split(' ');
  if (words.length > MAX_WORDS) return undefined;
  let net = false;
  for (let at = 0; at < words.length; ) {
    let taken = 0;
    for (let count = Math.min(MAX_PHRASE, words.length - at); count > 0 && taken === 0; count--) {
      const phrase = words.slice(at, at + count).join(' ');
      if (OWN_WORDS.has(phrase)) taken = count;
      else if (NET_WORDS.has(phrase)) {
        net = true;
        taken = count;
      }
    }
    if (taken === 0) return undefined;
    at += taken;
  }
  return net ? 'net' : 'own';
}
