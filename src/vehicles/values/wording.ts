/**
 * Colors, transmissions and engines as sellers word them: the text is kept, what is no such thing is refused.
 * Invariant: nothing is translated or composed; a value that says "unknown" in any wording is no value.
 */

import { AUTOMATIC, MANUAL, NOTHING } from '../languages/index.ts';
import { COLOR_WORD } from './color-words.ts';
import { plainFigures } from './number.ts';

const SAYS_NOTHING =
  /^(?:n\/?\.?a\.?|n\/?k|not (?:available|specified|provided|listed|stated|known|given|applicable|disclosed)|unknown|unspecified|undisclosed|none|null|undefined|nan|[-–—.?*\s]+|tb[ad]|keine angabe|k\.?\s?a\.?|non (?:renseigné|précisé|specificato|disponibile)|no (?:disponible|especificado|data|info\w*)|n\.?d\.?|other|others|please .{0,30}|call .{0,30}|call|contact .{0,40}|contact|ask .{0,30}|ask|see .{0,30}|0+(?:[.,]0+)?(?: ?(?:cm³|cc|ccm|l|cyl\w*))?|sonstige|andere|overig|brak|inn[ye]|altro|autre|otro|exempt|not decoded|select.{0,20}|any|all|yes|no|true|false|—|tmu|on request|auf anfrage)$/i;

/** Whether a text is a way of saying that nothing is known. */
export function saysNothing(text: string): boolean {
  const whole = text.trim();
  return (
    SAYS_NOTHING.test(whole) ||
    NOTHING.has(
      whole
        .replace(/(?<![\s.:])[\s.:]+$/, '')
        .normalize('NFC')
        .toLowerCase(),
    )
  );
}

const MAX_WORDING = 80;
/** Of a color with what is said of the interior: cutting it apart takes the square of its length. */
const MAX_TOLD = 1_000;

const trimmed = (text: string): string => text.replace(/^[\s:–-]+/, '').replace(/(?<![\s,.;:–-])[\s,.;:–-]+$/, '');

/** Colors of two letters; any other word so short is none. */
const SHORT_COLOR = /^(?:đỏ|be|oq|ak|ақ|ак|оқ|du|ดำ|ดํา|ດຳ)$/iu;

