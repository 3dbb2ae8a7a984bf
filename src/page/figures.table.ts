/**
 * Prices and readings as pages of many countries write them, with what they mean.
 * Invariant: what is expected comes from the number that was formatted here or is written by hand; nothing of the
 * reader is used. `nothing` stands where a careful person would not say a number either.
 */

export interface FigureRow {
  readonly text: string;
  /** Last label of the host, or empty for a page of no country. */
  readonly country: string;
  readonly lang: string;
  readonly means:
    | { readonly amount: number; readonly currency: string | undefined }
    | { readonly mileage: number; readonly unit: 'mi' | 'km' }
    | { readonly nothing: 'price' | 'mileage' };
}

const group = (mark: string) => (value: number) => String(value).replace(/\B(?=(\d{3})+$)/g, mark);
const lakhs = (value: number): string => {
  const digits = String(value);
  return digits.length <= 3 ? digits : `${digits.slice(0, -3).replace(/\B(?=(\d{2})+$)/g, ',')},${digits.slice(-3)}`;
};
const digitsOf = (zero: number, write: (value: number) => string) => (value: number) =>
  write(value).replace(/\d/g, (digit) => String.fromCharCode(zero + Number(digit)));
const fixed = (places: number, write: (value: number) => string, mark: string) => (value: number) =>
  `${write(value)}${mark}${'0'.repeat(places)}`;

const PLAIN = group('');
const COMMA = group(',');
const DOT = group('.');
const SPACE = group(' ');
const NBSP = group('\u00a0');
const NARROW = group('\u202f');
const THIN = group('\u2009');
const SWISS = group("'");
const CURLY = group('’');
const PERSIAN = digitsOf(0x06f0, group('٬'));
const PERSIAN_COMMA = digitsOf(0x06f0, group(','));
const ARABIC = digitsOf(0x0660, group('٬'));
const ARABIC_PLAIN = digitsOf(0x0660, PLAIN);
const DEVANAGARI = digitsOf(0x0966, lakhs);
const FULLWIDTH = digitsOf(0xff10, group('，'));

type Write = (value: number) => string;
interface Market {
  readonly currency: string;
  readonly country: string;
  readonly lang: string;
  readonly amounts: readonly number[];
  /** `#` stands for the figure. */
  readonly forms: readonly string[];
  readonly writes: readonly Write[];
}

const USUAL = [850, 4_990, 12_590, 38_900, 124_750];
const HUNDREDS = [48_500, 129_900, 385_000, 1_249_900, 2_675_000];
const THOUSANDS = [590_000, 1_590_000, 8_750_000, 12_345_600, 27_900_000];
const MILLIONS = [185_000_000, 247_500_000, 1_250_000_000];

const market = (
  currency: string,
  country: string,
  lang: string,
  amounts: readonly number[],
  forms: string,
  writes: readonly Write[],
): Market => ({ currency, country, lang, amounts, forms: forms.split('|'), writes });

