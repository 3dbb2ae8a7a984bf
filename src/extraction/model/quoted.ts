/**
 * Holds a value that a model claims, with the words it quotes for it, against the page.
 * Invariant: a claim becomes a fact only when the words stand in the page's readable text and, wherever they stand, our
 * own rules read that value and no other from them; the sentence, the label, the heading and the cars named around them
 * are read as well. Words that exist prove nothing: in a public test 117 of 4,350 values that quoted a real place of the
 * page were wrong.
 */

import { cut, squeeze } from '../../runtime/text.ts';
import { mileagesIn } from '../../vehicles/values/mileage.ts';
import { moneyIn } from '../../vehicles/values/money.ts';
import { readName, type VehicleName, wordKey } from '../../vehicles/values/name.ts';
import { figuresIn } from '../../vehicles/values/number.ts';
import { judgeVin, normalizeVin, vinCandidates } from '../../vehicles/vin/vin.ts';
import { vinContradiction } from '../../vehicles/vin/vin-agreement.ts';
import type { PageDocument } from '../document/document.ts';
import type { Readable } from '../document/readable.ts';
import type { Fact, SaleState } from '../reading.ts';
import { type Anchor, contradicts } from '../subject/identity.ts';
import { type Place, placesOf, TOO_MANY } from './quote.ts';
import { type Quotable, wordAgainst, wordOfAnother } from './quote-words.ts';
import { describedBy } from './quoted-text.ts';
import {
  makeSaid,
  mileageSaid,
  modelSaid,
  priceSaid,
  type Said,
  sameWords,
  vinSaid,
  wordingSaid,
  yearSaid,
} from './quoted-values.ts';

/** A value as a model claims it: `unit` is `mi`, `km` or a currency. */
export interface Quoted {
  readonly field: Quotable | 'description';
  readonly value: string | number;
  readonly unit?: string | undefined;
  readonly quote: string;
}

/** What row and page are known to say of the car. */
export interface KnownCar {
  readonly year: number | null;
  readonly make: string | null;
  readonly model: string | null;
  readonly vin: string | null;
}

export interface QuoteContext {
  readonly page: PageDocument;
  readonly anchor: Anchor;
  readonly readable: Readable;
  readonly sale: SaleState;
  readonly known: KnownCar;
}

export type Proven = { readonly facts: readonly Fact[] } | { readonly refused: string };

/** No model has been measured here: the surest of its values is less sure than a label's. */
const CONFIDENCE: Readonly<Record<Quoted['field'], number>> = {
  ...{ vin: 0.85, year: 0.75, make: 0.8, model: 0.75, mileage: 0.7, price: 0.7 },
  ...{ color: 0.7, engine: 0.7, transmission: 0.7, description: 0.6 },
};

const MAX_QUOTE = 300;
const MAX_SNIPPET = 300;

export function provenByQuote(context: QuoteContext, claimed: Quoted): Proven {
  const { page, readable, sale } = context;
  const { field, quote } = claimed;
  if (field === 'price' && sale !== 'classified') return { refused: 'only a page that asks a price has one' };
  if (field !== 'description' && quote.length > MAX_QUOTE) return { refused: 'the quotation is too long' };
  const places = placesOf(quote, readable, page.lang);
  if (places.length === 0) return { refused: 'the words do not stand on the page' };
  if (places.length >= TOO_MANY) return { refused: 'the words stand in too many places' };
  const car = namedCar(context);
  if (field === 'description') {
    const text =
      places.length === 1 && places[0] !== undefined ? describedBy(places[0], car) : { no: 'it stands twice' };
    return 'no' in text ? { refused: text.no } : { facts: [fact('description', text.text, text.text)] };
  }
  // The same words must say the same wherever they stand.
  const said = places.map((place) => saidAt(place, field, context, car, String(claimed.value)));
  for (const each of said) if ('no' in each) return { refused: each.no };
  const [first] = said;
  const [place] = places;
  if (first === undefined || 'no' in first || place === undefined) return { refused: 'nothing was read' };
  const other = said.find((each) => 'no' in each || each.value !== first.value || each.unit !== first.unit);
  if (other !== undefined) return { refused: 'the words say different things in different places' };
  if (!isClaimed(first, claimed)) return { refused: `the words say ${first.value} ${first.unit ?? ''}`.trim() };
  const against = disagreement(field, first, context, car) ?? rival(field, first, context, car);
  if (against !== undefined) return { refused: against };
  const snippet = snippetOf(place);
  if (field !== 'price') return { facts: [fact(field, first.value, snippet, first.unit)] };
  return {
    facts: [
      fact('asking_price', first.value, snippet),
      ...(first.currency === undefined ? [] : [fact('currency', first.currency, snippet)]),
    ],
  };
}

function fact(field: Fact['field'], value: string | number, snippet: string, unit?: 'mi' | 'km'): Fact {
  const topic = field === 'asking_price' || field === 'currency' ? 'price' : field;
  return {
    field,
    value,
    ...(unit === undefined ? {} : { unit }),
    method: 'model',
    snippet: cut(squeeze(snippet), MAX_SNIPPET),
    confidence: CONFIDENCE[topic as Quoted['field']],
  };
}

/** The sentence, or as much of it around the words as is kept. */
function snippetOf({ sentence, text }: Place): string {
  const whole = squeeze(sentence);
  const at = Math.max(0, whole.indexOf(squeeze(text)));
  return whole.length <= MAX_SNIPPET ? whole : whole.slice(Math.max(0, at - 100), Math.max(0, at - 100) + MAX_SNIPPET);
}

