/**
 * What a seller says in sentences of his own language, found by the label words of that language: `Farbe ist dunkelblau`,
 * `most 148.500 km van benne`, `canvi manual de 5 marxes`.
 * Invariant: only topics that nothing else on the page tells; two different answers are none.
 */
import { matchesIn } from '../../runtime/matches.ts';
import { mileagesIn } from '../../vehicles/values/mileage.ts';
import { moneyIn } from '../../vehicles/values/money.ts';
import { wordKey } from '../../vehicles/values/name.ts';
import { figuresIn, plainFigures } from '../../vehicles/values/number.ts';
import { gearboxKind, namesColor } from '../../vehicles/values/wording.ts';
import { yearsInTitle } from '../../vehicles/values/year.ts';
import { type Claim, claim, type Topic } from '../claim.ts';
import type { PageDocument } from '../document/document.ts';
import { labelOf } from '../document/labels.ts';
import type { Anchor } from '../subject/identity.ts';
import { SIZED_ENGINE } from './titles.ts';

/** Where a seller says what he sells; behind it come stories. */
const OPENING = 500;
const MAX_TEXT = 6_000;
const WEIGHT = 0.55;

/** Words between a label and its value: `Farbe ist`, `prix :`, `colore della vettura`. */
const LINK =
  /^[\s:=–—-]*(?:(?:is|ist|beträgt|est|es|è|é|e|je|jest|to|on|är|er|adalah|là|có|de|del|di|do|da|van|von|nur|only|just|wynosi|sadece|только|всего)(?!\p{L})[\s:]*){0,2}$/iu;