const MARKETS: readonly Market[] = [
  market('EUR', 'de', 'de', USUAL, '# €|€ #|#,- €|# EUR|# € VB|EUR #,-', [DOT]),
  market('EUR', 'fr', 'fr', USUAL, '# €|# €TTC|# EUR', [SPACE, NBSP, NARROW]),
  market('EUR', 'it', 'it', USUAL, '€ #|# €|€ #,00|# euro', [DOT]),
  market('EUR', 'es', 'es', USUAL, '# €|# euros|#€', [DOT]),
  market('EUR', 'fi', 'fi', USUAL, '# €|# euroa', [SPACE, NBSP]),
  market('EUR', 'lt', 'lt', USUAL, '# €|# eurų|# Eur', [SPACE, THIN]),
  market('EUR', 'rs', 'sr', USUAL, '# €|# EUR|# evra', [DOT]),
  market('EUR', 'gr', 'el', USUAL, '# €|€ #|# ευρώ', [DOT]),
  market('EUR', 'ie', 'en', USUAL, '€#|€#.00|EUR #', [COMMA]),
  market('GBP', 'uk', 'en', USUAL, '£#|£ #|£#.00|GBP #|# GBP', [COMMA, PLAIN]),
  market('USD', 'com', 'en', USUAL, '$#|$ #|$#.00|US$#|US $#|USD #|# USD|$# USD', [COMMA, PLAIN]),
  market('CAD', 'ca', 'en', USUAL, '$#|CA$#|C$#|CAD #|$# CAD', [COMMA]),
  market('CAD', 'ca', 'fr', USUAL, '# $|# $ CAN|# $CAD', [SPACE, NBSP]),
  market('AUD', 'au', 'en', USUAL, '$#|AU$#|A$#|AUD #|A$ #', [COMMA]),
  market('NZD', 'nz', 'en', USUAL, '$#|NZ$#|NZD #', [COMMA]),
  market('HKD', 'hk', 'zh', HUNDREDS, 'HK$#|HK$ #|HKD #|$#|#港元', [COMMA]),
  market('SGD', 'sg', 'en', HUNDREDS, 'S$#|S$ #|SGD #|$#', [COMMA]),
  market('TWD', 'tw', 'zh', HUNDREDS, 'NT$#|NT$ #|TWD #|NTD #|#元', [COMMA]),
  market('MXN', 'mx', 'es', HUNDREDS, '$#|MX$#|$# MXN|# pesos|MXN $#', [COMMA]),
  market('ARS', 'ar', 'es', THOUSANDS, 'AR$ #|AR$#|$ #|ARS #', [DOT]),
  market('COP', 'co', 'es', THOUSANDS, 'COL$ #|COP #|# COP', [DOT]),
  market('CLP', 'cl', 'es', THOUSANDS, '$#|CLP #|CLP$ #|# CLP', [DOT]),
  market('DOP', 'do', 'es', HUNDREDS, 'RD$ #|RD$#|DOP #', [COMMA]),
  market('JMD', 'jm', 'en', HUNDREDS, 'J$#|J$ #|JMD #', [COMMA]),
  market('BRL', 'br', 'pt', USUAL, 'R$ #|R$#|R$ #,00|BRL #', [DOT]),
  market('UYU', 'uy', 'es', HUNDREDS, '$U #|UYU #', [DOT]),
  market('PEN', 'pe', 'es', USUAL, 'S/ #|S/. #|PEN #', [COMMA]),
  market('PYG', 'py', 'es', THOUSANDS, '₲ #|Gs. #|PYG #', [DOT]),
  market('CRC', 'cr', 'es', THOUSANDS, '₡#|₡ #|CRC #', [COMMA, DOT]),
  market('GTQ', 'gt', 'es', HUNDREDS, 'Q#|Q #|GTQ #', [COMMA]),
  market('CHF', 'ch', 'de', USUAL, 'CHF #|CHF #.–|Fr. #|# CHF|CHF #.-|SFr. #', [SWISS, CURLY]),
  market('SEK', 'se', 'sv', HUNDREDS, '# kr|#:-|# SEK|# kr.', [SPACE, NBSP]),
  market('NOK', 'no', 'nb', HUNDREDS, '# kr|kr #|kr #,-|NOK #', [SPACE, DOT]),
  market('DKK', 'dk', 'da', HUNDREDS, '# kr.|kr. #|# DKK|kr. #,-', [DOT]),
  market('ISK', 'is', 'is', THOUSANDS, '# kr.|# ISK|kr. #', [DOT]),
  market('PLN', 'pl', 'pl', USUAL, '# zł|# PLN|# pln|#zł|# zl', [SPACE, NBSP]),
  market('CZK', 'cz', 'cs', HUNDREDS, '# Kč|#,- Kč|# CZK|#Kč|# Kc|# Kč', [SPACE, NBSP, DOT]),
  market('HUF', 'hu', 'hu', THOUSANDS, '# Ft|#,- Ft|# HUF|#Ft', [SPACE, DOT]),
  market('RON', 'ro', 'ro', USUAL, '# lei|# RON|# Lei', [DOT, SPACE]),
  market('MDL', 'md', 'ro', HUNDREDS, '# lei|# MDL', [SPACE]),
  market('BGN', 'bg', 'bg', USUAL, '# лв.|# лв|# BGN|#лв.', [SPACE, PLAIN]),
  market('RSD', 'rs', 'sr', HUNDREDS, '# RSD|# din.|# дин.', [DOT]),
  market('BAM', 'ba', 'bs', USUAL, '# KM|# BAM', [DOT]),
  market('MKD', 'mk', 'mk', HUNDREDS, '# ден.|# MKD|# ден', [DOT]),
  market('RUB', 'ru', 'ru', HUNDREDS, '# ₽|# руб.|# руб|# р.|# рублей|# RUB', [SPACE, NBSP]),
  market('BYN', 'by', 'ru', USUAL, '# руб.|# BYN|# р.', [SPACE]),
  market('UAH', 'ua', 'uk', HUNDREDS, '# грн|# грн.|# ₴|# UAH|₴ #', [SPACE, NBSP]),
  market('KZT', 'kz', 'ru', THOUSANDS, '# ₸|# тг|# тг.|# тенге|# KZT', [SPACE]),
  market('GEL', 'ge', 'ka', USUAL, '# ₾|# ლარი|# GEL', [COMMA, SPACE]),
  market('AMD', 'am', 'hy', THOUSANDS, '# ֏|֏ #|# դրամ|# AMD', [SPACE, COMMA]),
  market('AZN', 'az', 'az', USUAL, '# AZN|# ₼', [SPACE]),
  market('TRY', 'tr', 'tr', HUNDREDS, '# TL|#TL|₺#|# ₺|# TRY', [DOT]),
  market('ILS', 'il', 'he', USUAL, '₪#|# ₪|# ש"ח|# ש״ח|ILS #', [COMMA]),
  market('AED', 'ae', 'en', USUAL, 'AED #|# AED|Dhs #|# د.إ', [COMMA]),
  market('SAR', 'sa', 'ar', USUAL, '# ريال|# SAR|# ر.س|SR #', [COMMA, ARABIC]),
  market('QAR', 'qa', 'ar', USUAL, 'QAR #|# ريال|# ر.ق|QR #', [COMMA]),
  market('KWD', 'kw', 'en', [850, 4_990, 12_590], 'KD #|KWD #|# KD|# د.ك', [COMMA]),
  market('KWD', 'kw', 'en', [850, 4_990, 12_590], 'KD #|# KWD', [fixed(3, COMMA, '.')]),
  market('JOD', 'jo', 'ar', [4_990, 12_590], '# دينار|# JOD|JD #', [COMMA, ARABIC_PLAIN]),
  market('EGP', 'eg', 'ar', HUNDREDS, '# جنيه|# EGP|# ج.م|LE #', [COMMA, ARABIC]),
  market('MAD', 'ma', 'fr', HUNDREDS, '# DH|# MAD|# Dhs|# درهم', [SPACE]),
  market('TND', 'tn', 'fr', USUAL, '# DT|# TND|# د.ت', [SPACE]),
  market('DZD', 'dz', 'fr', THOUSANDS, '# DA|# DZD|# د.ج', [SPACE]),
  market('IRR', 'ir', 'fa', MILLIONS, '# ریال', [PERSIAN, PERSIAN_COMMA, COMMA]),
  market('INR', 'in', 'en', HUNDREDS, '₹ #|₹#|Rs. #|Rs #|INR #|Rs. #/-', [lakhs]),
  market('INR', 'in', 'hi', HUNDREDS, '₹ #|₹#|# रुपये|रु. #', [DEVANAGARI, lakhs]),
  market('PKR', 'pk', 'en', THOUSANDS, 'PKR #|Rs #|Rs. #|₨ #', [COMMA]),
  market('LKR', 'lk', 'en', THOUSANDS, 'Rs #|Rs. #|LKR #', [COMMA]),
  market('BDT', 'bd', 'en', THOUSANDS, '৳ #|Tk #|BDT #|Tk. #', [lakhs, COMMA]),
  market('THB', 'th', 'th', HUNDREDS, '# บาท|฿#|#บาท|THB #|฿ #', [COMMA]),
  market('VND', 'vn', 'vi', MILLIONS, '# ₫|# đ|# VNĐ|# VND|#đ', [DOT]),
  market('IDR', 'id', 'id', MILLIONS, 'Rp #|Rp. #|Rp#|IDR #', [DOT]),
  market('MYR', 'my', 'ms', USUAL.slice(1), 'RM #|RM#|MYR #', [COMMA]),
  market('PHP', 'ph', 'en', HUNDREDS, '₱#|₱ #|PHP #|Php #', [COMMA]),
  market('JPY', 'jp', 'ja', THOUSANDS, '#円|¥#|# 円|JPY #', [COMMA, FULLWIDTH]),
  market('KRW', 'kr', 'ko', THOUSANDS, '#원|₩#|₩ #|KRW #', [COMMA]),
  market('CNY', 'cn', 'zh', HUNDREDS, '¥#|#元|￥#|RMB #|CNY #', [COMMA, PLAIN]),
  market('MNT', 'mn', 'mn', THOUSANDS.slice(1), '# ₮|# төгрөг', [COMMA]),
  market('ZAR', 'za', 'en', HUNDREDS, 'R #|R#|ZAR #', [SPACE, NBSP, COMMA]),
  market('NGN', 'ng', 'en', THOUSANDS, '₦#|₦ #|NGN #', [COMMA]),
  market('KES', 'ke', 'en', HUNDREDS, 'KSh #|KES #|Ksh #|KSh. #', [COMMA]),
  market('GHS', 'gh', 'en', HUNDREDS, 'GH₵ #|GHS #|₵ #', [COMMA]),
  market('XOF', 'sn', 'fr', THOUSANDS, '# XOF', [SPACE]),
];

