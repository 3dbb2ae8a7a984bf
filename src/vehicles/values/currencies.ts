/**
 * Currencies as listing pages name them: signs, codes and everyday words.
 * Invariant: a sign in `SIGNS` means one currency everywhere, one in `SHARED` needs the page's country, one in `LOCAL` is
 * an everyday abbreviation of something else as well (a trim, a unit) and counts only at home.
 */

type Row = readonly [code: string, signs: string];

/** Signs and words beside the code itself; matched in the letter case written here, or wholly in lower case. */
export const SIGNS: readonly Row[] = [
  [
    'USD',
    'US$|US $|U$S|U$D|U$|USD$|$US|$ US|Dollars US|美元|美金|米ドル|미국달러|долларов|долл.|דולר|دولار|долл|دولار أمريكي|دولار امريكي|ดอลลาร์สหรัฐ|دلار',
  ],
  [
    'EUR',
    '€|Euro|Euros|euro|euros|EURO|Eur.|EUR.|ευρώ|евро|євро|evra|eura|evrov|eurų|eiro|eurot|euroa|eur|유로|ユーロ|欧元|歐元|يورو|یورو|אירו|ევრო|եվրո|євра|евра|еура|ევრო|یوروی|유로화|ยูโร|यूरो|EUROS|Eura|Evra|еур',
  ],
  ['GBP', '£|GBP£|£GBP|фунтов|파운드|英镑|英鎊|funtų|fontů'],
  ['CAD', 'CA$|CA $|Can$|CAN$|CAD$|CDN$|CDN|$CAN|$ CAN|$CA|$CAD|$ CAD|C $|加元'],
  ['AUD', 'AU$|AU $|A$|A $|AUD$|$AUD|$AU|澳元'],
  ['NZD', 'NZ$|NZ $|NZD$|$NZ'],
  ['HKD', 'HK$|HK $|HKD$|港元|港幣|港币'],
  ['SGD', 'S$|S $|SG$|SGD$|新元'],
  ['TWD', 'NT$|NT $|NTD|TWD$|TW$|新台幣|新臺幣|台幣|臺幣'],
  ['MXN', 'MX$|MX $|Mex$|MEX$|MXN$|MN$|$MXN|$ MXN|$MN|pesos mexicanos'],
  ['ARS', 'AR$|AR $|ARS$|Arg$|$ARS|$AR|pesos argentinos'],
  ['CLP', 'CL$|CLP$|$CLP|Ch$|CH$|pesos chilenos'],
  ['COP', 'COL$|COL $|COP$|$COP|$COL|pesos colombianos'],
  ['UYU', '$U|$ U|UY$|UYU$'],
  ['DOP', 'RD$|RD $|DOP$'],
  ['JMD', 'J$|J $|JM$|JMD$'],
  ['TTD', 'TT$|TTD$'],
  ['BBD', 'BBD$|Bds$|BDS$'],
  ['BZD', 'BZ$'],
  ['XCD', 'EC$'],
  ['GYD', 'GY$'],
  ['FJD', 'FJ$|FJD$'],
  ['NAD', 'N$|NAD$'],
  ['BRL', 'R$|R $|BRL$|reais'],
  ['CHF', 'Fr.|SFr.|sFr.|Sfr.|SFr|sFr'],
  ['PLN', 'zł|zl|złotych|złote|złoty|PLN.|zl.|zł.'],
  ['CZK', 'Kč|Kc|korun|KČ'],
  ['HUF', 'forint|Forint|forintért|HUF.'],
  ['BGN', 'лв.|лв|лева|leva'],
  ['RSD', 'дин.|дин|динара|dinara|din.|РСД'],
  ['HRK', 'kn|kuna'],
  ['MKD', 'ден.|ден|денари|МКД|denari|мкд|денар|denara'],
  ['UAH', '₴|грн.|грн|гривень|гривен|hrn|гривні|грив|uah'],
  ['KZT', '₸|тг.|тг|тенге|теңге|tenge|Tenge'],
  ['GEL', '₾|ლარი|ლ.|лари|ლარ'],
  ['AMD', '֏|դր.|դր|դրամ|драм|драмов|դրամ.|ՀՀ դրամ|dram'],
  ['AZN', '₼|manat|манат|AZN.|manatı'],
  ['UZS', "so'm|сум|сўм|soʻm|so’m|so‘m"],
  ['KGS', 'сом|сом.|сомов'],
  ['TRY', '₺|Türk Lirası|лир|Türk lirası|türk lirası'],
  ['ILS', '₪|NIS|ש"ח|ש״ח|שח|שקל|שקלים|₪.|שקל חדש|ש״ח'],
  ['AED', 'Dhs.|Dhs|DHS|د.إ|د.إ.|درهم إماراتي|درهم إماراتى'],
  ['SAR', 'ر.س|ر.س.|ريال سعودي|﷼ سعودي|ريال سعودى'],
  ['QAR', 'ر.ق|ر.ق.|ريال قطري'],
  ['OMR', 'ر.ع|ر.ع.|ريال عماني'],
  ['KWD', 'K.D.|د.ك|د.ك.|دينار كويتي'],
  ['BHD', 'B.D.|د.ب|د.ب.|دينار بحريني'],
  ['JOD', 'د.أ|د.ا|دينار أردني|دينار اردني'],
  ['IQD', 'د.ع|د.ع.|دينار عراقي'],
  ['EGP', 'E£|£E|ج.م|ج.م.|جنيه مصري|L.E.|L.E|ج. م|جم|جنيه مصرى|L.E|EGP.'],
  ['MAD', 'د.م|د.م.|درهم مغربي|درهم مغربى'],
  ['TND', 'د.ت|د.ت.|دينار تونسي'],
  ['DZD', 'د.ج|د.ج.|دينار جزائري|دج'],
  ['IRR', 'ریال|ريال ايران'],
  ['INR', '₹|रुपये|रुपए|रुपये.|रूपये|रू.|ரூபாய்|ரூ.|రూ.|રૂ.|ರೂ.|രൂപ'],
  ['PKR', 'روپے|روپیہ'],
  ['LKR', 'රු.|රු'],
  ['BDT', '৳|Tk.|Tk|টাকা|Taka|taka|BDT.'],
  ['THB', '฿|บาท|Baht|baht|บ.'],
  ['VND', '₫|đ|VNĐ|VNđ|đồng|VND.|vnđ|đ.|Đ|VNĐ.|đồng.'],
  ['IDR', 'Rp.|Rp|rupiah|IDR.|Rp,'],
  ['MYR', 'RM|RM.|ringgit|Ringgit'],
  ['PHP', '₱|Php|PhP'],
  ['JPY', '円|日元|日圓'],
  ['KRW', '₩|원|韓元|韩元|ウォン'],
  ['CNY', '元人民币|人民币|人民幣|RMB|人民币元'],
  ['MNT', '₮|төг|төгрөг|төг.|төгрөгөөр|МНТ'],
  ['KHR', '៛|រៀល'],
  ['LAK', '₭|ກີບ|ກີບ.'],
  ['NGN', '₦|naira|Naira|₦.'],
  ['KES', 'KSh|Ksh|KSh.|Ksh.|KShs|Kshs|KSHS|KSH|Kshs.|KSHs|ksh|kshs|Kenya Shillings'],
  ['GHS', '₵|GH₵|GH¢|GHC|GH₡|GHc|GHS₵|cedis|Cedis'],
  ['TZS', 'TSh|TSh.|Tsh|TSH|Tshs|TShs|TZSh|Tsh.|TSHS|tsh'],
  ['UGX', 'USh|Ush|UShs|Ushs|USH|ushs'],
  ['ETB', 'ብር|ETB.|birr|Birr|BIRR'],
  ['PEN', 'S/.|S/|soles|Soles'],
  ['PYG', '₲|Gs.|₲.|Guaraníes|guaraníes'],
  ['CRC', '₡|colones|₡.'],
  ['PAB', 'B/.'],
  ['BOB', 'bolivianos|Bolivianos'],
  ['GTQ', 'quetzales|Quetzales'],
  ['HNL', 'lempiras|Lempiras'],
  ['NIO', 'córdobas|Córdobas'],
  ['LYD', 'د.ل|د.ل.|دينار ليبي'],
  ['LBP', 'ل.ل|ل.ل.|ليرة لبنانية'],
  ['SYP', 'ل.س|ل.س.|ليرة سورية'],
  ['SDG', 'ج.س|جنيه سوداني'],
  ['YER', 'ر.ي|ر.ي.|ريال يمني'],
  ['AFN', '؋|افغانی'],
  ['NPR', 'रु नेपाली|NRs|NRs.|NRS|Nrs|Nrs.'],
  ['MUR', 'MURs'],
  ['ZMW', 'Kwacha|kwacha'],
  ['RWF', 'FRw|Frw|Rwf'],
  ['ZAR', 'rand'],
  ['AOA', 'kwanzas|Kwanzas'],
  ['MZN', 'meticais|Meticais|MTn|MZN.'],
  ['ALL', 'lekë|Lekë'],
  ['MMK', 'ကျပ်|Kyats|kyats|kyat'],
  ['TJS', 'сомони|сомонӣ|somoni'],
  ['BYN', 'бел. руб.|бел.руб.'],
  ['SRD', 'SR$'],
  ['MOP', 'MOP$'],
  ['XPF', 'F CFP|CFP'],
  ['MGA', 'Ariary|ariary'],
];

