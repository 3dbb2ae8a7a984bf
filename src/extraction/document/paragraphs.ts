/**
 * Lines as the text of a description: which belong to it, and the longest run of paragraphs where nothing is marked.
 * Invariant: lines of the page's own machinery, of the shop and of the law are left out; order is the page's.
 */
import { mileagesIn } from '../../vehicles/values/mileage.ts';
import { moneyIn } from '../../vehicles/values/money.ts';
import { readName } from '../../vehicles/values/name.ts';
import { isMachinery, isNotice, NOTICE_MARKS, SLOGAN, speaksOfACar, withoutButton } from './boilerplate.ts';
import type { Line, PageDocument } from './document.ts';
import { type Element, isElement, markers, parentOf } from './dom.ts';
import { labelOf } from './labels.ts';
import { hasSentence, sizeOf } from './prose-size.ts';

export const MAX_CHARS = 50_000;
export function inside(element: Element, ancestor: Element): boolean {
  for (let at: Element | undefined = element; at !== undefined; at = parentOf(at)) if (at === ancestor) return true;
  return false;
}

/** The lines one below the other, without the page's machinery; empty when there are none. */
export function textOfLines(lines: readonly Line[]): string {
  const kept: string[] = [];
  let size = 0;
  for (const line of lines) {
    if (isMachinery(line.text) || line.element.name === 'button') continue;
    kept.push(withoutButton(line.text));
    size += line.text.length;
    if (size > MAX_CHARS) break;
  }
  return kept.join('\n').trim();
}

/** Sentences of a shop about itself, its prices and its site, by language. */
const SHOP = [
  String.raw`(?:our (?:dealership|team|staff|showroom|inventory|customers|company|website|site)|we (?:offer|are a|strive|specialize|reserve)|prices? (?:do|does|exclude|include|shown|are subject)|subject to|dealer fee|document(?:ation|ary)? fee|every effort|errors? (?:and|or) omissions|newsletter|sign up|subscribe|our terms|financing (?:is )?available|apr\b|credit approval)`,
  'our (?:opening )?hours|opening hours|visit us|part[- ]exchange (?:is )?welcome|we (?:buy|deliver|ship|export)|cannot be shipped|does not guarantee|do not guarantee|photographs are of|delivery (?:is )?available|nationwide delivery|finance (?:is )?available|member of the|established in|family[- ]run',
  'unsere (?:öffnungszeiten|ausstellung|filiale|website|kunden|werkstatt)|öffnungszeiten|wir (?:bieten|finanzieren|kaufen|liefern|freuen uns|sind ein)|finanzierung (?:möglich|ab)|inzahlungnahme möglich|irrtümer? (?:und|vorbehalten)|zwischenverkauf|besuchen sie uns|impressum',
  'nos (?:horaires|clients|agences|véhicules)|horaires d.ouverture|nous (?:proposons|vous proposons|reprenons|livrons)|financement possible|reprise possible|sous réserve d.erreur|photos? non contractuelle|contactez-nous|nuestr[oa]s? (?:horario|clientes|instalaciones|concesionario|web)|ofrecemos|financiamos|aceptamos tu coche|los? datos? (?:son|publicados)|nostr[aoie] (?:clienti|sede|concessionaria|sito|orari)|offriamo|orari di apertura|finanziamenti|i dati .{0,20}indicativ|noss[ao]s? (?:clientes|loja|horário|stand|site)|oferecemos|financiamos|aceitamos (?:trocas|retomas)|programul nostru|oferim',
  'onze (?:openingstijden|klanten|showroom|website)|openingstijden|wij (?:bieden|leveren)|inruil (?:mogelijk|is)|vores (?:åbningstider|kunder|hjemmeside|udstilling)|åbningstider|vi (?:tilbyder|finansierer|tager din|erbjuder|tilbyr|tar inn)|våra (?:öppettider|kunder)|öppettider|åpningstider|tarjoamme|rahoitus(?:ta)? |aukioloajat|liikkeemme|opnunartím|við bjóðum',
  'nasz(?:a|e|ych|ej|ego) (?:firma|salon|klient|ofert|komis)|godziny otwarcia|oferujemy|zapraszamy|przyjmujemy w rozliczeniu|niniejsze ogłoszenie|náš (?:autosalon|web|autobazar)|naš[ie]|otevírací|nabízíme (?:financ|možnost|výkup)|otváracie|ponúkame (?:financ|možnosť)|nyitvatart|cégünk|kínálunk|beszámít|radno vrijeme|радно време|работно време|нашия(?:т)? (?:автокъща|сайт)|мы (?:предлагаем|принимаем)|наш(?:а|и|ем|его)? (?:автосалон|компани|сайт|клиент)|режим работы|часы работы|графік роботи|ми пропонуємо|darbo laikas|siūlome|darba laiks|piedāvājam|pakume|lahtiolekuaj',
  'ώρες λειτουργίας|προσφέρουμε|η εταιρεία μας|çalışma saatleri|firmamız|galerimiz|sunuyoruz|iş saatları|სამუშაო საათები|ساعات العمل|معرضنا|نقدم|نوفر|ساعت کاری|نمایشگاه ما|שעות (?:פתיחה|הפעילות)|אנו מציעים|הסוכנות שלנו|कार्य समय|हम प्रदान|营业时间|營業時間|本公司|我们提供|我們提供|営業時間|定休日|当社では|弊社|お問い合わせください$|영업시간|저희 매장은|당사는|เวลาทำการ|บริษัทของเรา|giờ làm việc|công ty chúng tôi|jam (?:buka|operasional)|perusahaan kami|waktu operasi',
];
export const OF_THE_SHOP = new RegExp(`(?<!\\p{L})(?:${SHOP.join('|')})`, 'iu');