/** A color, without what follows it about the interior; `undefined` when the text is no color. */
export function colorOf(text: string): string | undefined {
  if (text.length > MAX_TOLD) return undefined;
  const outer = text
    .trimEnd()
    .replace(/(?:\(\s*see photos\s*\)|\bexterior|\bpaint(?:work)?)$/i, '')
    .trimEnd()
    .split(
      // bounded: MAX_TOLD.
      /\s+(?:over|with|on|w\/|mit|avec|con|interior|int\.?)\s+|\s*[|;•]\s*|\s\/\s(?=.*\b(?:leather|interior|cloth|vinyl)\b)/i,
    )[0];
  const cut = trimmed(outer ?? '');
  if (cut === '' || saysNothing(cut) || cut.length > MAX_WORDING) return undefined;
  if (
    (!/[\p{L}\p{M}]{3}|[\p{sc=Han}\p{sc=Hangul}\p{sc=Katakana}]/u.test(cut.replace(/[’'`´‘ʻʼ]/g, '')) &&
      !SHORT_COLOR.test(cut.normalize('NFC'))) ||
    /[:$€£@?!{}<>]|https?|\b\d+ (?:photos?|images?)\b|^\w+ \(\d+\)$/.test(cut)
  )
    return undefined;
  if (
    /\b(?:leather|cloth|vinyl|upholstery|seats?|wheels?|condition|excellent|good|fair|features?|options?|mirrors?|lights?|click|view|photos?|gallery)\b/i.test(
      cut,
    ) &&
    !COLOR_WORD.test(cut)
  )
    return undefined;
  return cut.split(/\s+/).length <= 7 ? cut : undefined;
}

export function namesColor(text: string): boolean {
  return COLOR_WORD.test(text);
}

const GEARBOX =
  /\b(?:man(?:ual|uelle?s?|uale|uell?|ueel|ualna|\.)?|schalt\w*|handschalt\w*|handgeschakeld|auto(?:\w*|\.)|automática?|semi-?auto\w*|cvt|e-?cvt|ivt|dct|dkg|dsg|pdk|smg|amt|s-?tronic|steptronic|tiptronic|multitronic|speedshift|geartronic|powershift|selespeed|f1|e-?gear|sequential|séquentielle|sequenziale|dual[- ]clutch|doppelkupplung\w*|halbautomatik|powerglide|hydramatic|hydra-matic|turbo[- ]?hydramatic|th-?\d{3}|torqueflite|ford-?o-?matic|cruise-?o-?matic|dynaflow|overdrive|tremec|muncie|getrag|zf|borg[- ]warner|direct[- ]drive|single[- ]speed|fixed[- ]gear|transaxle|gearbox|transmission|variator|stick(?: shift)?|preselector)\b|\b(?:[1-9]|10|two|three|four|five|six|seven|eight|nine|ten)[- ]?(?:speed|spd|sp\b|gang|gears?|vitesses|marce|velocidades|versnellingen|bieg\w*|växlar)|^[456789][am]t?$|^[am][3-9]$|^\d{0,2}[amf]{1,2}\/?t$/i;
const DRIVE_ONLY =
  /^(?:(?:4|2|all|four|two|front|rear)[- ]?(?:wheel[- ]?drive|wd|x ?[24])|[afr4]wd|4x4|4x2|quattro|x-?drive|4matic|(?:front|heck|allrad)antrieb|allrad|traction .{0,20}|front|rear|hinterrad.{0,10}|vorderrad.{0,10}|rwd|awd|fwd)$/i;

/** A transmission; a driven axle in a field named transmission is none. */
export function transmissionOf(text: string): string | undefined {
  const value = trimmed(text).replace(/\s+/g, ' ');
  if (value === '' || saysNothing(value) || value.length > MAX_WORDING || DRIVE_ONLY.test(value)) return undefined;
  return GEARBOX.test(value) || AUTOMATIC.test(value) || MANUAL.test(value) ? value : undefined;
}

/** `manual`, `automatic` or `undefined`: what two wordings must not disagree on. */
export function gearboxKind(text: string): 'manual' | 'automatic' | undefined {
  if (/^\d{0,2}[- ]?f?a\/?t$/i.test(text.trim()) || AUTOMATIC.test(text)) return 'automatic';
  if (
    /dual[- ]clutch|doppelkupplung|dct|dkg|dsg|pdk|tronic|automated|auto[- ]?manual|semi|sequential|smg|cvt|speedshift|auto|hydramatic|powerglide|torqueflite|halbautomatik|dynaflow/i.test(
      text,
    )
  )
    return 'automatic';
  return /man|schalt|stick|geschakeld|^\d{0,2}[- ]?m\/?t$/i.test(text) || MANUAL.test(text) ? 'manual' : undefined;
}

const ENGINE =
  /\b\d{1,2}[.,]\d{1,2}\s?-?(?:l\b|lit|litre|liter|ltr|t\b|td|tsi|tdi|tfsi|cdi|hdi|dci|i\b)|\b\d(?:\.\d)?\s?-?(?:lit(?:er|re)s?|l)\b|\b\d{2,4}(?:[.,]\d{3})?\s?-?(?:cc|ccm|cm³|cm3|ci|cid|cu\.? ?in|cubic)|\bV-?(?:2|4|6|8|10|12|16)\b|\b[IHLWFB]-?(?:2|3|4|5|6|8|12|16)\b|\b(?:inline|flat|straight|boxer|slant|big[- ]block|small[- ]block)\b|\b(?:four|six|eight|twelve|ten|five|three|two)[- ]cyl|\b\d{1,2}[- ]?cyl|\bcyl(?:inders?|\.)|\brotary|wankel|\bv[- ]?twin\b|\b(?:twin-?)?turbo|supercharged|\bhybrid\b|\belectric\b|\bhemi\b|\bcoyote\b|\bLS[1-9A-Z]\b|\bLT[1-5]\b|\b(?:diesel|petrol|gasoline|benzin)\b.{0,20}\d|\b\d[.,]\d\b|\b[A-Z]{1,3}\d{2}[A-Z]\d{2}\b|\b(?:tdi|tsi|tfsi|hdi|cdi|dci|jtd|gdi|mpi|vtec|vvt|dohc|sohc|ohv)\b|\b\d{3}[- ]?(?:v8|hemi|cobra|flathead)\b|\bflathead|\bplant\b|\b(?:cummins|paccar|detroit|duramax|power ?stroke|caterpillar|navistar|maxxforce|ecoboost|vortec|skyactiv|ecotec|triton|multiair|puretech)\b|\bcc\s?:?\s?\d{3,4}\b|\bEV\b|\bdual motor|\bmotors?\b.{0,12}kW|^\d{3}(?:\/\d{3}\s?hp)?$/i;
/** The same in other letters; the figures are plain ones by then. */
const ENGINE_ELSEWHERE =
  /(?<![\d.,])\d{1,2}(?:[.,]\d{1,2})?\s?(?:л(?!\.? ?[сc])|литр\p{L}*|літр\p{L}*|litr\p{L}{0,3}|lítrar?|λ|λίτρ\p{L}+|ლ|ლიტრ\p{L}*|լ|լիտր|ล\.?|ลิตร|ליטר|לי'|لتر|لیتر|لیٹر|लीटर|लिटर|लि|লিটার|લિટર|ਲੀਟਰ|லிட்டர்|లీటర్|ಲೀಟರ್|ലിറ്റർ|ලීටර්|ሊትር|លីត្រ|ລິດ|လီတာ|升|公升|リットル|ℓ|리터)(?:[\s.,/()]|$)|\d{3,5}\s?(?:см|сс\b|сс$|sm³|sm3|куб|կ|սմ|სმ|سی|سي|س\.س|סמ|ซีซี|ซี\.ซี|κ\.?εκ|κυβ|cm\b|cm ?[³3]|ccm|c\.c|毫升|シーシー|씨씨|시시|सीसी|सी\.सी|সিসি|সি\.সি|સીસી|ਸੀਸੀ|சிசி|సీసీ|ಸಿಸಿ|സിസി|සීසී|ሲሲ|ស៊ីស៊ី|ຊີຊີ|စီစီ|rúmsent|kub)/iu;

/** Engines that go by their makers' numbers: of trucks (`MX-13`, `DD15`, `OM 471`) and of Japan (`2JZ-GE`, `RB26DETT`). */
const ENGINE_NUMBER =
  /^(?:TU[1-5]\w{0,3}|EF7\w{0,3}|XU[57-9]\w{0,4}|EC[58]|XUM|[KMHFD][479][JMKFPRT]\w?|EP[36]\w{0,4}|DV[4-6]\w{0,4}|DW\d{1,2}\w{0,4}|EB[02]\w{0,4}|MX-?1[13]|DD-?(?:5|8|1[356])|(?:IS|QS)[BCLMX] ?\d{0,2}(?:\.\d)?N?|X-?1[0235]|B6\.7|L9N?|D(?:4|5|6|7|8|9|11|12|13|16)[A-Z]{1,3}\d{0,3}|OM ?\d{3}(?: ?LA)?|DC ?(?:07|09|1[1236])(?: ?\d{2,3})?|MP ?[78]|C-?(?:7|9|10|12|13|15|16)|3406[BCE]|D\d{4}(?: ?LF ?\d{0,2})?|Cursor ?\d{1,2}|(?:N|A|S)(?:9|13|26)|MaxxForce ?\d{1,2}|DTi ?\d{1,2}|[1-6][A-Z]{1,2}-[A-Z]{2,4}|[1-6](?:JZ|NZ|ZZ|AZ|GR|UZ|KD|GD|HZ|VD|NR|AR|UR)(?:-?[A-Z]{1,4})?|4[DGMBJAH]\d{1,2}[A-Z]{0,4}|(?:RB|SR|CA|QR|MR|HR|VQ|VK|VR|KA|GA|YD|ZD|TD|EJ|FB|FA|EE)\d{2}[A-Z]{0,4})(?:[ ,/-]+\d{2,4} ?(?:hp|ps|bhp|kw|cv|ch|hk|km|л\. ?с\.?)\.?)?$/i;

/** An engine; a fuel or a power alone is none. */
export function engineOf(text: string): string | undefined {
  const value = text
    .replace(/^[\s:–-]+/, '')
    .replace(/(?<![\s,;:–-])[\s,;:–-]+$/, '')
    .replace(/\s+/g, ' ');
  if (
    value === '' ||
    saysNothing(value) ||
    value.length > 120 ||
    // `8.6/10`: what an inspection gives the engine.
    /^\d{1,3}(?:[.,]\d+)?\s?\/\s?(?:5|10|100)$/.test(value) ||
    (/^\d+\s?(?:hp|ps|kw|bhp|cv|ch)\b/i.test(value) && !/\belectric\b|\bmotors?\b/i.test(value))
  )
    return undefined;
  const plain = plainFigures(value);
  return ENGINE.test(plain) || ENGINE_ELSEWHERE.test(plain) || ENGINE_NUMBER.test(plain) ? value : undefined;
}