/** Counted by thousands and more: the text, the amount, the currency, the country, the language. */
const COUNTED: ReadonlyArray<readonly [string, number, string | undefined, string, string]> = [
  ['659만원', 6_590_000, 'KRW', 'kr', 'ko'],
  ['659 만원', 6_590_000, 'KRW', 'kr', 'ko'],
  ['2,350만원', 23_500_000, 'KRW', 'kr', 'ko'],
  ['2,350만 원', 23_500_000, 'KRW', 'kr', 'ko'],
  ['1억 2,500만원', 125_000_000, 'KRW', 'kr', 'ko'],
  ['1억2500만원', 125_000_000, 'KRW', 'kr', 'ko'],
  ['1억원', 100_000_000, 'KRW', 'kr', 'ko'],
  ['3천만원', 30_000_000, 'KRW', 'kr', 'ko'],
  ['125万円', 1_250_000, 'JPY', 'jp', 'ja'],
  ['125.8万円', 1_258_000, 'JPY', 'jp', 'ja'],
  ['125.8 万円', 1_258_000, 'JPY', 'jp', 'ja'],
  ['1,258万円', 12_580_000, 'JPY', 'jp', 'ja'],
  ['１２５万円', 1_250_000, 'JPY', 'jp', 'ja'],
  ['12.80万元', 128_000, 'CNY', 'cn', 'zh'],
  ['12.8万元', 128_000, 'CNY', 'cn', 'zh'],
  ['¥12.8万', 128_000, 'CNY', 'cn', 'zh'],
  ['65.8萬元', 658_000, 'TWD', 'tw', 'zh'],
  ['NT$ 65.8萬', 658_000, 'TWD', 'tw', 'zh'],
  ['850 triệu', 850_000_000, 'VND', 'vn', 'vi'],
  ['850 triệu đồng', 850_000_000, 'VND', 'vn', 'vi'],
  ['1 tỷ 250 triệu', 1_250_000_000, 'VND', 'vn', 'vi'],
  ['1,25 tỷ', 1_250_000_000, 'VND', 'vn', 'vi'],
  ['1.250 triệu', 1_250_000_000, 'VND', 'vn', 'vi'],
  ['Rp 185 juta', 185_000_000, 'IDR', 'id', 'id'],
  ['Rp 185,5 juta', 185_500_000, 'IDR', 'id', 'id'],
  ['Rp 1,2 miliar', 1_200_000_000, 'IDR', 'id', 'id'],
  ['₹ 12.5 Lakh', 1_250_000, 'INR', 'in', 'en'],
  ['₹12.50 lakhs', 1_250_000, 'INR', 'in', 'en'],
  ['Rs 5.25 Lakh', 525_000, 'INR', 'in', 'en'],
  ['Rs. 5.25 lac', 525_000, 'INR', 'in', 'en'],
  ['₹ 1.15 Crore', 11_500_000, 'INR', 'in', 'en'],
  ['₹ 1 Crore 25 Lakh', 12_500_000, 'INR', 'in', 'en'],
  ['PKR 45 lacs', 4_500_000, 'PKR', 'pk', 'en'],
  ['PKR 1.2 crore', 12_000_000, 'PKR', 'pk', 'en'],
  ['$12.5k', 12_500, 'USD', 'com', 'en'],
  ['$45k', 45_000, 'USD', 'com', 'en'],
  ['$1.2M', 1_200_000, 'USD', 'com', 'en'],
  ['£9.5k', 9_500, 'GBP', 'uk', 'en'],
  ['€1.2 million', 1_200_000, 'EUR', 'com', 'en'],
  ['1,2 Mio. €', 1_200_000, 'EUR', 'de', 'de'],
  ['45 Tsd. €', 45_000, 'EUR', 'de', 'de'],
  ['590 тыс. руб.', 590_000, 'RUB', 'ru', 'ru'],
  ['590 тыс. ₽', 590_000, 'RUB', 'ru', 'ru'],
  ['1,25 млн ₽', 1_250_000, 'RUB', 'ru', 'ru'],
  ['1.25 млн. руб.', 1_250_000, 'RUB', 'ru', 'ru'],
  ['290 тис. грн', 290_000, 'UAH', 'ua', 'uk'],
  ['45 tys. zł', 45_000, 'PLN', 'pl', 'pl'],
  ['1,2 mln zł', 1_200_000, 'PLN', 'pl', 'pl'],
  ['163 tis. Kč', 163_000, 'CZK', 'cz', 'cs'],
  ['1,5 mio. kr', 1_500_000, 'DKK', 'dk', 'da'],
  ['590 bin TL', 590_000, 'TRY', 'tr', 'tr'],
  ['1,2 milyon TL', 1_200_000, 'TRY', 'tr', 'tr'],
  ['R$ 45 mil', 45_000, 'BRL', 'br', 'pt'],
  ['45 mil reais', 45_000, 'BRL', 'br', 'pt'],
  ['12 mil euros', 12_000, 'EUR', 'es', 'es'],
  ['1.5 ล้านบาท', 1_500_000, 'THB', 'th', 'th'],
  ['5.5 แสนบาท', 550_000, 'THB', 'th', 'th'],
  ['۸۵۰ میلیون ریال', 850_000_000, 'IRR', 'ir', 'fa'],
];