/** The reading of today, beside those of the day it was bought and of its repairs. */
const NOW =
  /(?<!\p{L})(?:now|currently|today|jetzt|aktuell\p{L}*|derzeit|momentan|zurzeit|heute|actuellement|maintenant|aujourd['’]?hui|ahora|actualmente|hoy|actuales|ara|actualment|avui|agora|atualmente|hoje|atuais|adesso|ora|attualmente|oggi|nu|momenteel|inmiddels|just nu|idag|nå|nyt|nykyään|tällä hetkellä|núna|teraz|obecnie|aktualnie|dziś|nyní|teď|momentálně|aktuálně|momentálne|aktuálne|most|jelenleg|acum|în prezent|actual|сейчас|теперь|сегодня|на данный момент|текущий|зараз|наразі|сьогодні|сега|в момента|към момента|sada|trenutno|zdaj|sad|danas|моментално|тренутно|сада|τώρα|σήμερα|şu an\p{L}*|şimdi|bugün|dabar|šiuo metu|šobrīd|tagad|praegu|hetkel|tani|aktualisht|hozir|қазір|odoo|saat ini|sekarang|hiện tại|الآن|حاليا|اکنون|الان|فعلا|כרגע|היום)(?!\p{L})/iu;
/** Work that was done, or falls due, at a distance; how far a tank or a guarantee reaches; how far between two. */
export const NOT_THE_READING =
  /zahnriem|steuerkett|kuppl|inspektion|ölwechsel|wartung|garantie|gewähr|reichweite|getauscht|gewechselt|erneuert|überholt|distribu|courroie|embrayage|révision|vidange|entretien|pneu|frein|autonom|garant|chang|remplac|correa|embrague|aceite|neumátic|cambiad|sustitu|corretja|embragatge|cinghia|frizione|tagliand|gomme|freni|cambiat|sostitui|correia|embraiagem|embreagem|revis[aãi]|óleo|trocad|riem|koppeling|beurt|banden|vervang|kamrem|kamaxel|koppling|service|däck|bytt|byttet|skiftet|registerreim|tannrem|jakohihn|jakopää|kytkin|huolt|renkaat|vaihdet|rozrząd|sprzęg|przegląd|opon|olej|wymien|zasięg|rozvod|spojk|servis|pneumat|řemen|remeň|vyměn|vymen|dojezd|dojazd|vezér|kuplung|gumi|olaj|fék|cserél|szíj|hatótáv|motor generál|ambreiaj|cauciuc|ulei|schimb|revizi|грм|ремень|ремён|ремен|сцеплен|масл|шин|тормоз|замен|заміни|колодк|запас хода|обслуж|кайш|смен|съединител|гаранц|kaiš|kvačil|gum[ea]|mijenj|menjan|ulj|remen|ιμάντ|λάδι|λάστιχ|αλλαγ|συμπλέκτ|triger|debriyaj|lastik|bakım|değiş|diržas|sankab|tepal|padang|keist|zobsiksn|sajūg|riep|mainīt|rihm|sidur|rehv|vahetat|every|jede|alle|tous les|toutes les|cada|ogni|elke|iedere|var(?:je|t)|hver|joka|każde|co \d|každ|minden|fiecare|кажд|кожн|всеки|svak|κάθε|her \d|kas \d|ik pēc|iga \d|belt|clutch|tyre|tire|oil|brake|battery|bater|akku|replac|motor(?:en)? (?:har|hat)|neuer motor|moteur neuf|\/\s?(?:jahr|an|año|ano|anno|jaar|år|rok|év|an|год)/iu;

/** English sellers have rules of their own (prose.ts). */
function isEnglish(text: string): boolean {
  const words = text.split(/\s+/).length;
  return (text.match(/\b(?:the|and|with|has|have|was|is|it|this|for|my)\b/gi) ?? []).length * 12 > words;
}

export function sentenceClaims(
  page: PageDocument,
  anchor: Anchor,
  description: string,
  told: readonly Claim[],
): Claim[] {
  const text = description.slice(0, MAX_TEXT);
  if (isEnglish(text)) return [];
  const known = new Set<Topic>(told.map(({ topic }) => topic));
  const sentences = sentencesOf(text);
  const find: ReadonlyArray<readonly [Topic, () => Claim | undefined]> = [
    ['mileage', () => reading(page, sentences)],
    ['price', () => (known.has('bid') || known.has('sold') ? undefined : asked(page, sentences))],
    ['transmission', () => gearbox(page, sentences)],
    ['color', () => color(page, sentences)],
    ['engine', () => engine(anchor, text) ?? namedEngine(text, page.lang)],
    ['year', () => (anchor.name.year === undefined ? year(page, anchor, text) : undefined)],
  ];
  return find.flatMap(([topic, claimed]) => (known.has(topic) ? [] : (claimed() ?? [])));
}

/** A point that ends no word cut short (`5 seb. manuális`) and stands in no figure. */
function sentencesOf(text: string): string[] {
  return text
    .split(/\n|[!?;。！？؟।։…]+|(?<=[\p{L}\p{M}\d)"”]{3})\.(?=\s+[^\p{Ll}\d]|\s*$)/u)
    .filter((part) => part.trim() !== '');
}

const piecesOf = (sentence: string): string[] => sentence.split(/,(?!\d)|،|、|[|•()]| - | – /u);

/** The label that ends a text, of one to three words. */
function labelBefore(text: string, lang: string): ReturnType<typeof labelOf> {
  const words = text.trimEnd().split(/\s+/).slice(-3);
  for (let from = 0; from < words.length; from++) {
    const label = labelOf(words.slice(from).join(' '), lang);
    if (label !== undefined) return label;
  }
  return undefined;
}

/** Whether the words before a value end in a label of the topic and what links the two. */
function announces(before: string, topic: Topic, lang: string): boolean {
  const words = before.split(/(?<=\s)|(?<=:)/);
  for (let from = words.length; from >= Math.max(0, words.length - 3); from--) {
    const label = words.slice(0, from).join('');
    if (LINK.test(words.slice(from).join('')) && labelBefore(label, lang)?.topic === topic) return true;
  }
  return false;
}

const only = <T>(found: readonly T[], key: (entry: T) => unknown): T | undefined =>
  new Set(found.map(key)).size === 1 ? found[0] : undefined;

/** `KM 62.318`, `Kilometerstand 148.500`: a figure behind a word for the reading needs no unit. */
function unitless(
  page: PageDocument,
  sentence: string,
): Array<{ value: number; unit: 'km'; text: string; at: number }> {
  return figuresIn(sentence).flatMap(({ value, text, at }) =>
    value >= 3_000 &&
    Number.isInteger(value) &&
    announces(sentence.slice(Math.max(0, at - 40), at), 'mileage', page.lang)
      ? [{ value, unit: 'km' as const, text, at }]
      : [],
  );
}

/** `con 88.000 km y ahora tiene 312.000`: the larger figure behind the word for today goes without a unit. */
function sinceThen(sentence: string, least: number): { value: number; text: string; at: number } | undefined {
  const now = NOW.exec(sentence);
  if (now === null) return undefined;
  const figure = figuresIn(sentence).find(({ at }) => at > now.index);
  return figure !== undefined && figure.at - now.index <= 24 && figure.value > least && figure.value <= 2_000_000
    ? figure
    : undefined;
}

function reading(page: PageDocument, sentences: readonly string[]): Claim | undefined {
  const found = sentences.flatMap((sentence) => {
    const distances: ReadonlyArray<{ value: number; unit?: 'mi' | 'km'; text: string; at: number }> =
      mileagesIn(sentence);
    // `najazdené 186 tis. km overiteľné v servise`: behind a word for the reading the rest only speaks of it.
    const isNamed = (at: number): boolean => announces(sentence.slice(Math.max(0, at - 40), at), 'mileage', page.lang);
    return (distances.length > 0 ? distances : unitless(page, sentence))
      .filter(({ value, unit }) => value >= 1_000 && unit !== undefined)
      .map((mileage) => {
        const piece = pieceAround(sentence, mileage.at);
        const later = sinceThen(sentence, mileage.value);
        return later === undefined
          ? { ...mileage, sentence, now: NOW.test(piece), other: NOT_THE_READING.test(piece) && !isNamed(mileage.at) }
          : { ...mileage, ...later, sentence, now: true, other: false };
      });
  });
  const now = only(
    found.filter((entry) => entry.now && !entry.other),
    ({ value }) => value,
  );
  // One distance in all is the car's, unless it is that of something done to it.
  const own = only(
    found.filter(({ other }) => !other),
    ({ value }) => value,
  );
  // Beside `ogni 7.500 km` and `at 19.000 km` the one distance that is nobody else's is the reading where it is the longest.
  const longest = own !== undefined && found.every(({ value }) => value <= own.value) ? own : undefined;
  const chosen = now ?? (found.some(({ other }) => other) ? longest : only(found, ({ value }) => value));
  return chosen === undefined
    ? undefined
    : claim('mileage', chosen.text, 'prose', WEIGHT, { snippet: chosen.sentence, unit: chosen.unit ?? 'km' });
}

/** What stands between the commas around a place; a comma within a figure is none. */
function pieceAround(sentence: string, at: number): string {
  const from = Math.max(0, ...matchesIn(sentence.slice(0, at), /[,(،](?!\d)/g).map(({ index }) => index + 1));
  const to = sentence.slice(at).search(/[,)،](?!\d)/);
  return sentence.slice(from, to < 0 ? undefined : at + to);
}

/** `Demanem 7.800 euros`, `vendo a 4.500 €`, `VB 3.200 €`. */
const ASKS =
  /(?<!\p{L})(?:demanem|demano|pido|pedimos|se pide|lo vendo (?:a|en|por)|vendo (?:a|por)|chiedo|chiediamo|peço|pedimos|vendo por|je (?:le |la )?(?:vends|demande)|je vraag|vraagprijs|preisvorstellung|verhandlungsbasis|vhb|vb|fp|festpreis|zu verkaufen für|cena|prodám za|predám za|prodam za|prodajem za|sprzedam za|vând cu|cer|продам за|продаю за|прошу|продавам за|ζητάω|ζητούνται|τιμή|myyn|hintapyyntö|hp|säljes för|pris|selges for|sælges for|parduodu už|pārdodu par|müüa|müün|irányár|eladó|giá(?: (?:em|mình|anh|tôi|nhà))?(?: (?:để|bán|mong muốn|ra đi))?|(?:em|mình) để|و?المطلوب|و?مطلوب|و?السعر|البيع ب|बिक्री|दाम|कीमत|দাম|মূল্য|harga|dijual|bei|bei ni|ราคา|ขาย)[\s:]*$/iu;
const NOT_ASKED = /^\s*(?:\/|per\b|pro\b|par\b|al mese|mtl|monat|mois|mes\b|mese|miesięcz|měsíč|месяц|aylık)/iu;

function asked(page: PageDocument, sentences: readonly string[]): Claim | undefined {
  const found = sentences.flatMap((sentence) =>
    moneyIn(sentence).flatMap((money) => {
      const at = sentence.indexOf(money.text);
      const before = sentence.slice(Math.max(0, at - 50), at);
      const after = sentence.slice(at + money.text.length);
      const told = ASKS.test(before) || announces(before, 'price', page.lang);
      return at >= 0 && told && !NOT_ASKED.test(after) ? [{ money, sentence }] : [];
    }),
  );
  const price = only(found, ({ money }) => money.amount);
  return price === undefined
    ? undefined
    : claim('price', price.money.text, 'prose', WEIGHT, {
        snippet: price.sentence,
        label: 'asking',
        ...(price.money.currency?.length === 3 ? { currency: price.money.currency } : {}),
      });
}

const MAX_GEARBOX = 40;
/** `5-Gang Schaltgetriebe`, `manuál 6 rýchlostí`; doors are counted, too. */
const COUNTED_GEARS =
  /^(?:[3-9]|10)[\s-]|^\p{L}{5,} (?:[3-9]|10)[\s-]?(?!(?:d(?:oo|eu|ver|vier|r)|tür|puert|port|drzw|vrat|ajt|ov|uks|ușă|uși|kap))\p{L}{4,}$/iu;

/** A piece that speaks of the gearbox and of its kind, or of nothing but the kind. */
function gearbox(page: PageDocument, sentences: readonly string[]): Claim | undefined {
  const found = sentences.flatMap(piecesOf).flatMap((written) => {
    const piece = written.trim().replace(/\.$/, '');
    if (gearboxKind(piece) === undefined) return [];
    const words = piece.split(/\s+/);
    const at = words.findIndex((word) => labelOf(word, page.lang)?.topic === 'transmission');
    const alone = words.length === 1 && piece.length >= 6 && !/^manuals?$/i.test(piece);
    const whole = piece.length <= MAX_GEARBOX && (at >= 0 || alone || (words.length <= 3 && COUNTED_GEARS.test(piece)));
    const near = [words.slice(at, at + 2), words.slice(Math.max(0, at - 1), at + 1), words.slice(at, at + 3)].map(
      (pair) => pair.join(' '),
    );
    const value = whole ? piece : at < 0 ? undefined : near.find((pair) => gearboxKind(pair) !== undefined);
    return value === undefined ? [] : [{ piece: value, kind: gearboxKind(value) }];
  });
  const told = only(found, ({ kind }) => kind);
  return told === undefined ? undefined : claim('transmission', told.piece, 'prose', WEIGHT);
}

const MAX_COLOR_WORDS = 4;

/** Behind these words a color is that of the seats. */
const INSIDE =
  /^(?:من|و?داخل\p{L}*|والداخل\p{L}*|داخل\p{L}*|inside|interior|innen|intérieur|interno|binnen|салон|wnętrze|interiér|belső|iç|inne|indvendig|sisä\p{L}*|nội)$/iu;

/** `Színe metál bordó`, `Color blau marí`: a word for the color, and behind it words of which one is a color. */
function color(page: PageDocument, sentences: readonly string[]): Claim | undefined {
  const found = sentences.flatMap(piecesOf).flatMap((piece) => {
    const words = piece.trim().split(/\s+/);
    return words.flatMap((word, index) => {
      // Many languages write `its color` as one word: `Színe`.
      const label = labelOf(word, page.lang) ?? (word.length > 4 ? labelOf(word.slice(0, -1), page.lang) : undefined);
      if (label?.topic !== 'color') return [];
      const rest = words.slice(index + 1);
      while (rest[0] !== undefined && LINK.test(rest[0])) rest.shift();
      const within = rest.findIndex((part) => INSIDE.test(part));
      if (within > 0) rest.length = within;
      const value = rest
        .slice(0, MAX_COLOR_WORDS)
        .join(' ')
        .replace(/(?<![.:])[.:]+$/, '');
      return rest.length <= MAX_COLOR_WORDS && namesColor(value) ? [{ value, piece }] : [];
    });
  });
  const told = only(found, ({ value }) => value.toLowerCase());
  return told === undefined ? undefined : claim('color', told.value, 'prose', WEIGHT, { snippet: told.piece });
}

/** Whether words beside a place in the text are the car's own name. */
function namesIt({ name }: Anchor, text: string, at: number): boolean {
  const around = wordKey(text.slice(Math.max(0, at - 30), at + 40));
  return [name.make, name.model].some((part) => part !== undefined && around.includes(wordKey(part)));
}

/** The pieces with which a seller begins. */
const opening = (text: string): string[] => sentencesOf(text.slice(0, OPENING)).flatMap(piecesOf);

/** `Moteur 2.0 L`, `motor 2.5 5 cilindros`: a size behind a word for the engine. */
const LITRES =
  /(?<![\d.,])[0-8][.,]\d(?![\d.,]*\d)(?:\s?(?:l|lit(?:er|re|ros)s?|litr\p{L}{0,3}|л)(?!\p{L}))?(?:\s\d{1,2}\s(?:cil|cyl|zyl)\p{L}*)?/giu;

function namedEngine(text: string, lang: string): Claim | undefined {
  const found = sentencesOf(text).flatMap((sentence) =>
    matchesIn(plainFigures(sentence), LITRES).flatMap((match) => {
      const label = announces(sentence.slice(0, match.index), 'engine', lang);
      return label && !/^\s?(?:\/|%|km)/i.test(sentence.slice(match.index + match[0].length))
        ? [{ words: sentence.slice(match.index, match.index + match[0].length), sentence }]
        : [];
    }),
  );
  const one = only(found, ({ words }) => words);
  return one === undefined ? undefined : claim('engine', one.words, 'prose', WEIGHT, { snippet: one.sentence });
}

/** `my Suzuki Swift 1.3 DDiS`: a size with the maker's word, beside the car's own name. */
function engine(anchor: Anchor, text: string): Claim | undefined {
  const found = opening(text).flatMap((piece) =>
    matchesIn(piece, SIZED_ENGINE).map((match) => ({
      words: match[0],
      own: namesIt(anchor, piece, match.index),
      piece,
    })),
  );
  const one = only(found, ({ words }) => words);
  return one?.own === true ? claim('engine', one.words, 'prose', WEIGHT, { snippet: one.piece }) : undefined;
}

/** `E' del 2011`, `es del año 2011`, `2011 года выпуска`, `z 2011 roku`: a sentence about the car itself. */
const OF_YEAR =
  /(?<!\p{L})(?:[èeé]['’]? (?:un[ao']? ?)?del|es (?:un[oa]? )?del(?: año)?|é (?:um[a]? )?de|je z roku|er fra|är från|is van) ((?:19|20)\d{2})(?!\d)|(?<!\d)((?:19|20)\d{2}) (?:года выпуска|г\. ?в\.|року випуску|рік випуску)/giu;

/** Before a year: `r.v. 11/2012`. */
const MONTH = /(?<!\d)\d{1,2}\s?[./-]\s?$/;

/** `2007-es Suzuki Swift`, `Bj. 2004`: beside the car's own name, or behind a word for it. */
function year(page: PageDocument, anchor: Anchor, text: string): Claim | undefined {
  const found = opening(text).flatMap((piece) =>
    yearsInTitle(piece).flatMap(({ year: told, at }) =>
      namesIt(anchor, piece, at) || announces(piece.slice(0, at).replace(MONTH, ''), 'year', page.lang)
        ? [{ told, piece }]
        : [],
    ),
  );
  const stated = matchesIn(text.slice(0, 2 * OPENING), OF_YEAR).map((match) => ({
    told: Number(match[1] ?? match[2]),
    piece: match[0],
  }));
  const one = only(found.length > 0 ? found : stated, ({ told }) => told);
  return one === undefined ? undefined : claim('year', String(one.told), 'prose', WEIGHT, { snippet: one.piece });
}
