/**
 * Values that stand without a label in the short lines of a details list: `6k Miles`, `Eight-Speed Automatic
 * Transaxle`, `Sonora Metallic Paint`, `Twin-Turbocharged 3.0L Flat-Six`.
 * Invariant: a line counts only when its whole text has the shape, and lists with several candidates give the first.
 */
import { type Mileage, mileagesIn, mileageUnknown } from '../../vehicle/mileage.ts';
import { type Claim, claim } from '../claim.ts';
import type { Line, PageDocument } from '../document.ts';
import { parentOf } from '../dom.ts';

const MAX_LINE = 90;
const GEARBOX =
  /\b(?:transmission|transaxle|gearbox|overdrive automatic|steptronic|tiptronic|automatic|manual|speed manual)$/i;
const NO_GEARBOX =
  /\b(?:rebuilt|replaced|refurbished|cooler|fluid|service|tunnel|mount|swap|climate|seats?|windows?|owner|book|top|air conditioning)\b/i;
const ENGINE =
  /(?:\b\d\.\d{1,2}[- ]?(?:l|liter|litre)s?\b|\b\d{3,4}\s?(?:cc|ci|cid|cubic[- ]inch)\b|\b(?:inline|flat|straight)[- ]?(?:two|three|four|five|six|eight|twelve|\d{1,2})\b|\bV-?(?:6|8|10|12|16|twin|eight|six|twelve|ten)\b|\brotary\b|\bvtec\b|\bboxer\b|\bV[- ]?Twin\b)/i;
const NO_ENGINE =
  /\b(?:transmission|transaxle|rebuilt|replaced|exhaust|intake|cover|wheels?|brakes?|badges?|speed|differential|axle|oil|seats?|swap(?:ped)? in)\b/i;
const PAINT = /^(.{3,60}?)\s+(?:paint|exterior|finish|lacquer|over\s.{3,40}(?:leather|interior))(?:work)?$/i;
const NO_PAINT =
  /\b(?:re-?paint|respray|correction|protection|film|chips?|meter|code|new|fresh|older|custom|ceramic|touch-?up|original|wheels?|sealant)\b/i;

/** What the line before a distance says when it is no odometer reading. */
const OTHER_DISTANCE =
  /reichweite|\brange\b|autonom|actieradius|zasięg|distance|entfernung|\baway\b|radius|within|umkreis|warranty|garantie|consum|verbrauch|annual|per year|limit|delivery|from you/i;

export function bareClaims(page: PageDocument): Claim[] {
  const claims: Claim[] = [];
  const seen = new Set<string>();
  const add = (topic: Claim['topic'], text: string, line: Line, weight: number, more: Partial<Claim> = {}): void => {
    if (seen.has(topic)) return;
    seen.add(topic);
    claims.push(claim(topic, text, 'label', weight, { snippet: line.text, ...more }));
  };
  for (const [index, line] of page.lines.entries()) {
    if (line.zone !== 'main' || line.text.length > MAX_LINE || line.level > 2) continue;
    const { text } = line;
    const mileage = mileagesIn(text);
    const [only] = mileage;
    if (
      only !== undefined &&
      oneReading(mileage) &&
      only.at <= 12 &&
      text.length - only.text.length <= 32 &&
      !/\d\s*(?:mpg|hp)|engine|since|rebuild|per\s|range/i.test(text) &&
      !OTHER_DISTANCE.test(page.lines[index - 1]?.text ?? '')
    ) {
      // Distinct readings in lines alone are results of a search or decoys; the reconciler sees them contradict.
      const unknown = mileageUnknown(text);
      claims.push(claim('mileage', text, 'label', unknown ? 0.8 : inList(line) ? 0.75 : 0.6, { snippet: text }));
    }
    if (!inList(line)) continue;
    if (GEARBOX.test(text) && !NO_GEARBOX.test(text)) add('transmission', text, line, 0.75);
    else if (ENGINE.test(text) && !NO_ENGINE.test(text)) add('engine', text, line, 0.72);
    const paint = PAINT.exec(text)?.[1];
    if (paint !== undefined && !NO_PAINT.test(text)) add('color', paint, line, 0.72);
  }
  return claims;
}

/** One figure, or one figure with its conversion: `98k Kilometers (~61k Miles)`. */
function oneReading(found: readonly Mileage[]): boolean {
  const [first, second] = found;
  if (first === undefined || second === undefined) return found.length === 1;
  const km = (mileage: Mileage): number => mileage.value * (mileage.unit === 'mi' ? 1.609344 : 1);
  return found.length === 2 && first.unit !== second.unit && Math.abs(km(first) - km(second)) <= 0.04 * km(first);
}

function inList(line: Line): boolean {
  return line.element.name === 'li' || parentOf(line.element)?.name === 'li';
}