/** By hand: the text, what it means, the country, the language. */
const BY_HAND: ReadonlyArray<readonly [string, number, string | undefined, string, string]> = [
  ['423.923 KD', 423.923, 'KWD', 'kw', 'en'],
  ['KD 3,950.500', 3_950.5, 'KWD', 'kw', 'en'],
  ['BD 4,250.750', 4_250.75, 'BHD', 'bh', 'en'],
  ['OMR 6,100.000', 6_100, 'OMR', 'om', 'en'],
  ['$ 119. 95', 119.95, 'USD', 'com', 'en'],
  ['$119.95', 119.95, 'USD', 'com', 'en'],
  ['12 590,50 Kč', 12_590.5, 'CZK', 'cz', 'cs'],
  ['1.234.567,89 €', 1_234_567.89, 'EUR', 'de', 'de'],
  ['$1,234,568.90', 1_234_568.9, 'USD', 'com', 'en'],
  ["CHF 1'234'568.50", 1_234_568.5, 'CHF', 'ch', 'de'],
  ['Preis: 27.999 €', 27_999, 'EUR', 'de', 'de'],
  ['€27999', 27_999, 'EUR', 'com', 'en'],
  ['€ 27,999', 27_999, 'EUR', 'com', 'en'],
  ['9 999 Kč', 9_999, 'CZK', 'cz', 'cs'],
  ['999 999 Ft', 999_999, 'HUF', 'hu', 'hu'],
  ['9 990 000 Ft', 9_990_000, 'HUF', 'hu', 'hu'],
  ['$9,999', 9_999, 'USD', 'com', 'en'],
  ['$99,999', 99_999, 'USD', 'com', 'en'],
  ['€88,888', 88_888, 'EUR', 'com', 'en'],
  ['HK$888,888', 888_888, 'HKD', 'hk', 'zh'],
  ['$ 12,500 USD', 12_500, 'USD', 'mx', 'es'],
  ['U$S 12.500', 12_500, 'USD', 'ar', 'es'],
  ['u$s 12.500', 12_500, 'USD', 'ar', 'es'],
  ['12.500 USD', 12_500, 'USD', 'ua', 'uk'],
  ['12 500 $', 12_500, 'USD', 'com', 'en'],
  ['12 500 $ US', 12_500, 'USD', 'ca', 'fr'],
  ['$12,500 CAD', 12_500, 'CAD', 'com', 'en'],
  ['USD $137,000', 137_000, 'USD', 'com', 'en'],
  ['MXN $345,000', 345_000, 'MXN', 'com', 'es'],
  ['C$ 12,500', 12_500, 'CAD', 'com', 'en'],
  ['C$ 412,500', 412_500, 'NIO', 'ni', 'es'],
  ['\u200e₪45,900\u200f', 45_900, 'ILS', 'il', 'he'],
  ['45\u2007900 zł', 45_900, 'PLN', 'pl', 'pl'],
  ['Rp.185.000.000', 185_000_000, 'IDR', 'id', 'id'],
  ['Rs.4,50,000', 450_000, 'INR', 'in', 'en'],
  ['kr.145.000', 145_000, 'DKK', 'dk', 'da'],
  ["Fr.34'900.-", 34_900, 'CHF', 'ch', 'de'],
  ['12.500 eur', 12_500, 'EUR', 'com', 'sr'],
  ['12500.00', 12_500, undefined, 'com', 'en'],
  ['12500.0000', 12_500, undefined, 'com', 'en'],
  ['۸۵۰٬۰۰۰٬۰۰۰ تومان', 850_000_000, undefined, 'ir', 'fa'],
  ['12,500', 12_500, undefined, 'com', 'en'],
];