/** A paragraph begins a text at this length; a shorter sentence beside it belongs to the same text. */
const PARAGRAPH = 60;
const SENTENCE = 40;

/** `Chassis No. 26512 Engine No. 26513`: the point ends no sentence. */
const STAMPED = /^(?:vin|chassis|frame|serial|engine|registration)\b[^.]{0,12}(?:no|nr)\. ?\S{0,17}\d/i;
const STAMPED_LENGTH = 120;

/** A box that the page does not show, or shows over another thing only. */
export function isHidden(element: Element): boolean {
  for (let at: Element | undefined = element, up = 0; at !== undefined && up < 6; at = parentOf(at), up++) {
    if (at.attribs.hidden !== undefined || /display\s?:\s?none/i.test(at.attribs.style ?? '')) return true;
    for (const name in at.attribs)
      if (
        (name.endsWith('role') || name.endsWith('toggle')) &&
        /^(?:tooltip|popover|dialog)$/.test(at.attribs[name] ?? '')
      )
        return true;
  }
  return false;
}

/** Whether a box around the element says that it holds rules, advice or a glossary. */
export function inNotice(element: Element): boolean {
  for (let at: Element | undefined = element, up = 0; at !== undefined && up < 5; at = parentOf(at), up++) {
    const marks = markers(at);
    if (NOTICE_MARKS.some((mark) => marks.has(mark))) return true;
  }
  return false;
}

/** Old-style pages: a run of long paragraphs of the main part is the seller's text when nothing is marked. */
export function longestParagraphs(page: PageDocument): string | undefined {
  const start =
    page.lines.find(
      (line) => line.zone === 'main' && page.heading !== '' && line.text.startsWith(page.heading.slice(0, 40)),
    )?.index ?? 0;
  const { make, model } = readName(page.heading === '' ? page.title : page.heading);
  // `Listed in our showroom is a 2015 Jaguar`: a paragraph that names the car is about it.
  const called = [make, model].map((part) => (part ?? '').toLowerCase());
  const names = (text: string): boolean => {
    const lower = text.toLowerCase();
    return called.every((part) => part !== '' && lower.includes(part));
  };
  const told = page.lines.filter(
    (line) =>
      line.zone === 'main' &&
      line.index >= start &&
      line.level === 0 &&
      sizeOf(line.text) >= SENTENCE &&
      hasSentence(line.text) &&
      !SLOGAN.test(line.text) &&
      !(line.text.length < STAMPED_LENGTH && STAMPED.test(line.text)) &&
      (!OF_THE_SHOP.test(line.text) || names(line.text)) &&
      !isHidden(line.element) &&
      !inNotice(line.element),
  );
  const speaksOfTheCar = ({ text }: Line): boolean => names(text) || speaksOfACar(text) || tellsReading(text);
  const groups = new Map<Element, Line[]>();
  // Where many lines are advice, so are the others, in words that no table has.
  const notices = new Map<Element, number>();
  for (const line of told) {
    const box = parentOf(line.element) ?? line.element;
    if (isNotice(line.text) && !names(line.text)) {
      notices.set(box, (notices.get(box) ?? 0) + 1);
      continue;
    }
    const group = groups.get(box);
    if (group === undefined) groups.set(box, [line]);
    else group.push(line);
  }
  const texts = [...groups]
    .filter(([box, group]) => (notices.get(box) ?? 0) * 2 < group.length)
    .filter(([, group]) => group.some((line) => sizeOf(line.text) >= PARAGRAPH) && group.some(speaksOfTheCar))
    .map(([box, group]) => textOfLines(withBullets(page, box, group)))
    .toSorted((a, b) => sizeOf(b) - sizeOf(a));
  const [text] = texts;
  return text === undefined || sizeOf(text) < MIN_TEXT ? typedLines(page, start, speaksOfTheCar) : text;
}

