/**
 * Currencies as listing pages name them: signs, codes and everyday words.
 * Invariant: a sign in `SIGNS` means one currency everywhere, one in `SHARED` needs the page's country, one in `LOCAL` is
 * an everyday abbreviation of something else as well (a trim, a unit) and counts only at home.
 */

type Row = readonly [code: string, signs: string];

/** Signs and words beside the code itself; matched in the letter case written here, or wholly in lower case. */
export const SIGNS: readonly Row[] = [
  ['USD', 'US$|US $|U$S|U$D|U$|USD$|$US|$ US|Dollars US|美元|美金|米ドル|미국달러|долларов|долл.|דולר|دولار'],
  [
    'EUR',
    '€|Euro|Euros|euro|euros|EURO|Eur.|EUR.|ευρώ|евро|євро|evra|eura|evrov|eurų|eiro|eurot|euroa|eur|유로|ユーロ|欧元|歐元|يورو|یورو|אירו',
  ],
  ['GBP', '£|GBP£|£GBP|фунтов|파운드|英镑|英鎊'],
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
  ['PLN', 'zł|zl|złotych'],
  ['CZK', 'Kč|Kc|korun|KČ'],
  ['HUF', 'forint'],
  ['BGN', 'лв.|лв|лева|leva'],
  ['RSD', 'дин.|дин|динара|dinara|din.'],
  ['HRK', 'kn|kuna'],
  ['MKD', 'ден.|ден|денари|МКД|denari'],
  ['UAH', '₴|грн.|грн|гривень|гривен|hrn'],
  ['KZT', '₸|тг.|тг|тенге|теңге'],
  ['GEL', '₾|ლარი|ლ.|лари'],
  ['AMD', '֏|դր.|դր|դրամ|драм|драмов'],
  ['AZN', '₼|manat|манат'],
  ['UZS', "so'm|сум|сўм"],
  ['KGS', 'сом'],
  ['TRY', '₺|Türk Lirası|лир'],
  ['ILS', '₪|NIS|ש"ח|ש״ח|שח|שקל|שקלים'],
  ['AED', 'Dhs.|Dhs|DHS|د.إ|د.إ.|درهم إماراتي'],
  ['SAR', 'ر.س|ر.س.|ريال سعودي|﷼ سعودي'],
  ['QAR', 'ر.ق|ر.ق.|ريال قطري'],
  ['OMR', 'ر.ع|ر.ع.|ريال عماني'],
  ['KWD', 'K.D.|د.ك|د.ك.|دينار كويتي'],
  ['BHD', 'B.D.|د.ب|د.ب.|دينار بحريني'],
  ['JOD', 'د.أ|د.ا|دينار أردني|دينار اردني'],
  ['IQD', 'د.ع|د.ع.|دينار عراقي'],
  ['EGP', 'E£|£E|ج.م|ج.م.|جنيه مصري|L.E.|L.E'],
  ['MAD', 'د.م|د.م.|درهم مغربي'],
  ['TND', 'د.ت|د.ت.|دينار تونسي'],
  ['DZD', 'د.ج|د.ج.|دينار جزائري'],
  ['IRR', 'ریال'],
  ['INR', '₹|रुपये|रुपए'],
  ['PKR', 'روپے'],
  ['LKR', 'රු.|රු'],
  ['BDT', '৳|Tk.|Tk|টাকা'],
  ['THB', '฿|บาท|Baht'],
  ['VND', '₫|đ|VNĐ|VNđ|đồng'],
  ['IDR', 'Rp.|Rp|rupiah'],
  ['MYR', 'RM|RM.|ringgit'],
  ['PHP', '₱|Php'],
  ['JPY', '円|日元|日圓'],
  ['KRW', '₩|원|韓元|韩元|ウォン'],
  ['CNY', '元人民币|人民币|人民幣|RMB'],
  ['MNT', '₮|төг|төгрөг'],
  ['KHR', '៛'],
  ['LAK', '₭|ກີບ'],
  ['NGN', '₦|naira'],
  ['KES', 'KSh|Ksh|KSh.|Ksh.|KShs|Kshs'],
  ['GHS', '₵|GH₵|GH¢|GHC'],
  ['TZS', 'TSh|TSh.|Tsh'],
  ['UGX', 'USh|Ush'],
  ['ETB', 'ብር'],
  ['PEN', 'S/.|S/'],
  ['PYG', '₲|Gs.'],
  ['CRC', '₡'],
  ['PAB', 'B/.'],
];

/** Codes that name themselves, in capitals; `ALL`, `TOP` and `CUP` are words first and stay out. */
export const CODES =
  'USD EUR GBP CAD AUD NZD CHF JPY SEK NOK DKK ISK PLN CZK HUF RON BGN RSD MKD BAM HRK MDL RUB RUR UAH BYN KZT GEL AMD AZN UZS KGS TRY ILS AED SAR QAR OMR KWD BHD JOD IQD EGP MAD TND DZD LYD IRR INR PKR LKR NPR BDT THB VND IDR MYR SGD PHP HKD TWD KRW CNY MNT KHR MMK LAK ZAR NGN KES GHS TZS UGX ZMW BWP NAD MUR XOF XAF ETB MZN AOA BRL ARS CLP COP MXN UYU PEN BOB PYG GTQ HNL CRC PAB DOP JMD TTD BBD NIO VES XCD FJD BND'.split(
    ' ',
  );
/** Codes written without capitals that are no words of their own. */
export const SMALL_CODES =
  'eur usd gbp pln czk huf chf uah rub brl aed rsd kzt inr zar myr thb idr vnd Eur Usd Gbp Pln Chf'.split(' ');
