/**
 * What the seller's own sentences say, where nothing structured does.
 * Invariant: a figure is taken only from the few phrasings that can mean nothing else, and the words before it are read.
 */
import { matchesIn } from '../../runtime/matches.ts';
import { mileagesIn, mileageUnknown } from '../../vehicles/values/mileage.ts';
import { engineOf, namesColor } from '../../vehicles/values/wording.ts';
import { judgeVin, normalizeVin, spelledVins, vinCandidates } from '../../vehicles/vin/vin.ts';
import { type Claim, claim } from '../claim.ts';
import type { PageDocument } from '../document/document.ts';
import { type Element, isElement, markers, parentOf } from '../document/dom.ts';
import { NOT_THE_READING } from './sentences.ts';

const MAX_PROSE = 20_000;
/** Words before a distance that say it is not the car's: the engine's, a service interval, a trip, a rebuild. */
const NOT_THE_CAR =
  /\b(?:engine|motor|transmission|tires?|tyres?|clutch|brakes?|rebuil[td]|replaced|every|within|warranty|garantie|up to|last|next|approximately every|added|driven|drive|drove|about|roughly|since|range|under|over|per|radius|less than|more than|service[d]? at|performed at|changed at|done at|previous|prior|additional|some|another|first|new|owner(?:ship)?[^.]{0,40})\s*(?:(?:has|have|had|with|only|around|approximately|just|at|of|the|is|was|a|car)\s*){0,3}$/i;
/** Words after a distance that make it a part of the car's: `miles since the restoration`, `in his ownership`, `a year`. */
const PART_OF_IT =
  /^\s*(?:since\b|in (?:the|our|his|her|my|their|current|present|last|past|\d)|under (?:the |its )?(?:current|present|previous|his|her|my|our)|during|with (?:the|its) (?:current|present|previous)|per\b|a year|each|annually|later|ago|before|after\b|of which)/i;
/** `60,000 km service done`, `100k miles warranty`, `20,000 km on new tyres`. */
const OF_SOMETHING =
  /^\S+(?:\s\S+){0,3}\s(?:warranty|guarantee|service|range|ago|belt|interval|check|tyres?|tires?|engine|motor|battery|gearbox|per|a year|since|after|before|left|more|between|jährlich|pro jahr|im jahr|par an|l'an|al año|por año|por ano|all'anno|per jaar|jaarlijks|rocznie|ročně|в год|на рік)(?!\p{L})/iu;