/** Codes that name themselves, in capitals; `ALL`, `TOP` and `CUP` are words first and stay out. */
export const CODES =
  'USD EUR GBP CAD AUD NZD CHF JPY SEK NOK DKK ISK PLN CZK HUF RON BGN RSD MKD BAM HRK MDL RUB RUR UAH BYN KZT GEL AMD AZN UZS KGS TRY ILS AED SAR QAR OMR KWD BHD JOD IQD EGP MAD TND DZD LYD IRR INR PKR LKR NPR BDT THB VND IDR MYR SGD PHP HKD TWD KRW CNY MNT KHR MMK LAK ZAR NGN KES GHS TZS UGX ZMW BWP NAD MUR XOF XAF ETB MZN AOA BRL ARS CLP COP MXN UYU PEN BOB PYG GTQ HNL CRC PAB DOP JMD TTD BBD NIO VES XCD FJD BND LBP SYP SDG YER AFN MWK RWF ZWL PGK SRD BSD MVR MOP XPF MGA CDF SZL GMD SLL AWG TMT TJS GYD HTG SSP BIF DJF SCR CVE STN WST VUV SBD BTN'.split(
    ' ',
  );
/** Codes written without capitals that are no words of their own. */
export const SMALL_CODES =
  'eur usd gbp pln czk huf chf uah rub brl aed rsd kzt inr zar myr thb idr vnd Eur Usd Gbp Pln Chf'.split(' ');
