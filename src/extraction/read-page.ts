/**
 * Reads one page: what kind it is and, when it is a listing, the facts it proves.
 * Invariant: pure and synchronous, bounded in time, and it never throws whatever it is given.
 */

import { cleanTexts, cut } from '../runtime/text.ts';
import { messageOf } from '../runtime/thrown.ts';
import { plainFigures } from '../vehicles/values/number.ts';
import { judgeVin } from '../vehicles/vin/vin.ts';
import { adapterFor, sourceOf } from './adapters/registry.ts';
import type { Claim } from './claim.ts';
import { auctionEnd } from './classify/auction-end.ts';
import { classifyCar } from './classify/classify.ts';
import { classifyText } from './classify/classify-text.ts';
import { saleState } from './classify/sale.ts';
import { isShell } from './classify/shell.ts';
import { describe } from './description/description.ts';
import { openDocument, type PageDocument } from './document/document.ts';
import { guardHtml } from './document/sanitise-html.ts';
import { presentable } from './document/text-of-markup.ts';
import { appData } from './layers/app-json.ts';
import { embeddedJson } from './layers/app-values.ts';
import { factRowClaims } from './layers/fact-rows.ts';
import { iconClaims } from './layers/icon-labels.ts';
import { jsonLdBlocks } from './layers/json-ld.ts';
import { labelClaims } from './layers/label.ts';
import { mainCar } from './layers/main-car.ts';
import { microdataItems } from './layers/microdata.ts';
import { openGraphClaims } from './layers/open-graph.ts';
import { priceLineClaims } from './layers/price-line.ts';
import { proseClaims } from './layers/prose.ts';
import { resultLineClaims } from './layers/result-line.ts';
import { claimsOf, imagesOf } from './layers/schema-claims.ts';
import { carsIn } from './layers/schema-org.ts';
import { sentenceClaims } from './layers/sentences.ts';
import { firstText, siteReading } from './layers/site.ts';
import { titleClaims } from './layers/titles.ts';
import { toldMakes, withHeading } from './layers/told-makes.ts';
import { bareClaims } from './layers/unlabelled-lines.ts';
import { photosOf } from './photographs/images.ts';
import type { PageInput, PageKind, PageReading } from './reading.ts';
import { collectCandidates } from './resolve/candidates.ts';
import { isBucket } from './resolve/judge-candidate.ts';
import { resolveFields } from './resolve/resolve-fields.ts';
import { type Anchor, anchorOf } from './subject/identity.ts';

type Show = (page: PageDocument, anchor: Anchor) => void;

/** `show`: is given the parsed page and the car it is about, when it comes as far as that. */
export function readPage(input: PageInput, show: Show = () => {}): PageReading {
  try {
    const { images, ...told } = read(input, show);
    return { ...presentable(told), images: cleanTexts(images) };
  } catch (error) {
    // A page that breaks a rule of ours must cost one page, not the worker; the reason reaches the log with the reading.
    const why = messageOf(error);
    return empty(input.url, 'not_a_vehicle', `the page could not be read: ${cut(why, 200)}`);
  }
}

function empty(url: string, kind: PageKind, reason: string): PageReading {
  return { kind, reason, source: sourceOf(url), facts: [], images: [], refused: [], outcomes: {} };
}