/** Codes and signs that are everyday words, names or types (`Suzuki RM 250`) as well: only beside thousands. */
export const WORDY = new Set(['TRY', 'MAD', 'GEL', 'CAD', 'LAK', 'PEN', 'COP', 'RON', 'BAM', 'ARS', 'PHP', 'RM', 'kn']);

/** One sign of several currencies; the first is meant where the page's country tells nothing, unless that is empty. */
export const SHARED: Readonly<Record<string, readonly string[]>> = {
  $: [
    '',
    'USD',
    'CAD',
    'AUD',
    'NZD',
    'MXN',
    'ARS',
    'CLP',
    'COP',
    'UYU',
    'SGD',
    'HKD',
    'TWD',
    'JMD',
    'DOP',
    'TTD',
    'BBD',
    'NAD',
    'FJD',
    'BND',
  ],
  C$: ['CAD', 'NIO'],
  B$: ['', 'BND', 'BSD'],
  pesos: ['', 'MXN', 'ARS', 'CLP', 'COP', 'UYU', 'PHP', 'DOP'],
  kr: ['', 'SEK', 'NOK', 'DKK', 'ISK'],
  '¥': ['', 'JPY', 'CNY'],
  元: ['', 'CNY', 'TWD', 'HKD'],
  Rs: ['', 'INR', 'PKR', 'LKR', 'NPR', 'MUR'],
  रु: ['', 'INR', 'NPR'],
  руб: ['RUB', 'BYN'],
  lei: ['RON', 'MDL'],
  درهم: ['', 'AED', 'MAD'],
  ريال: ['', 'SAR', 'QAR', 'OMR', 'YER'],
  دينار: ['', 'KWD', 'BHD', 'JOD', 'IQD', 'TND', 'DZD', 'LYD'],
  جنيه: ['EGP', 'SDG'],
  CFA: ['', 'XOF', 'XAF'],
  // Ten rials, with no code of its own.
  toman: [''],
};
export const SHARED_WORDS: Readonly<Record<string, string>> = {
  ...{ 'kr.': 'kr', Kr: 'kr', 'Kr.': 'kr', KR: 'kr', kr: 'kr', ':-': 'kr', kronor: 'kr', kroner: 'kr', krónur: 'kr' },
  ...{ 'Rs.': 'Rs', Rs: 'Rs', '₨': 'Rs', '/-': 'Rs', 'रु.': 'रु', रु: 'रु' },
  ...{ руб: 'руб', 'руб.': 'руб', 'р.': 'руб', рублей: 'руб', рубля: 'руб', '₽': 'руб', Р: 'руб', р: 'руб' },
  ...{ lei: 'lei', Lei: 'lei', LEI: 'lei', leu: 'lei', 'lei.': 'lei', лей: 'lei', леев: 'lei' },
  ...{ FCFA: 'CFA', 'F CFA': 'CFA', CFA: 'CFA', 'F.CFA': 'CFA', pesos: 'pesos', Pesos: 'pesos' },
  ...{ درهم: 'درهم', ريال: 'ريال', دينار: 'دينار', جنيه: 'جنيه', تومان: 'toman', toman: 'toman', Toman: 'toman' },
  ...{ $: '$', C$: 'C$', B$: 'B$', '¥': '¥', 元: '元', 圆: '元', 圓: '元', dollars: '$', dollar: '$' },
  ...{ kronur: 'kr', 달러: '$', доларів: '$', dolarów: '$', dólares: '$', dolar: '$' },
};

/** Abbreviations of one country: `LE` is a trim and `KM` a distance elsewhere. */
export const LOCAL: readonly Row[] = [
  ['BAM', 'KM'],
  // An Acura elsewhere: `2003 TL 112,000 miles`.
  ['TRY', 'TL|TL.'],
  ['TND', 'DT'],
  ['DZD', 'DA'],
  ['MAD', 'DH|Dh|DHs|DHS|Dhs'],
  ['AED', 'DH|Dh'],
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
  ['BWP', 'P'],
  ['PHP', 'P'],
  ['MZN', 'MT|Mt'],
  ['AOA', 'Kz'],
  ['BYN', 'Br'],
  ['ETB', 'Br'],
  ['MMK', 'Ks'],
  ['NPR', 'रू'],
  ['ALL', 'Lek|Lekë|lekë'],
  ['AZN', 'man.'],
  ['TJS', 'сомони'],
];

/** About how many buy a dollar, to the power of ten that matters: what is a price in one is a typing error in another. */
const PER_DOLLAR: ReadonlyArray<readonly [many: number, codes: string]> = [
  [20, 'CZK THB UAH TWD PHP RUB RUR INR NPR BDT MKD UYU DOP ALL KGS MUR EGP TRY MXN MZN ETB'],
  [100, 'JPY RSD ISK JMD PKR DZD KES HUF AMD LKR KZT'],
  [500, 'CLP ARS CRC XOF XAF KRW NGN AOA IQD'],
  [3000, 'COP MNT TZS UGX PYG KHR MMK'],
  [10_000, 'IDR VND UZS LAK LBP IRR toman'],
];
const MANY: ReadonlyMap<string, number> = new Map(
  PER_DOLLAR.flatMap(([many, codes]) => codes.split(' ').map((code) => [code, many] as const)),
);

export function perDollar(currency: string | undefined): number {
  return MANY.get(currency ?? '') ?? 1;
}

/** Of a currency that is divided by a thousand, `423.923` is a fraction. */
export const THOUSANDTHS = new Set(['KWD', 'BHD', 'OMR', 'JOD', 'TND', 'IQD', 'LYD']);