/** No price, or none that can be told. */
const NO_PRICE: ReadonlyArray<readonly [string, string?, string?]> = [
  ['$12,345'],
  ['$123,456'],
  ['$1,234,567'],
  ['$123,456,789'],
  ['$11,111'],
  ['$111,111'],
  ['$1,111,111'],
  ['$11,111,111'],
  ['$1,234'],
  ['$1,111'],
  ['$999,999'],
  ['$9,999,999'],
  ['$99,999,999'],
  ['€ 123.456', 'de', 'de'],
  ['1 234 567 zł', 'pl', 'pl'],
  ['1 Ft', 'hu', 'hu'],
  ['111 111 Kč', 'cz', 'cs'],
  ['₩ 659', 'kr', 'ko'],
  ['1 ₽', 'ru', 'ru'],
  ['$0'],
  ['$1'],
  ['$45,xxx'],
  ['$45,XXX'],
  ['$4x,xxx'],
  ['$xx,500'],
  ['$12,***'],
  ['€ 12.***', 'de', 'de'],
  ['$**,500'],
  ['$12,5xx'],
  ['12 xxx €', 'fr', 'fr'],
  ['1•• ••• Kč', 'cz', 'cs'],
  ['XY$ 850,000'],
  ['QQ$850,000'],
  ['45.000 DT', 'tn', 'fr'],
  ['45.000 KD', 'kw', 'en'],
  ['1.250,000 €', 'de', 'de'],
  ['$12,500 - $15,000'],
  ['€10.000 – €12.000', 'de', 'de'],
  ['10 000–12 000 zł', 'pl', 'pl'],
  ['1 tỷ 250', 'vn', 'vi'],
  ['$389/mo'],
  ['45 mil', 'br', 'pt'],
  ['$45 mil'],
  ['12 590 K', 'cz', 'cs'],
  ['$ 34.992001'],
  ['163 KM', 'pl', 'pl'],
  ['1.2.3 €', 'de', 'de'],
  ['01.08.2022 €', 'de', 'de'],
  ['Price on request'],
  ['Cena dohodou', 'cz', 'cs'],
];