/** Codes and signs that are everyday words, names or types (`Suzuki RM 250`) as well: only beside thousands. */
export const WORDY = new Set('TRY MAD GEL CAD LAK PEN COP RON BAM ARS PHP RM kn DH Dh dh'.split(' '));

/**
 * One sign of several currencies: the sign, their codes, and all that is written for it. The first is meant where the page's
 * country tells nothing; `?`: none is.
 */
const SHARED_TABLE: ReadonlyArray<readonly [sign: string, codes: string, written: string]> = [
  [
    '$',
    '? USD CAD AUD NZD MXN ARS CLP COP UYU SGD HKD TWD JMD DOP TTD BBD NAD FJD BND',
    '$|dollars|dollar|долара|долари|დოლარი|дол|dollarë|달러|доларів|dolarów|dólares|dolar',
  ],
  ['C$', 'CAD NIO', 'C$'],
  ['B$', '? BND BSD', 'B$'],
  ['pesos', '? MXN ARS CLP COP UYU PHP DOP', 'pesos|Pesos'],
  ['kr', '? SEK NOK DKK ISK', 'kr.|Kr|Kr.|KR|kr|:-|kronor|kroner|krónur|kronur|Kronor'],
  ['¥', '? JPY CNY', '¥'],
  ['元', '? CNY TWD HKD', '元|圆|圓'],
  ['Rs', '? INR PKR LKR NPR MUR', 'Rs.|Rs|₨|/-'],
  ['रु', '? INR NPR', 'रु.|रु'],
  ['руб', 'RUB BYN', 'руб|руб.|р.|рублей|рубля|₽|Р|р'],
  ['lei', 'RON MDL', 'lei|Lei|LEI|leu|lei.|лей|леев'],
  ['درهم', '? AED MAD', 'درهم'],
  ['ريال', '? SAR QAR OMR YER', 'ريال'],
  ['دينار', '? KWD BHD JOD IQD TND DZD LYD', 'دينار'],
  ['جنيه', 'EGP SDG', 'جنيه'],
  ['CFA', '? XOF XAF', 'Fcfa|fcfa|F.C.F.A|Frs CFA|francs CFA|FCFA|F CFA|CFA|F.CFA'],
  ['DH', 'MAD AED', 'DH|Dh|dh'],
  ['Dhs', 'AED MAD', 'Dhs|DHS|DHs|dhs'],
  ['ليرة', '? LBP SYP TRY', 'ليرة'],
  ['shillings', '? KES TZS UGX', 'Shillings|shillings'],
  // Ten rials, with no code of its own.
  ['toman', '?', 'تومان|toman|Toman'],
];
export const SHARED: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  SHARED_TABLE.map(([sign, codes]) => [sign, codes.split(' ').map((code) => code.replace('?', ''))]),
);
export const SHARED_WORDS: Readonly<Record<string, string>> = Object.fromEntries(
  SHARED_TABLE.flatMap(([sign, , written]) => written.split('|').map((word) => [word, sign] as const)),
);

