/**
 * Is a description that a model wrote true to what it was given?
 * Invariant: every number, name, color and date of an accepted text stands in the given facts, a figure is used as what
 * it is, and what would be a claim about condition, history or equipment stands there too. Doubt refuses the text.
 */
import { MAKES } from '../../vehicles/values/make-table.ts';
import { namesColor } from '../../vehicles/values/wording.ts';
import { vinCandidates } from '../../vehicles/vin/vin.ts';

export interface GivenFacts {
  /** Everything the model was shown, as it was shown. */
  readonly texts: readonly string[];
  /** Miles. */
  readonly mileage: number | null;
  /** Sale and asking price, those that are known. */
  readonly prices: readonly number[];
  readonly sold: boolean;
}

const SHORTEST = 60;
const LONGEST = 1_500;

/** Words that a sentence about any car may begin with or that are written large in one. */
const OPENERS = new Set(
  'a an and asking at both color finished has in inside it its listed mileage offered on painted paired power powered price priced registering seller showing shown shows sold the there this to under underneath up vehicle with you car truck usd eur gbp cad aud chf'.split(
    ' ',
  ),
);

/** Numbers written as words; `one` is left out, as in "this one". */
const NUMBER_WORDS: Readonly<Record<string, number>> = Object.fromEntries(
  'two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'
    .split(' ')
    .map((word, i) => [word, i + 2] as const),
);
const VAGUE_NUMBER =
  /\b(?:thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|millions?|dozens?|first|second|third|fourth|fifth|twice|single|double|half)\b/gi;
const DATE =
  /\b(?:january|february|march|april|june|july|august|september|october|november|december|(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|yesterday|recent(?:ly)?|new(?:ly)?|last (?:year|month|week)|spring|summer|autumn|winter)\b/gi;
/** What a buyer would hold the seller to. */
const CLAIM =
  /\b(?:accidents?|owners?|owned|rust(?:ed|y|-free)?|original|restor\w*|mint|excellent|pristine|perfect(?:ly)?|immaculate|flawless|clean|great|good|fine|rare|desirable|well-?kept|maintained|maintenance|serviced?|records?|history|titles?|warrant\w*|certified|inspect\w*|garaged?|low|high|reliable|reliability|smooth|luxur\w*|comfort\w*|leather|cloth|sunroof|navigation|heated|wheels?|tires?|brakes?|modified|upgraded|rebuilt|imported|fast|quick|efficient|economical|beautiful|stunning|iconic|legendary|classic|collectors?|popular|automatic|manual|turbo\w*|supercharged|diesel|hybrid|electric|gasoline|petrol|convertible|coupe|sedan|wagon|hatchback|pickup|suv|awd|4wd|rwd|fwd|(?:all|four|rear|front)-wheel)\b/gi;
// bounded: LONGEST.
const MARKUP = /https?:|www\.|@|[*_#`|<>[\]{}~\\]|^\s*(?:[-•–]|\d+[.)])\s/m;

/** Everyday words among makes' and models' names are left to the check of capitals. */
const NAMES: ReadonlySet<string> = new Set(
  MAKES.flatMap(({ name, aliases, models }) => [name, ...aliases, ...models])
    .map((name) => name.toLowerCase())
    .filter((name) => /^[\p{L}-]{6,}$/u.test(name)),
);

/** Why the text is not used, in words; nothing when it is true. */
export function unsupportedText(text: string, given: GivenFacts): string | undefined {
  if (text.length < SHORTEST || text.length > LONGEST) {
    return `it has ${text.length} characters`;
  }
  if (MARKUP.test(text)) {
    return 'it holds an address or markup';
  }
  if (vinCandidates(text).length > 0 || /\bvin\b/i.test(text)) {
    return 'it speaks of a VIN';
  }
  const known = given.texts.join('\n');
  return (
    inventedNumber(text, known) ??
    misusedNumber(text, given) ??
    inventedWord(text, known) ??
    inventedName(text, known) ??
    (/\bsold\b/i.test(text) && !given.sold ? 'it says that the car was sold' : undefined)
  );
}

function inventedNumber(text: string, known: string): string | undefined {
  const allowed = new Set(numbers(known));
  const spoken = text.toLowerCase().match(/[a-z]+/g) ?? [];
  const words = new Set(known.toLowerCase().match(/[a-z]+/g));
  const invented =
    numbers(text).find((number) => !allowed.has(number)) ??
    spoken.find((word) => !words.has(word) && word in NUMBER_WORDS && !allowed.has(String(NUMBER_WORDS[word])));
  return invented === undefined ? undefined : `the number ${invented} is no fact`;
}

/** Digits with their decimals, without separators of thousands: `48,210` is 48210, `2.0` is 2. */
function numbers(text: string): string[] {
  const found = text.match(/\d+(?:[.,]\d+)*/g) ?? [];
  return found.map((figure) => {
    const plain = figure.replace(/[.,](?=\d{3}(?!\d))/g, '').replace(',', '.');
    return Number.isNaN(Number(plain)) ? figure : String(Number(plain));
  });
}

function misusedNumber(text: string, { mileage, prices }: GivenFacts): string | undefined {
  // bounded: LONGEST.
  for (const [, figure = ''] of text.matchAll(/(\d[\d.,]*)[\s-]*(?:mi\b|miles?\b|km\b|kilomet)/gi)) {
    if (mileage === null || numbers(figure)[0] !== String(mileage)) {
      return `${figure} is not its mileage`;
    }
  }
  const money =
    // bounded: LONGEST.
    /(?:[$€£]\s?|\b(?:USD|EUR|GBP|CAD|AUD|CHF)\s)(\d[\d.,]*)|(\d[\d.,]*)\s?(?:[$€£]|\b(?:USD|EUR|GBP|CAD|AUD|CHF|dollars|euros|pounds)\b)/gi;
  for (const [, before, after] of text.matchAll(money)) {
    const figure = before ?? after ?? '';
    if (!prices.some((price) => numbers(figure)[0] === String(price))) {
      return `${figure} is not its price`;
    }
  }
  return undefined;
}

function inventedWord(text: string, known: string): string | undefined {
  const words = new Set(known.toLowerCase().match(/[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*/gu));
  for (const part of [...words].flatMap((word) => word.split('-'))) {
    words.add(part);
  }
  for (const pattern of [DATE, CLAIM, VAGUE_NUMBER]) {
    const invented = text.match(pattern)?.find(
      (match) =>
        !match
          .toLowerCase()
          .split(' ')
          .every((word) => words.has(word)),
    );
    if (invented !== undefined) {
      return `"${invented}" is no fact`;
    }
  }
  const color = text.match(/\p{L}+/gu)?.find((word) => namesColor(word) && !words.has(word.toLowerCase()));
  return color === undefined ? undefined : `the color "${color}" is no fact`;
}

/** Names of makes and models in any case, and every capitalised word that does not open a sentence about any car. */
function inventedName(text: string, known: string): string | undefined {
  const words = new Set(known.toLowerCase().match(/[\p{L}\p{N}]+/gu));
  const lower = text.toLowerCase().match(/[\p{L}-]{6,}/gu) ?? [];
  const make = lower.find((word) => NAMES.has(word) && !known.toLowerCase().includes(word));
  const capitals = text.match(/(?<![\p{L}\p{N}])\p{Lu}[\p{L}\p{N}]*/gu) ?? [];
  const name = make ?? capitals.find((word) => !words.has(word.toLowerCase()) && !OPENERS.has(word.toLowerCase()));
  return name === undefined ? undefined : `the name "${name}" is no fact`;
}
