/**
 * Values that stand without a label in the short lines of a details list: `6k Miles`, `Eight-Speed Automatic
 * Transaxle`, `Sonora Metallic Paint`, `Twin-Turbocharged 3.0L Flat-Six`.
 * Invariant: a line counts only when its whole text has the shape, and lists with several candidates give the first.
 */
import { type Mileage, mileagesIn, mileageUnknown } from '../../vehicles/values/mileage.ts';
import { moneyIn } from '../../vehicles/values/money.ts';
import { namesColor } from '../../vehicles/values/wording.ts';
import { type Claim, claim } from '../claim.ts';
import type { Line, PageDocument } from '../document/document.ts';
import { type Element, parentOf } from '../document/dom.ts';
import { NOT_THE_READING } from './sentences.ts';

const MAX_LINE = 90;
const GEARBOX =
  /\b(?:transmission|transaxle|gearbox|overdrive automatic|steptronic|tiptronic|automatic|manual|speed manual|semi-?auto(?:matic)?)(?:\s+(?:w\/|with\b).*)?$/i;
const NO_GEARBOX =
  /\b(?:rebuilt|replaced|refurbished|cooler|fluid|service|tunnel|mount|swap|climate|seats?|windows?|owner|book|top|air conditioning)\b/i;
const ENGINE =
  /(?:\b\d\.\d{1,2}[- ]?(?:l|liter|litre)s?\b|\b\d{3,4}\s?(?:cc|ci|cid|cubic[- ]inch)\b|\b(?:inline|flat|straight)[- ]?(?:two|three|four|five|six|eight|twelve|\d{1,2})\b|\bV-?(?:6|8|10|12|16|twin|eight|six|twelve|ten)\b|\brotary\b|\bvtec\b|\bboxer\b|\bV[- ]?Twin\b|^(?:twin-?)?(?:turbo|super)charged\s\S*\d)/i;
const NO_ENGINE =
  /\b(?:transmission|transaxle|rebuilt|replaced|exhaust|intake|cover|wheels?|brakes?|badges?|speed|differential|axle|oil|seats?|swap(?:ped)? in)\b/i;
const PAINT = /^(.{3,60}?)\s+(?:paint|exterior|finish|lacquer|over\s.{3,40}(?:leather|interior))(?:work)?$/i;
const NO_PAINT =
  /\b(?:re-?paint|respray|correction|protection|film|chips?|meter|code|new|fresh|older|custom|ceramic|touch-?up|original|wheels?|sealant)\b/i;

/** `Refinished in Olive Green`, `Rosso Corsa`, `Wimbledon White w/Blue Stripes`: capitals throughout, a color among them. */
const FINISH =
  /^(?:(?:(?:[Rr]e)?(?:[Ff]inished|[Pp]ainted)|(?:[Bb]are-[Mm]etal )?[Rr]epaint(?:ed)?) in )?((?:[A-Z][\w'’-]*|&)(?: (?:[A-Z][\w'’-]*|&)){0,4}?)(?:\s(?:w\/|[Oo]ver\s|[Ww]ith\s).{2,40})?$/;
const NO_FINISH =
  /\b(?:leather\w*|upholstery|interior|cloth|vinyl|alcantara|wheels?|centers?|calipers?|brakes?|top|roof|plates?|seats?|carpets?|tires?|lights|glass|trim|stripes?|title|kit|hood|bumpers?|gauges?|dash\w*|box|edition|package|book|tag|badge\w*|windows?|mirrors?|engine|body|label)\b/i;
const OPENING =
  /^(?:(?:approximately|approx\.?|about|just|only|indicated|~|(?:\S+-digit )?odometer (?:shows|indicates|reads))\s+)+/i;

/** `6 Cylinder Turbo` in a heading of its own. */
const HEADED_ENGINE =
  /^(?:\d{1,2}|three|four|five|six|eight|ten|twelve)[- ]cyl(?:inders?|\.)?(?: (?:twin[- ]?)?turbo| diesel| petrol)?$/i;

/** What the line before a distance says when it is no odometer reading. */
const OTHER_DISTANCE =
  /reichweite|\brange\b|autonom|actieradius|zasięg|dojezd|dojazd|hatótáv|räckvidd|r(?:e|æ)kkevidde|toimintama|doseg|domet|menzil|αυτονομ|запас хода|запас ходу|пробіг на|항속|주행가능|航続|续航|續航|distan[ct]|entfernung|\baway\b|radius|within|umkreis|warranty|garan[tc]|záruk|consum|verbrauch|spotřeb|annual|per year|limit|delivery|from you|^(?:距離|距离|거리|المسافة|المسافه|فاصله|מרחק|khoảng cách|jarak|mesafe|afstand|avstånd|avstand|odległość|vzdálenost|vzdialenosť|távolság|etäisyys|расстояние|відстань|udaljenost|разстояние|απόσταση|ระยะห่าง|distância|distanza|distancia|दूरी|দূরত্ব|umbali|масофа|მანძილი|հեռավորություն)\P{L}*$/iu;