const IS_THE_CAR =
  /\b(?:shows?|showing|shown|indicat\w+|odometer[^.]{0,40}|displays?(?: approximately)?|with(?: only| just| under)?|has(?: only| just)?|only|just|original|actual|mileage(?: is| of)?:?|currently|reads?|(?:currently|now|still|sit(?:s|ting)|(?:car|truck|it)(?: is|'s)|mileage) at|low|now has|(?:now )?it is (?:now )?on|it has|has (?:covered|travell?ed|done|clocked))\s*(?:(?:only|just|approximately|approx\.?|about|around|~|an?)\s*)?$/i;
const GEARBOX =
  /\b(?:(?:[3-9]|10|three|four|five|six|seven|eight|nine|ten)[- ]?(?:speed|spd)\b(?:\s+(?:manual|automatic|auto|dual-clutch|pdk|sequential|tiptronic|close-ratio))*(?:\s+(?:transmission|transaxle|gearbox)|\s+[A-Z][\w-]{1,9}\s+(?:transmission|transaxle|gearbox))?|(?:manual|automatic)\s+(?:transmission|gearbox|transaxle))/gi;

/** `a 5 speed ZF gearbox, rather than the 4 speed box these left the works with`. */
const ANOTHER_ONE =
  /\b(?:rather than|instead of|in place of|replac(?:es|ed|ing)|unlike)(?: (?:the|a|an|its|original|usual|standard|old)){0,3}\s$/i;

export function proseClaims(page: PageDocument, description: string): Claim[] {
  const claims: Claim[] = [];
  const text = description.slice(0, MAX_PROSE);
  for (const mileage of mileagesIn(text)) {
    const before = text.slice(Math.max(0, mileage.at - 70), mileage.at);
    const after = text.slice(mileage.at, mileage.at + 90);
    const sentence = text.slice(Math.max(0, mileage.at - 60), mileage.at + 90);
    const on =
      /^\S*(?:\s\S+)?\s+(?:(?:miles?|mi|kms?|kilomet(?:er|re)s?)\s*)?on (?:it\b|the (?:clock|odometer|car|odo|dash|chassis|body)\b|this (?:car|truck)\b)/i.test(
        after,
      );
    // A sentence that is nothing but the reading: `Runs well. 178k miles, some rust.`
    const alone =
      // bounded: `before` has 70 characters.
      /(?:^|[.!\n])\s*(?:~|about |approx\.? )?$/i.test(before) &&
      /^\s*(?:[.,;!\n]|$)/.test(text.slice(mileage.at + mileage.text.length));
    // `69k kms lang, pang grocery`: a line that begins with the reading.
    const opens =
      mileage.value >= 5_000 &&
      mileage.unit !== undefined &&
      /(?:^|\n)\W{0,3}$/.test(before) &&
      !OF_SOMETHING.test(after) &&
      !NOT_THE_READING.test(after.split(/[,;\n]/)[0] ?? '');
    if (mileage.value < 500 || NOT_THE_CAR.test(before) || !(on || alone || opens || IS_THE_CAR.test(before))) continue;
    if (
      /\b(?:on|since)\s+(?:the\s+|a\s+)?(?:new|rebuilt|engine|motor|rebuild|tires|clutch)/i.test(after) ||
      PART_OF_IT.test(after.slice(mileage.text.length)) ||
      mileageUnknown(sentence)
    )
      continue;
    claims.push(claim('mileage', mileage.text, 'prose', 0.62, { snippet: sentence, unit: mileage.unit ?? 'mi' }));
  }
  const gears = matchesIn(text, GEARBOX)
    .map((match) => ({ text: match[0], at: match.index }))
    .filter(({ at }) => !ANOTHER_ONE.test(text.slice(Math.max(0, at - 40), at)));
  const counts = new Set(gears.map((gear) => gear.text.toLowerCase().replace(/^(\w+)\b.*$/, '$1')).map((word) => word));
  const gear = gears.toSorted((a, b) => b.text.length - a.text.length)[0];
  if (gear !== undefined && counts.size === 1)
    claims.push(
      claim('transmission', gear.text, 'prose', 0.6, { snippet: text.slice(Math.max(0, gear.at - 60), gear.at + 120) }),
    );
  if (gears.length === 0) claims.push(...listed(text));
  const asked = asking(text);
  claims.push(...paint(text), ...statements(text), ...(asked.length > 0 ? asked : asking(askingLines(page))));

  // A number that proves itself by its check digit needs no label, wherever the seller wrote it.
  const proven = new Map<string, string>();
  for (const line of page.lines) {
    if (line.zone !== 'main') continue;
    for (const vin of writtenVins(line.text.slice(0, MAX_PROSE)))
      if (judgeVin(vin) === 'valid' && !proven.has(vin)) proven.set(vin, around(line.text, vin));
  }
  for (const vin of writtenVins(text))
    if (judgeVin(vin) === 'valid' && !proven.has(vin)) proven.set(vin, around(text, vin));
  for (const [vin, snippet] of proven) claims.push(claim('vin', vin, 'prose', 0.8, { snippet }));
  claims.push(...namedVins(page, text));
  return claims;
}

/** `SERIE SASIU WVWZZZ1KZ7W214553`, `FIN ZFA25...`, `<span class="vin-code">`: a number that its own words name. */
function namedVins(page: PageDocument, text: string): Claim[] {
  const found = new Map<string, string>();
  const lines = page.lines.filter(({ zone, text: line }) => zone === 'main' && /\d{4}/.test(line)).slice(0, MAX_LINES);
  for (const line of lines) {
    const [vin, ...more] = vinCandidates(line.text);
    const alone = vin !== undefined && more.length === 0 && line.text.trim().length === 17;
    if (alone && judgeVin(vin) === 'valid_no_check' && markedAsVin(line.element)) found.set(vin, line.text);
  }
  for (const written of [text, ...lines.map((line) => line.text.slice(0, MAX_PROSE))])
    for (const match of matchesIn(written, NUMBERED)) {
      const number = normalizeVin(match[1] ?? '');
      if (judgeVin(number) === 'valid_no_check') found.set(number, around(written, match[1] ?? ''));
    }
  return found.size === 1 ? [...found].map(([vin, snippet]) => claim('vin', vin, 'prose', 0.7, { snippet })) : [];
}

const MAX_LINES = 2_000;
const NUMBERED =
  /(?<![\p{L}\d])(?:v\.?i\.?n\.?(?:[ -]?(?:code|nummer|number|kód|kod|код|номер))?|fin|fahrgestell(?:nummer|nr\.?|-nr\.?)|fahrzeug-?ident\p{L}*\.?(?:-?nr\.?)?|(?:chassis|frame|châssis|chassi|telaio|bastidor|chasis|serie (?:de )?(?:sasiu|șasiu|şasiu)|seri[ae] șasiu|alvázszám|chassisnummer|chassinummer|stelnummer|understellsnummer|nr nadwozia|numer nadwozia|šasija|broj šasije|număr (?:de )?identificare|номер кузова|вин|вин-код|рама)(?: (?:no|nr|nº|n°|number|num|numero|número|numéro|numer|nummer)\b\.?)?)(?: (?:is|ist|e|es|est|este|to|er|är|je))?\s?[:#.]?\s?([A-HJ-NPR-Z\d]{17})(?![\p{L}\d])/giu;

/** What the page's own code calls the element, or one of the two around it. */
function markedAsVin(element: Element): boolean {
  for (let at: Element | undefined = element, up = 0; at !== undefined && up < 3; at = parentOf(at), up++)
    if (markers(at).has('vin') || at.children.filter(isElement).some((child) => markers(child).has('vin'))) return true;
  return false;
}

const writtenVins = (text: string): string[] => [...vinCandidates(text), ...spelledVins(text)];

function around(text: string, needle: string): string {
  const at = Math.max(0, text.toUpperCase().indexOf(needle));
  return text.slice(Math.max(0, at - 80), at + needle.length + 80);
}

/** `Asking $12,500 OBO` in a seller's text is the only price many private pages give. */
const ASKING =
  /(?<!\b(?:retail|list|purchase|sticker|original|base|new|suggested|window|starting|reserve|market|estimated|msrp|trade-?in|average|selling|wholesale) )\b(?:asking(?: price)?|price)(?: is| of| only)?:?\s+(?:(?:(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|and|pounds|dollars|euros)[ ,-]{1,2}){2,14}\()?((?:[$€£]|USD |EUR |GBP )\s?\d[\d.,]*\d(?:k\b)?)(?!\s*(?:\/|per\b|an? (?:month|week|day)))/gi;

function asking(text: string): Claim[] {
  const found = matchesIn(text, ASKING);
  const [first] = found;
  return first?.[1] === undefined || new Set(found.map((match) => match[1])).size > 1
    ? []
    : [
        claim('price', first[1], 'prose', 0.55, {
          snippet: text.slice(Math.max(0, first.index - 60), first.index + 90),
          label: 'asking',
        }),
      ];
}

const ASKED_BY = /^asking\b|\b(?:we(?:[’']re| are)|i(?:[’']m| am)) asking\b/i;

/** Old-style pages end with `Asking $14,500 or best offer.`, apart from the text. */
function askingLines(page: PageDocument): string {
  return page.lines
    .filter((line) => line.zone === 'main' && line.text.length < 600 && ASKED_BY.test(line.text))
    .slice(0, 10)
    .map((line) => line.text)
    .join('\n');
}

const FINISHED =
  /\b(?:[Ff]inished in|[Pp]ainted(?: in)?|[Rr]efinished in|[Pp]resented in|[Ss]pecified in|[Oo]rdered in|[Rr]esprayed in)\s+(?:(?:his|her|its|the|their|original|[a-z]{6,10})\s){0,2}([A-Z][\w'’-]*(?:\s[A-Z][\w'’-]*){0,4}\s?)(?=\s?(?:over|with|and|,|\.|by|\(|$|atop|from|in\b|paint|&))/g;

/** `The color is silver`, `the engine is the 2.7L V6 with two turbos`: a sentence that works as a label. */
const STATED: ReadonlyArray<readonly [topic: 'color' | 'engine', pattern: RegExp]> = [
  ['color', /\b(?:exterior |paint |body |car'?s )?colou?r is ([^.,;:!?\n(]{3,40})/gi],
  ['engine', /\b(?:engine|motor) is (?:the |a |an |its |original )*([^.,;:!?\n(]{1,3}(?:\.\d)?[^.,;:!?\n(]{2,50})/gi],
  // `The colour, Forest Green, is as it left the factory`, `color ALABASTER SILVER all original paint`, `Colour - Blue isle metallic`.
  ['color', /\bcolou?r, ([A-Z][\w'’-]*(?:\s[A-Z][\w'’-]*){0,3}\s?),/g],
  ['color', /\b[Cc]olou?r:? ([A-Z][A-Z'’-]+(?:\s[A-Z][A-Z'’-]+){0,3}\s?)(?=\s[a-z(]|\s*$|[,.\n])/gm],
  ['color', /^\W{0,3}(?:exterior |body )?colou?r\s?[-–]\s?([^.,;:!?\n(]{3,40})$/gim],
  // `Has the 1.8 , A/C blows cold`.
  [
    'engine',
    /(?:^|[.,;]\s?)(?:\w+ )?(\d\.\d(?: ?(?:[Ll]|litre|liter))?(?: [A-Z][\w-]+)?(?: turbo)?(?: diesel| petrol)?) (?:engine|motor)\b/gm,
  ],
  // `The 2993cc six was rebuilt in 1998`.
  [
    'engine',
    /\b[Tt]he (\d{3,4} ?cc(?: (?:twin|triple|four|five|six|eight|V\d{1,2}|flat\W\w+|straight\W\w+))?)(?= (?:engine |motor )?(?:was|is|has|had|pulls|runs|starts|fires)\b)/g,
  ],
  ['engine', /\b[Hh]as the (\d\.\d)(?=\s?[,.;]\s)/g],
];

function statements(text: string): Claim[] {
  const claims: Claim[] = [];
  for (const [topic, pattern] of STATED) {
    const found = matchesIn(text, pattern).map((match) => ({
      value: (match[1] ?? '').split(/\s(?:and|with|but|which|that|it|so|from|in)\s/i)[0]?.trim() ?? '',
      at: match.index,
      before: text.slice(Math.max(0, match.index - 14), match.index),
    }));
    const usable = found.filter(
      ({ value, before }) =>
        !/interior|inside|seat|roof|top|wheel\w*\s*$/i.test(before) &&
        (topic === 'color' ? namesColor(value) || /^[A-Z]['’a-z]/.test(value) : engineOf(value) !== undefined),
    );
    const [first] = usable;
    if (first !== undefined && new Set(usable.map(({ value }) => value.toLowerCase())).size === 1)
      claims.push(
        claim(topic, first.value, 'prose', 0.6, { snippet: text.slice(Math.max(0, first.at - 20), first.at + 120) }),
      );
  }
  return claims;
}

/** `Frame-off restored SS396 in Cranberry Red with stripes`, `It is Montana Green`: capitals, a color, no other part. */
const IN_COLOR =
  /\b(?:in|[Ii]t is|[Ii]t's|[Cc]ar is) ([A-Z][\w'’-]*(?:\s[A-Z][\w'’-]*){1,3}\s?|[A-Z][a-z\d_'’-]*[A-Z][\w'’-]*\s?)(?=\s?(?:over|with|,|\.|and\b|$))/g;
const OF_A_PART =
  /\b(?:trim\w*|upholster\w*|interior|seats?|leather|wheels?|top|roof|hood|stripes?|calipers?|dash\w*|engine|block|frame|available|from|covered|wrapped|was|originally|previously)\b[^.]*$/i;
/** `, pearl white ,` among other pieces, `Pearl colour`: a paint alone between commas. */
const MANY_COMMAS = 4;

const INTERIOR = /\b(?:leather|cloth|vinyl|alcantara|interior|upholstery|seats?|edition|package)\b/i;
/** Where a seller says first what he sells. */
const OPENING = 600;

/** Words of color alone, as private sellers write them. */
const HUE =
  '(?:(?:dark|light|bright|deep|pearl|candy|midnight|metallic|flat|matte|satin|gloss|jet|royal|navy|forest|sky|champagne|arctic|cherry)[ -]){0,2}(?:black|white|silver|gr[ea]y|red|blue|green|yellow|orange|brown|beige|gold|bronze|purple|maroon|burgundy|tan|pewter|charcoal)(?: (?:metallic|pearl))?';
/** `pearl white outside`, `grey with black leather`, `red over tan interior`: the outside and what is within. */
const OUTSIDE = new RegExp(
  `(?<![\\w-])(${HUE})(?: (?:outside|on the outside|exterior|in colou?r)(?! (?:mirror|light|trim|door|handle)))`,
  'gi',
);
const OVER_INSIDE = new RegExp(
  `(?:^|[,.;!(\\n] {0,2}|\\b(?:is|it's|color|colour) )(${HUE}) (?:with|w/|over|on|and) (?:(?:a |an |full )?(?:${HUE}|camel|cream|ivory|saddle|parchment) )(?:leather|interior|cloth|inside|vinyl|int\\b|seats)`,
  'gi',
);

const ALONE = new RegExp(`(?<=[,;|•\\n] {0,2})(${HUE})(?= {0,2}(?:[,;|•\\n]|$))`, 'gi');

function outside(text: string): Claim[] {
  const opening = text.slice(0, OPENING);
  const pieces = opening.split(/[,;|•\n]/).length > MANY_COMMAS ? [ALONE] : [];
  const found = [OUTSIDE, OVER_INSIDE, ...pieces].flatMap((pattern) => matchesIn(opening, pattern));
  const [first] = found;
  if (first?.[1] === undefined || new Set(found.map((match) => match[1]?.toLowerCase())).size > 1) return [];
  return [
    claim('color', first[1], 'prose', 0.6, { snippet: text.slice(Math.max(0, first.index - 40), first.index + 120) }),
  ];
}

/** `2002 X-Type, automatick, 90,000 miles, cold ac`: a list in which one piece is nothing but the gearbox. */
const PIECE =
  /^(?:automati[ck]{1,2}|auto(?:matic)? trans(?:mission)?|(?:[3-9]|four|five|six)[- ]?(?:speed|spd)(?: manual| auto(?:matic)?| stick)?|manual(?: trans(?:mission)?)?|stick(?: shift)?)$/i;
const MANY_PIECES = 4;

function listed(text: string): Claim[] {
  const pieces = text
    .slice(0, OPENING)
    .split(/[,;|•\n]/)
    .map((piece) => piece.trim());
  if (pieces.length < MANY_PIECES) return [];
  const gears = [...new Set(pieces.filter((piece) => PIECE.test(piece)))];
  const [only] = gears;
  return only === undefined || gears.length > 1 ? [] : [claim('transmission', only, 'prose', 0.6)];
}

function paint(text: string): Claim[] {
  const told = painted(text, FINISHED, text.length);
  if (told.length > 0 || matchesIn(text, FINISHED).length > 0) return told;
  const capital = painted(text, IN_COLOR, OPENING);
  return capital.length > 0 ? capital : outside(text);
}

function painted(text: string, pattern: RegExp, reach: number): Claim[] {
  const found = matchesIn(text.slice(0, reach), pattern).map((match) => ({
    color: (match[1] ?? '').trim(),
    at: match.index,
  }));
  const usable = found.filter(
    ({ color, at }) =>
      namesColor(color) &&
      (pattern === FINISHED || (!INTERIOR.test(color) && !OF_A_PART.test(text.slice(Math.max(0, at - 40), at)))),
  );
  const [first] = usable;
  if (first === undefined || new Set(usable.map(({ color }) => color.toLowerCase())).size > 1) return [];
  return [
    claim('color', first.color, 'prose', 0.6, { snippet: text.slice(Math.max(0, first.at - 40), first.at + 120) }),
  ];
}