interface Roads {
  readonly country: string;
  readonly lang: string;
  readonly unit: 'mi' | 'km';
  readonly forms: readonly string[];
  readonly writes: readonly Write[];
}
const roads = (country: string, lang: string, unit: 'mi' | 'km', forms: string, writes: readonly Write[]): Roads => ({
  country,
  lang,
  unit,
  forms: forms.split('|'),
  writes,
});
const READINGS = [1_050, 12_400, 63_560, 184_150];

const ROADS: readonly Roads[] = [
  roads('com', 'en', 'mi', '# miles|# mi|# Miles|# mi.|#', [COMMA, PLAIN]),
  roads('uk', 'en', 'mi', '# miles|# mls|#', [COMMA]),
  roads('ca', 'en', 'km', '# km|# kms|# kilometres|# KM|#', [COMMA]),
  roads('de', 'de', 'km', '# km|#km|#', [DOT]),
  roads('fr', 'fr', 'km', '# km|# kilomètres|# Km', [SPACE, NBSP, NARROW]),
  roads('it', 'it', 'km', '# km|# Km|# chilometri', [DOT]),
  roads('es', 'es', 'km', '# km|# kilómetros|# Km.', [DOT]),
  roads('br', 'pt', 'km', '# km|# Km|# quilômetros', [DOT]),
  roads('pl', 'pl', 'km', '# km|#km', [SPACE, NBSP]),
  roads('cz', 'cs', 'km', '# km|# kilometrů', [SPACE]),
  roads('hu', 'hu', 'km', '# km', [SPACE, DOT]),
  roads('rs', 'sr', 'km', '# km|# kilometara', [DOT]),
  roads('ch', 'de', 'km', '# km', [SWISS, CURLY]),
  roads('ru', 'ru', 'km', '# км|#км|# км.|# (км)|# [км]', [SPACE, NBSP]),
  roads('ua', 'uk', 'km', '# км', [SPACE]),
  roads('bg', 'bg', 'km', '# км|# километра', [SPACE]),
  roads('gr', 'el', 'km', '# χλμ|# χλμ.|# km', [DOT]),
  roads('ge', 'ka', 'km', '# კმ|# km', [SPACE, COMMA]),
  roads('am', 'hy', 'km', '# կմ', [SPACE]),
  roads('il', 'he', 'km', "# ק\"מ|# ק״מ|# ק''מ", [COMMA]),
  roads('ae', 'ar', 'km', '# كم|# كيلومتر', [COMMA, ARABIC]),
  roads('ir', 'fa', 'km', '# کیلومتر', [PERSIAN, PERSIAN_COMMA]),
  roads('in', 'hi', 'km', '# किमी|# km', [DEVANAGARI, lakhs]),
  roads('in', 'mr', 'km', '# कि.मी.|# कि.मी|# किलोमीटर', [DEVANAGARI, lakhs]),
  roads('bd', 'bn', 'km', '# কিমি|# কি.মি.|# কিলোমিটার', [lakhs]),
  roads('in', 'ta', 'km', '# கி.மீ.|# கிமீ|# கிலோமீட்டர்', [lakhs]),
  roads('in', 'te', 'km', '# కి.మీ|# కిలోమీటర్లు', [lakhs]),
  roads('in', 'gu', 'km', '# કિમી|# કિ.મી.', [lakhs]),
  roads('pk', 'ur', 'km', '# کلومیٹر|# km', [COMMA]),
  roads('iq', 'ckb', 'km', '# کم|# کیلۆمەتر', [COMMA]),
  roads('et', 'am', 'km', '# ኪ.ሜ|# ኪሜ|# ኪሎሜትር', [COMMA]),
  roads('kh', 'km', 'km', '# គ.ម|# គីឡូម៉ែត្រ|#គម', [COMMA]),
  roads('la', 'lo', 'km', '# ກມ|# ກິໂລແມັດ', [COMMA, DOT]),
  roads('kz', 'kk', 'km', '# км|# шақырым', [SPACE]),
  roads('al', 'sq', 'km', '# km|# kilometra', [DOT, SPACE]),
  roads('is', 'is', 'km', '# km.|# kílómetrar', [DOT]),
  roads('es', 'ca', 'km', '# quilòmetres', [DOT]),
  roads('am', 'hy', 'mi', '# մղոն', [SPACE, COMMA]),
  roads('ge', 'ka', 'mi', '# მილი', [SPACE]),
  roads('th', 'th', 'km', '# กม.|#กม.|# กิโลเมตร', [COMMA]),
  roads('vn', 'vi', 'km', '# km|#km', [DOT]),
  roads('kr', 'ko', 'km', '#km|# km|#㎞', [COMMA]),
  roads('jp', 'ja', 'km', '#km|# km', [COMMA, FULLWIDTH]),
  roads('cn', 'zh', 'km', '#公里|# 公里|#km', [COMMA, PLAIN]),
  roads('fi', 'fi', 'km', '# km', [SPACE]),
  roads('dk', 'da', 'km', '# km', [DOT]),
];