function read({ url, html, readAt }: PageInput, show: Show): PageReading {
  const guarded = guardHtml(html);
  if (!guarded.ok) return empty(url, 'not_a_vehicle', guarded.reason);
  const opened = openDocument(guarded.html, url);
  const early = classifyText(opened, guarded.html);
  if (early !== undefined) return empty(url, early.kind, early.reason);

  const adapter = adapterFor(url);
  const siteTitle = adapter?.title === undefined ? '' : firstText(opened, adapter.title);
  const linked = carsIn(jsonLdBlocks(opened));
  const marked = carsIn(microdataItems(opened));
  const titles = siteTitle === '' ? [] : [siteTitle];
  const labelled = labelClaims(opened);
  const json = embeddedJson(opened, guarded.html);
  const named = toldMakes([...linked.cars, ...marked.cars], labelled);
  const seen = anchorOf(withHeading(opened, named), titles, labelled, named);
  // Where no title holds a make, the application's own object for this address may tell one.
  const told = seen.name.make === undefined ? [...named, ...toldMakes([], appData(json, seen).claims)] : named;
  const page = withHeading(opened, told);
  const anchor = told === named ? seen : anchorOf(page, titles, labelled, told);
  show(page, anchor);
  const car = mainCar(linked.cars, anchor);
  const item = mainCar(marked.cars, anchor);

  const site = adapter === undefined ? undefined : siteReading(page, adapter, json);
  const app = appData(json, anchor);
  const claims: Claim[] = [
    ...(site?.claims ?? []),
    ...car.nodes.flatMap((node) => claimsOf(node, 'json-ld')),
    ...item.nodes.flatMap((node) => claimsOf(node, 'microdata')),
    ...app.claims,
    ...labelled,
    ...bareClaims(page),
    ...titleClaims(anchor),
    ...priceLineClaims(page),
    ...resultLineClaims(page),
    ...openGraphClaims(page),
  ];
  claims.push(...iconClaims(page, claims));
  claims.push(...factRowClaims(page, claims));
  const description = describe(page, adapter, claims);
  claims.push(...proseClaims(page, description?.text ?? ''));
  // A word of a table's head and a range from a form tell nothing that a sentence could not tell better.
  const stated = claims.filter(
    ({ topic, text, method }) =>
      method !== 'label' ||
      (/\d/.test(plainFigures(text)) && !(topic === 'mileage' && isBucket(text))) ||
      !['mileage', 'price', 'engine'].includes(topic),
  );
  claims.push(...sentenceClaims(page, anchor, description?.text ?? '', stated));

  const topics = collectCandidates(claims, page, anchor);
  const proven = new Set<string>(topics.by.keys());
  if (description !== undefined) proven.add('description');
  const spread = new Map(
    [...topics.by].map(([topic, candidates]) => [
      topic,
      new Set(candidates.filter((candidate) => candidate.claim.method === 'label').map((candidate) => candidate.key))
        .size,
    ]),
  );
  const whole = car.nodes.length > 0 ? car : item;
  const distinct = Math.max(car.distinct, item.distinct);
  const kind = classifyCar({
    page,
    anchor,
    adapter,
    car: { ...whole, distinct },
    isList: linked.isList || marked.isList,
    appCars: app.distinct,
    proven,
    numbered: (topics.by.get('vin') ?? []).some(({ value }) => judgeVin(String(value)) !== 'chassis'),
    spread,
  });
  if (kind.kind === 'not_a_vehicle' && app.distinct === 0 && isShell(page))
    return empty(url, 'shell', 'its text and data come by scripts alone');
  if (kind.kind !== 'listing') return empty(url, kind.kind, kind.reason);

  const state = saleState(page, adapter, claims);
  const result = resolveFields({ candidates: topics, state, description, missed: site?.missed ?? new Set() });
  const photos = photosOf(
    page,
    [
      ...(site === undefined || adapter === undefined
        ? []
        : [{ pictures: site.images, method: `adapter:${adapter.name}` as const }]),
      { pictures: app.images, method: 'app-json' },
      { pictures: car.nodes.flatMap(imagesOf), method: 'json-ld' },
      { pictures: item.nodes.flatMap(imagesOf), method: 'microdata' },
    ],
    json,
    anchor,
  );
  const weighed = (confidence: number): number =>
    Math.max(0.5, Math.round(confidence * (kind.certainty ?? 1) * 100) / 100);
  const endsAt = auctionEnd({ page, adapter, state, json, readAt });
  return {
    kind: 'listing',
    reason: kind.reason,
    source: sourceOf(url),
    sale: state,
    facts: result.facts.map((fact) => ({ ...fact, confidence: weighed(fact.confidence) })),
    images: photos?.urls ?? [],
    refused: result.refused,
    outcomes: {
      ...result.outcomes,
      images: photos !== undefined ? 'found' : site?.missed.has('images') === true ? 'selector_miss' : 'absent',
    },
    ...(photos === undefined
      ? {}
      : {
          imagesFrom: {
            method: photos.method,
            snippet: cut(photos.urls[0] ?? '', 300),
            confidence: weighed(photos.confidence),
          },
        }),
    ...(endsAt === undefined ? {} : { auctionEndsAt: endsAt }),
  };
}