/** The page's car with what is known of it from elsewhere. */
function namedCar({ anchor, known }: QuoteContext): Anchor {
  const { name } = anchor;
  const year = name.year ?? known.year ?? undefined;
  const make = name.make ?? known.make ?? undefined;
  const model = name.model ?? known.model ?? undefined;
  return {
    ...anchor,
    key: `${anchor.key}${wordKey(known.model ?? '')}`,
    name: {
      ...name,
      ...(year === undefined ? {} : { year }),
      ...(make === undefined ? {} : { make }),
      ...(model === undefined ? {} : { model }),
    },
  };
}

function saidAt(place: Place, field: Quotable, context: QuoteContext, car: Anchor, sought: string): Said {
  const { page } = context;
  const words = squeeze(`${place.label} ${place.sentence}`);
  const another = wordOfAnother(words) ?? (isName(place.heading, car) ? undefined : wordOfAnother(place.heading));
  if (another !== undefined) return { no: `"${another}": of another car, or of none` };
  const headed = isName(place.heading, car) ? undefined : wordAgainst(field, place.heading);
  if (headed !== undefined) return { no: `it stands under "${headed}"` };
  const other = otherCar(place, car, field);
  if (other !== undefined) return { no: `it stands beside another car: ${other}` };
  switch (field) {
    case 'mileage':
      return mileageSaid(place, page, car);
    case 'price':
      return priceSaid(place, page, car);
    case 'vin':
      return vinSaid(place, car);
    case 'year':
      return yearSaid(place, car);
    case 'make':
      return makeSaid(place, car);
    case 'model':
      return modelSaid(place, car);
    default:
      return wordingSaid(field, place, sought, car);
  }
}

const isName = (heading: string, car: Anchor): boolean =>
  heading === '' || car.titles.some(({ text }) => text.startsWith(heading.slice(0, 60)));

const MAX_NAME_LINE = 120;
const CLAUSES = /[.;!?\n]\s|\n|,\s/;
/** A figure may belong to a car that is called by its model alone. */
const FIGURES: ReadonlySet<Quotable> = new Set(['mileage', 'price', 'vin', 'year']);

/** The name of another car in the lines of the quotation, or at the head of a card around them. */
function otherCar(place: Place, car: Anchor, field: Quotable): string | undefined {
  const own = place.lines.flatMap(({ text }) => text.split(CLAUSES)).slice(0, 200);
  for (const clause of own) {
    const name = readName(clause, car.told);
    const counts = !name.makeFromModel || name.year !== undefined || FIGURES.has(field);
    if (name.make !== undefined && counts && isOther(car, name)) return cut(squeeze(clause), 60);
  }
  for (const { text } of place.around) {
    if (text.length > MAX_NAME_LINE) continue;
    const name = readName(text, car.told);
    const isCard = name.make !== undefined && (name.year !== undefined || (name.knownModel && !name.makeFromModel));
    if (isCard && isOther(car, name)) return cut(squeeze(text), 60);
  }
  return undefined;
}

/** A word after the make that the table does not know as a model tells no other model. */
function isOther(car: Anchor, name: VehicleName): boolean {
  if (name.knownModel) return contradicts(car, name);
  const { model: _, ...unmodelled } = name;
  return contradicts(car, unmodelled);
}

function isClaimed(said: Exclude<Said, { no: string }>, { field, value, unit }: Quoted): boolean {
  if (unit !== undefined && unit !== '') {
    const named = unit.toLowerCase();
    const real = field === 'price' ? (said.currency ?? '').toLowerCase() : (said.unit ?? '');
    if (named !== real) return false;
  }
  if (typeof said.value === 'number') {
    const figures = typeof value === 'number' ? [value] : figuresIn(value).map((figure) => figure.value);
    return figures.length === 1 && figures[0] === said.value;
  }
  if (field === 'vin') return normalizeVin(String(value)) === said.value;
  return sameWords(String(value), said.value);
}

/** What is known of the car and says otherwise. */
function disagreement(
  field: Quotable,
  said: Exclude<Said, { no: string }>,
  { known }: QuoteContext,
  car: Anchor,
): string | undefined {
  const { year, make } = car.name;
  if (field === 'year' && year !== undefined && year !== said.value) return `the car is of ${year}`;
  if (field === 'make' && make !== undefined && !sameWords(make, String(said.value))) return `the car is a ${make}`;
  const vin = field === 'vin' ? String(said.value) : known.vin;
  if (vin === null || !(field === 'vin' || field === 'year' || field === 'make')) return undefined;
  return vinContradiction(
    vin,
    {
      year: field === 'year' ? Number(said.value) : (year ?? null),
      make: field === 'make' ? String(said.value) : (make ?? null),
    },
    field === 'vin' ? 1 : 0,
  );
}

const MAX_RIVALS = 20;

/** Another value on the page that proves itself as well. */
function rival(
  field: Quotable,
  said: Exclude<Said, { no: string }>,
  context: QuoteContext,
  car: Anchor,
): string | undefined {
  const { readable, page } = context;
  if (field === 'vin') {
    const others = vinCandidates(readable.text).filter((vin) => judgeVin(vin) === 'valid' && vin !== said.value);
    return others[0] === undefined ? undefined : `the page also gives ${others[0]}`;
  }
  if (field !== 'mileage' && field !== 'price') return undefined;
  const figures = readable.lines
    .flatMap(({ text }): readonly { readonly text: string }[] =>
      field === 'price' ? moneyIn(text, page.country) : mileagesIn(text),
    )
    .map(({ text }) => text);
  for (const figure of [...new Set(figures)].slice(0, MAX_RIVALS)) {
    for (const place of placesOf(figure, readable, page.lang)) {
      const other = saidAt(place, field, context, car, '');
      if (!('no' in other) && other.value !== said.value) return `the page also says ${other.value}`;
    }
  }
  return undefined;
}