const READ_BY_HAND: ReadonlyArray<readonly [string, number, 'mi' | 'km', string, string]> = [
  ['4.5万km', 45_000, 'km', 'jp', 'ja'],
  ['4.5万公里', 45_000, 'km', 'cn', 'zh'],
  ['4.5 万公里', 45_000, 'km', 'cn', 'zh'],
  ['5.2万キロ', 52_000, 'km', 'jp', 'ja'],
  ['19만km', 190_000, 'km', 'kr', 'ko'],
  ['45 Tsd. km', 45_000, 'km', 'de', 'de'],
  ['45 tkm', 45_000, 'km', 'de', 'de'],
  ['45 Tkm', 45_000, 'km', 'de', 'de'],
  ['163 tis. km', 163_000, 'km', 'cz', 'cs'],
  ['163 tys. km', 163_000, 'km', 'pl', 'pl'],
  ['45 тыс. км', 45_000, 'km', 'ru', 'ru'],
  ['45 тис. км', 45_000, 'km', 'ua', 'uk'],
  ['45 хил. км', 45_000, 'km', 'bg', 'bg'],
  ['163 ezer km', 163_000, 'km', 'hu', 'hu'],
  ['85 tūkst. km', 85_000, 'km', 'lt', 'lt'],
  ['163 mii km', 163_000, 'km', 'ro', 'ro'],
  ['163 bin km', 163_000, 'km', 'tr', 'tr'],
  ['120 mil km', 120_000, 'km', 'es', 'es'],
  ['187 þ.km.', 187_000, 'km', 'is', 'is'],
  ['187 þús. km', 187_000, 'km', 'is', 'is'],
  ['150 т.км', 150_000, 'km', 'ru', 'ru'],
  ['150 t.km', 150_000, 'km', 'de', 'de'],
  ['171 mijë kilometra', 171_000, 'km', 'al', 'sq'],
  ['184 илјади км', 184_000, 'km', 'mk', 'mk'],
  ['184 հազար կմ', 184_000, 'km', 'am', 'hy'],
  ['90 ألف كيلو', 90_000, 'km', 'eg', 'ar'],
  ['70 мянган км', 70_000, 'km', 'mn', 'mn'],
  ['৬২ হাজার কিমি', 62_000, 'km', 'bd', 'bn'],
  ['62 हजार किमी', 62_000, 'km', 'in', 'hi'],
  ['8.7万ｋｍ', 87_000, 'km', 'jp', 'ja'],
  ['８．７万ｋｍ', 87_000, 'km', 'jp', 'ja'],
  ['10万2,000km', 102_000, 'km', 'jp', 'ja'],
  ['12만 5천km', 125_000, 'km', 'kr', 'ko'],
  ['8만5,300km', 85_300, 'km', 'kr', 'ko'],
  ['9千公里', 9_000, 'km', 'cn', 'zh'],
  ['85000千米', 85_000, 'km', 'cn', 'zh'],
  ['၁၈၄,၁၅၀ ကီလိုမီတာ', 184_150, 'km', 'com', 'my'],
  ['45 nghìn km', 45_000, 'km', 'vn', 'vi'],
  ['4,5 vạn km', 45_000, 'km', 'vn', 'vi'],
  ['45 ribu km', 45_000, 'km', 'id', 'id'],
  ['45 هزار کیلومتر', 45_000, 'km', 'ir', 'fa'],
  ['18 450 mil', 184_500, 'km', 'se', 'sv'],
  ['6k Miles', 6_000, 'mi', 'com', 'en'],
  ['85k original miles', 85_000, 'mi', 'com', 'en'],
  ['45.5k miles', 45_500, 'mi', 'com', 'en'],
  ['2356 SMI', 2_356, 'mi', 'com', 'en'],
  ['45,678.5 miles', 45_678, 'mi', 'com', 'en'],
  ['35.000 KM', 35_000, 'km', 'tr', 'tr'],
  ['184.150 KM', 184_150, 'km', 'ba', 'bs'],
  ['0 km', 0, 'km', 'de', 'de'],
  ['15 km', 15, 'km', 'de', 'de'],
  ['63.560 km (abgelesen)', 63_560, 'km', 'de', 'de'],
];