export function bareClaims(page: PageDocument): Claim[] {
  const claims: Claim[] = [];
  const seen = new Set<string>();
  const add = (topic: Claim['topic'], text: string, line: Line, weight: number, more: Partial<Claim> = {}): void => {
    if (seen.has(topic)) return;
    seen.add(topic);
    claims.push(claim(topic, text, 'label', weight, { snippet: line.text, ...more }));
  };
  const finishes: Array<{ color: string; line: Line; list: Element | undefined }> = [];
  const detailed = new Set<Element | undefined>();
  for (const [index, line] of page.lines.entries()) {
    if (line.zone !== 'main' || line.text.length > MAX_LINE || line.level > 2) continue;
    const { text } = line;
    // `48k Miles (~5k Added Under Current Ownership)`: what stands in brackets explains the reading.
    // bounded: MAX_LINE.
    const bare = text.replace(/\s*\([^)]*\)/g, '').replace(OPENING, '');
    const outside = mileagesIn(bare);
    const mileage = outside.length === 1 ? outside : mileagesIn(text);
    const [only] = mileage;
    if (
      only !== undefined &&
      oneReading(mileage) &&
      only.at <= 12 + text.length - text.replace(OPENING, '').length &&
      bare.length - only.text.length <= 32 &&
      !/\d\s*(?:mpg|hp)|engine|since|rebuild|per\s|range|\b(?:oil|belts?|plugs?|clutch|brakes?|tyres?|tires?|filters?|pads|battery|chain)\b.{0,12}\b(?:at|every)\b/i.test(
        text,
      ) &&
      !NOT_THE_READING.test(besideIn(text, only)) &&
      !OTHER_DISTANCE.test(page.lines[index - 1]?.text ?? '')
    ) {
      // Distinct readings in lines alone are results of a search or decoys; resolve-fields.ts sees them contradict.
      const unknown = mileageUnknown(text);
      claims.push(claim('mileage', text, 'label', unknown ? 0.8 : inList(line) ? 0.75 : 0.6, { snippet: text }));
    }
    if (/^(?:automatic|manual) transmission$/i.test(text)) add('transmission', text, line, 0.75);
    if (line.level === 2 && HEADED_ENGINE.test(text))
      claims.push(claim('engine', text, 'label', 0.62, { snippet: text }));
    if (!inList(line)) continue;
    // `Four-Speed Manual Transmission (Removed)`: brackets belong to the value only where it needs them.
    if (GEARBOX.test(bare) && !NO_GEARBOX.test(text)) add('transmission', GEARBOX.test(text) ? text : bare, line, 0.75);
    else if (ENGINE.test(text) && !NO_ENGINE.test(text.replace(/^(?:freshly |recently )?rebuilt /i, '')))
      add('engine', text, line, 0.72);
    const paint = PAINT.exec(text)?.[1];
    if (paint !== undefined && !NO_PAINT.test(text)) add('color', paint, line, 0.72);
    const list = listOf(line);
    const finish = FINISH.exec(text);
    const color = finish?.[1] ?? '';
    const painted = / in /.test(text.slice(0, 24));
    if (namesColor(color) && !NO_FINISH.test(color) && (painted || color.includes(' ')))
      finishes.push({ color, line, list });
    else if (GEARBOX.test(text) || ENGINE.test(text) || mileage.length > 0) detailed.add(list);
  }
  // Colors alone in a list of equipment may be the seats'; beside the engine and the gearbox they are the car's.
  for (const { color, line, list } of finishes) if (detailed.has(list)) add('color', color, line, 0.62);
  // `7.300 € · 168.000 km`, `8.150 € · 201.000 km`: lines of other cars, each with its own price.
  const cards = claims.filter(({ topic, text }) => topic === 'mileage' && moneyIn(text).length > 0);
  return new Set(cards.map(({ text }) => text)).size > 1 ? claims.filter((entry) => !cards.includes(entry)) : claims;
}

/** `60,000 km service done`: what follows a distance up to the next comma. */
const besideIn = (text: string, { at, text: figure }: { readonly at: number; readonly text: string }): string =>
  text.slice(at + figure.length).split(/[,;·|•/]/)[0] ?? '';

/** One figure, or one figure with its conversion: `98k Kilometers (~61k Miles)`. */
function oneReading(found: readonly Mileage[]): boolean {
  const [first, second] = found;
  if (first === undefined || second === undefined) return found.length === 1;
  const km = (mileage: Mileage): number => mileage.value * (mileage.unit === 'mi' ? 1.609344 : 1);
  return found.length === 2 && first.unit !== second.unit && Math.abs(km(first) - km(second)) <= 0.04 * km(first);
}

function listOf(line: Line): Element | undefined {
  const item = line.element.name === 'li' ? line.element : parentOf(line.element);
  return item === undefined ? undefined : parentOf(item);
}

function inList(line: Line): boolean {
  return line.element.name === 'li' || parentOf(line.element)?.name === 'li';
}