/** A line of a text typed without full stops; a shorter one beside such lines may greet or part. */
const TYPED = 24;
const MANY_TYPED = 4;

/** Forums and boards of some countries: a text of short lines, one below the other in one box, without a full stop. */
function typedLines(page: PageDocument, start: number, speaksOfTheCar: (line: Line) => boolean): string | undefined {
  const boxes = new Map<Element, Line[]>();
  for (const line of page.lines.slice(start)) {
    if (line.zone !== 'main' || line.level > 0 || !PLAIN.has(line.element.name) || isHidden(line.element)) continue;
    // Lines that a `<br>` parts have one element, paragraphs have one parent.
    const own = boxes.get(line.element);
    const box = own === undefined ? (parentOf(line.element) ?? line.element) : line.element;
    for (const at of new Set([line.element, box])) {
      const lines = boxes.get(at) ?? [];
      lines.push(line);
      boxes.set(at, lines);
    }
  }
  const texts = [...boxes.values()].filter((lines) => {
    const typed = lines.filter(({ text }) => sizeOf(text) >= TYPED);
    const other = lines.some((line) => SLOGAN.test(line.text) || isNotice(line.text) || isField(line) || isLink(line));
    // Prices and rates below each other are an offer's box.
    const sums = lines.filter(({ text }) => moneyIn(text).length > 0).length;
    if (sums * 3 > lines.length) return false;
    return !other && typed.length >= MANY_TYPED && typed.length * 2 > lines.length && lines.some(speaksOfTheCar);
  });
  const [longest] = texts.map(textOfLines).toSorted((a, b) => sizeOf(b) - sizeOf(a));
  return longest === undefined || sizeOf(longest) < MIN_TEXT ? undefined : longest;
}

/** `Color: silver`, or a label in an element of its own. */
const isField = ({ text, parts }: Line): boolean =>
  labelOf(parts[0] ?? '') !== undefined || labelOf(text.slice(0, Math.max(0, text.search(/[:：]/)))) !== undefined;
const isLink = ({ element, parts }: Line): boolean =>
  parts.length === 1 && element.children.filter(isElement).some(({ name }) => name === 'a');

const PLAIN = new Set(['div', 'p', 'article', 'section', 'td', 'pre', 'font', 'center', 'span']);

const MIN_TEXT = 100;

/** In whatever language: no notice speaks of such distances. */
const tellsReading = (text: string): boolean =>
  mileagesIn(text.slice(0, 2_000)).some(({ value, unit }) => unit !== undefined && value >= 10_000);

/** The paragraphs with the bullets between and after them, as far as they stand in the same box. */
function withBullets(page: PageDocument, box: Element, group: readonly Line[]): Line[] {
  const own = new Set(group);
  // Lines that a `<br>` parts are one text, whatever each of them ends with.
  const parted = new Set(group.map(({ element }) => element));
  const first = page.lines.find((line) => own.has(line) || (line.zone === 'main' && parted.has(line.element)));
  const lines: Line[] = [];
  for (const line of page.lines.slice(first?.index ?? 0)) {
    if (line.zone !== 'main') continue;
    if (own.has(line) || parted.has(line.element)) lines.push(line);
    else if (line.level > 0 || !inside(line.element, box)) break;
    else if (line.element.name === 'li' && labelOf(line.parts[0] ?? '') === undefined) lines.push(line);
  }
  return lines;
}