const NO_READING: ReadonlyArray<readonly [string, string?, string?]> = [
  ['45,xxx miles'],
  ['45xxx miles'],
  ['4x,xxx miles'],
  ['45,*** miles'],
  ['1xx,xxx km', 'de', 'de'],
  ['45 xxx km', 'pl', 'pl'],
  ['45 ххх км', 'ru', 'ru'],
  ['999,999 miles'],
  ['123,456 miles'],
  ['999.999 km', 'de', 'de'],
  ['63,56 km', 'de', 'de'],
  ['under 64,000 miles'],
  ['Less than 64,000 miles'],
  ['over 100,000 miles'],
  ['do 150 000 km', 'pl', 'pl'],
  ['unter 100.000 km', 'de', 'de'],
  ['TMU'],
  ['23,000 TMU'],
  ['7.7 l/100km', 'de', 'de'],
  ['120 km/h', 'de', 'de'],
  ['120 км/ч', 'ru', 'ru'],
  ['12 mpg'],
  ['22 किमी/लीटर', 'in', 'hi'],
  ['22 किमी प्रति लीटर', 'in', 'hi'],
  ['14 กม./ลิตร', 'th', 'th'],
  ['180 կմ/ժ', 'am', 'hy'],
  ['14 كم/لتر', 'eg', 'ar'],
  ['до 150 000 км', 'ru', 'ru'],
  ['65 miles per hour'],
  ['23,755 miles above average'],
  ['140 AG', 'lt', 'lt'],
  ['150 hp'],
  ['N/A'],
  ['-'],
];

export const FIGURE_ROWS: readonly FigureRow[] = [
  ...MARKETS.flatMap(({ currency, country, lang, amounts, forms, writes }) =>
    amounts.flatMap((amount) =>
      forms.flatMap((form) =>
        writes.map((write) => ({ text: form.replace('#', write(amount)), country, lang, means: { amount, currency } })),
      ),
    ),
  ),
  ...[...COUNTED, ...BY_HAND].map(([text, amount, currency, country, lang]) => ({
    text,
    country,
    lang,
    means: { amount, currency },
  })),
  ...NO_PRICE.map(([text, country = 'com', lang = 'en']) => ({
    text,
    country,
    lang,
    means: { nothing: 'price' as const },
  })),
  ...ROADS.flatMap(({ country, lang, unit, forms, writes }) =>
    READINGS.flatMap((mileage) =>
      forms.flatMap((form) =>
        writes.map((write) => ({ text: form.replace('#', write(mileage)), country, lang, means: { mileage, unit } })),
      ),
    ),
  ),
  ...READ_BY_HAND.map(([text, mileage, unit, country, lang]) => ({ text, country, lang, means: { mileage, unit } })),
  ...NO_READING.map(([text, country = 'com', lang = 'en']) => ({
    text,
    country,
    lang,
    means: { nothing: 'mileage' as const },
  })),
];
