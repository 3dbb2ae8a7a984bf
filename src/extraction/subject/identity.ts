/**
 * Which car a page is about: the name in its heading and titles, and its address.
 * Invariant: everything found elsewhere on the page is measured against the anchor before it is believed.
 */
import { canonicalMake, readName, type VehicleName, wordKey } from '../../vehicles/values/name.ts';
import { vinCandidates } from '../../vehicles/vin/vin.ts';
import type { Claim } from '../claim.ts';
import type { PageDocument } from '../document/document.ts';
import { breadcrumbName } from './breadcrumb.ts';

export interface Anchor {
  /** Empty of make and model when no title names a car. */
  readonly name: VehicleName;
  /** Makes that the page itself tells: of them the table need not know one. */
  readonly told: readonly string[];
  /** The titles the name was read from, main heading first. */
  readonly titles: ReadonlyArray<{ readonly text: string; readonly from: 'heading' | 'meta' | 'title' }>;
  /** All titles and the address as one key, to look a model up in. */
  readonly key: string;
  /** Path of the page and of its canonical address, without query; lower case. */
  readonly paths: ReadonlySet<string>;
  /** Numbers and ids in the address by which the site knows the listing, lower case. */
  readonly ids: ReadonlySet<string>;
  /** VINs in the address. */
  readonly vins: ReadonlySet<string>;
}

export function pathOf(address: string, base: string): string | undefined {
  const url = URL.parse(address, base);
  return url === null || url.pathname.length < 2 ? undefined : url.pathname.toLowerCase().replace(/(?<!\/)\/+$/, '');
}

/** The car that the page's labels name, when they name one make and one model, or both in one (`차명: BMW 6시리즈`). */
function labelledName(claims: readonly Claim[]): VehicleName | undefined {
  const only = (topic: Claim['topic']): string | undefined => {
    const texts = new Set(claims.filter((entry) => entry.topic === topic).map((entry) => entry.text));
    return texts.size === 1 ? [...texts][0] : undefined;
  };
  const [make, model] = [only('make'), only('model')];
  if (model === undefined) return undefined;
  const name = readName(make === undefined ? model : `${make} ${model}`);
  const stated = name.make !== undefined && (make !== undefined || !name.makeFromModel);
  return stated && name.model !== undefined ? name : undefined;
}

/** `labelled`: what labels claim; it names the car where no title does. `told`: makes the page's data tell. */
export function anchorOf(
  page: PageDocument,
  extraTitles: readonly string[] = [],
  labelled: readonly Claim[] = [],
  told: readonly string[] = [],
): Anchor {
  const own = [
    ...extraTitles.map((text) => ({ text, from: 'heading' as const })),
    { text: page.heading, from: 'heading' as const },
    { text: page.meta.get('og:title') ?? '', from: 'meta' as const },
    { text: page.title, from: 'title' as const },
    { text: page.meta.get('twitter:title') ?? '', from: 'meta' as const },
  ].filter((title) => title.text !== '');
  const read = own
    .map((title) => readName(title.text, told))
    .map((name) => (isGuess(name, told) ? unnamed(name) : name));
  const stated =
    read.find((name) => name.make !== undefined && name.model !== undefined) ??
    read.find((name) => name.make !== undefined) ??
    labelledName(labelled);
  const trail = stated === undefined ? breadcrumbName(page) : undefined;
  const titles = trail === undefined ? own : [...own, { text: trail, from: 'title' as const }];
  const names = trail === undefined ? read : [...read, readName(trail)];
  const base = stated ?? (trail === undefined ? undefined : names.at(-1));
  const year =
    base?.year ??
    names.find((name) => name.year !== undefined && (base === undefined || name.make === base.make))?.year;
  const address = decode(page.url.pathname);
  const paths = [page.url.href, page.canonical, page.meta.get('og:url') ?? '']
    .map((candidate) => (candidate === '' ? undefined : pathOf(candidate, page.url.href)))
    .filter((path) => path !== undefined);
  return {
    name: { rest: '', knownModel: false, makeFromModel: false, ...base, ...(year === undefined ? {} : { year }) },
    told,
    titles,
    key: wordKey(`${titles.map((title) => title.text).join(' ')} ${base?.make} ${base?.model} ${address}`),
    paths: new Set(paths),
    ids: new Set(
      `${address} ${page.url.search}`
        .toLowerCase()
        .split(/[/?&=. ]+/)
        .flatMap((part) => [part, ...(part.match(/(?<![a-z\d])\d{6,}(?![a-z\d])/g) ?? [])])
        .filter((part) => part.length >= 4 && part.length <= 60 && /\d/.test(part)),
    ),
    vins: new Set([address, page.url.search].flatMap(vinCandidates)),
  };
}

/** `2005 Fleetwood Bounder` beside `Make: Fleetwood RV`: a make guessed from a model gives way to one that is told. */
function isGuess(name: VehicleName, told: readonly string[]): boolean {
  return name.makeFromModel && told.length > 0 && !told.some((make) => canonicalMake(make) === name.make);
}

function unnamed({ year }: VehicleName): VehicleName {
  return { rest: '', knownModel: false, makeFromModel: false, ...(year === undefined ? {} : { year }) };
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** Whether a name found on the page cannot be the anchor's car. A part either side does not name contradicts nothing. */
export function contradicts(anchor: Anchor, other: VehicleName): boolean {
  const { name } = anchor;
  if (name.year !== undefined && other.year !== undefined && name.year !== other.year) return true;
  if (name.make !== undefined && other.make !== undefined && name.make !== other.make) return true;
  if (name.model === undefined || other.model === undefined) return false;
  const ours = wordKey(name.model);
  const theirs = wordKey(other.model);
  return !anchor.key.includes(theirs) && !wordKey(`${other.model} ${other.rest}`).includes(ours);
}

/** Whether both name the same make and model, and the same year where both give one. */
export function agrees(anchor: Anchor, other: VehicleName): boolean {
  return (
    anchor.name.make === other.make &&
    other.model !== undefined &&
    anchor.name.model !== undefined &&
    !contradicts(anchor, other)
  );
}
