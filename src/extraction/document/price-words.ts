/**
 * Words beside an amount that make it something else than what the car costs.
 * Invariant: the words decide wherever the amount stands: in a line of its own, under a label or in a title.
 */
import { moneyIn } from '../../vehicles/values/money.ts';

/** Right before the amount: a rate, a saving, an old price, a price "from", a part of the sum. */
export const BEFORE_NO_PRICE =
  /(?<![\p{L}\d])(?:ab|from|was|as low as|msrp|rrp|save|savings|off|down|deposit|anzahlung|leasing|lease|finanz\w*|finance|financiad[oa]|financiamiento|financiaci[oó]n|financiamento|financement|bono(?:\s\p{L}+){0,3}|bonus|per month|monthly|monat\w*|rate|retail|new price|neupreis|shipping|delivery|fee|bid|estimate|estimated|starting at|à partir de|desde|a partire da|vanaf|od|instead of|statt|reduced by|price drop|under|below|above|tax|payment|reserve|trade|worth|value|cash back|rebate|discount|up to|over|rent(?:al)?|when new|new|от|від|fra|från|nuo|από|do|до|взнос|первый взнос|старая цена|stara cena|stará cena|původní cena|pôvodná cena|régi ár|eski fiyat|vorher|avant|antes|prima|prije|pre|dříve|było|bylo|kainavo|(?:est\.?|estimated) (?:value|payment))\s*(?::\s*)?$/iu;

/** By the month, in the languages that do not say "month" or "Monat". */
const MONTHLY =
  /(?<![\p{L}\p{M}])(?:(?:мес(?:яц|ец|ячн|ечн)|міс(?:яц|ячн)|mies(?:ięczn|iąc)|měs(?:íčn|íc)|mesačn|mesečn|mjesečn|mesiac|kuukau|månad|måned|mėnes|mēnes|mensuel|شهري)\p{L}*|мес|міс|mies|měs|havonta|havi|lunar|lună|luna|aylık|kk|kuus|mån|mdr|mėn|mēn|mensuales?|mensais|mensal|mensili?|maandelijks|bulan|tháng|μήνα|თვეში|ամիս|ماهانه|لכل شهر|לחודש)(?![\p{L}\p{M}])|\/\s?(?:md|mes|mois|mese|mês|månad|hó|ay|月|월|tháng|bln)(?![\p{L}])|월\s?납입|월\s?\d|月々|毎月|每月|月供|月付|เดือนละ|ต่อเดือน/iu;

/** Right after the amount, or on the next line. */
export const AFTER_NO_PRICE =
  /^\s*(?:\/|per\b|pro\b|p\.?\s?[mw]\.?(?!\w)|mtl|mo\b|monat|month|week|day|night|below|above|off\b|less|under market|deposit|down\b|par mois|al mes|al mese|per maand|shipping|fee|cash ?back|rebate|estimated?(?=\W*$|\s(?:value|price|sale|range)\b)|a\s+(?:month|week|day))/i;

/** Anywhere in a short text that holds the amount. */
export const NO_PRICE =
  /\/\s?(?:mo|month|monat|week|wk|day|night|hour)|per (?:month|week|day|night|hour)|p\.?\s?m\.?\b|mtl|monat|monthly|deposit|down payment|anzahlung|lease|leasing|finance|msrp|rrp|\bsave\b|off\b|shipping|au mois|al mes|al mese|\bestimate/i;

/** On a line of its own under an amount: what the bank wants, not the seller. */
const FINANCED =
  /^\W*(?:(?:precio|prix|prezzo|preis|price)\s(?:financi|bei finanz|with finance)|financed|finanzierungspreis)/i;

/** Whether the line under an amount makes it something else; a line with an amount of its own speaks of that one. */
export function lineAfterNoPrice(next: string): boolean {
  return (
    FINANCED.test(next) ||
    (MONTHLY.test(next) && next.length < 40 && moneyIn(next).length === 0) ||
    (AFTER_NO_PRICE.test(next) && moneyIn(next).length === 0)
  );
}

/** Whether a short text that holds an amount makes it a rate, a deposit, a saving or a list price. */
export function noPrice(text: string): boolean {
  return NO_PRICE.test(text) || MONTHLY.test(text);
}