/** Abbreviations of one country: `LE` is a trim and `KM` a distance elsewhere. */
export const LOCAL: readonly Row[] = [
  ['BAM', 'KM'],
  // An Acura elsewhere: `2003 TL 112,000 miles`.
  ['TRY', 'TL|TL.'],
  ['TND', 'DT'],
  ['DZD', 'DA'],
  ['EGP', 'LE'],
  ['SAR', 'SR'],
  ['QAR', 'QR'],
  ['KWD', 'KD'],
  ['BHD', 'BD'],
  ['JOD', 'JD'],
  ['OMR', 'RO|R.O.'],
  ['LBP', 'LL|L.L.'],
  ['BOB', 'Bs|Bs.'],
  ['VES', 'Bs|Bs.'],
  ['GTQ', 'Q'],
  ['HNL', 'L'],
  ['PYG', 'Gs'],
  ['ZMW', 'K'],
  ['PGK', 'K'],
  ['MWK', 'K|MK'],
  ['SAR', '﷼'],
  ['IRR', '﷼'],
  ['GEL', 'lari|Lari'],
  ['KES', 'Sh|Sh.|Shs|KES/='],
  ['TZS', 'Sh|Sh.|Shs|Shs.'],
  ['UGX', 'Sh|Shs|Shs.'],
  ['MGA', 'Ar'],
  ['SZL', 'E'],
  ['KGS', 'с'],
  ['UZS', 'som'],
  ['MKD', 'Ден|Ден.|Den'],
  ['RSD', 'din|Din|Din.'],
  ['BWP', 'P'],
  ['PHP', 'P'],
  ['MZN', 'MT|Mt'],
  ['AOA', 'Kz'],
  ['BYN', 'Br'],
  ['ETB', 'Br|Br.|ብር.'],
  ['MMK', 'Ks|K'],
  ['NPR', 'रू'],
  ['ALL', 'Lek|Lekë|lekë|L|ALL|LEK'],
  ['AZN', 'man.'],
  ['TJS', 'сомони'],
];

/** About how many buy a dollar, to the power of ten that matters: what is a price in one is a typing error in another. */
const PER_DOLLAR: ReadonlyArray<readonly [many: number, codes: string]> = [
  [20, 'CZK THB UAH TWD PHP RUB RUR INR NPR BDT MKD UYU DOP ALL KGS MUR EGP TRY MXN MZN ETB'],
  [100, 'JPY RSD ISK JMD PKR DZD KES HUF AMD LKR KZT'],
  [500, 'CLP ARS CRC XOF XAF KRW NGN AOA IQD MWK SDG RWF YER'],
  [3000, 'COP MNT TZS UGX PYG KHR MMK MGA CDF'],
  [10_000, 'IDR VND UZS LAK LBP IRR SYP SLL toman'],
];
const MANY: ReadonlyMap<string, number> = new Map(
  PER_DOLLAR.flatMap(([many, codes]) => codes.split(' ').map((code) => [code, many] as const)),
);

export function perDollar(currency: string | undefined): number {
  return MANY.get(currency ?? '') ?? 1;
}

/** Of a currency that is divided by a thousand, `423.923` is a fraction. */
export const THOUSANDTHS = new Set(['KWD', 'BHD', 'OMR', 'JOD', 'TND', 'IQD', 'LYD']);
