/**
 * Show me: where a value stands, in the page as it was kept, and the photographs as they are stored.
 * Invariant: nothing here is fetched from a site, and what a stranger wrote is answered as a document that may do nothing.
 */
import { z } from 'zod';
import { findKeptPage } from '../database/statements/kept-pages.ts';
import { findPhotographPlace } from '../database/statements/vehicle-photographs.ts';
import { titleOf, type VehicleStory } from '../database/statements/vehicle-story.ts';
import { readKeptPage } from '../enrichment/kept-page.ts';
import { findBlob } from '../media/store/blob-store.ts';
import { address, facts, type Html, html, outside, time } from './html.ts';
import { type Pages, RefusedError } from './pages.ts';
import { PAGE_POLICY } from './show-page/page-policy.ts';
import type { Proof } from './show-page/show-page.ts';
import { storyOf, vehicleParams } from './vehicle.ts';

const asked = z.object({
  source: z.coerce.number().int().positive().optional(),
  proposal: z.string().max(60).optional(),
});
type Asked = z.output<typeof asked>;

/** What did not stand on a page, and where it came from instead. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  ocr: 'It was read off a photograph; the words are what the recogniser saw.',
  'vin-decode': 'It follows from the VIN, by the tables of its maker.',
  composed: 'It was composed of what is known of the vehicle.',
  generated: 'A language model wrote it of what is known of the vehicle.',
  person: 'A person wrote it.',
};
const PICTURES = new Set(['image/jpeg', 'image/png', 'image/webp', 'image/gif', 'image/avif']);

export function evidencePages(pages: Pages): void {
  pages.page(
    '/console/vehicles/:id/evidence',
    { query: asked, params: vehicleParams },
    async ({ services, params: { id }, query }) => {
      const story = await storyOf(services, id);
      const found = evidenceOf(story, query);
      const elsewhere = found && ELSEWHERE[found.method];
      const title = found === undefined ? 'The kept page' : `Show me: ${found.field}`;
      return {
        title,
        body: html`<p><a href="/console/vehicles/${id}">${titleOf(story)}</a></p>
        ${found && factsOf(found)}
        ${elsewhere === undefined ? frame(story, query, found !== undefined) : html`<p>${elsewhere} ${found?.method === 'ocr' && html`<a href="/console/vehicles/${id}#photographs">To the photographs</a>`}</p>`}`,
      };
    },
  );

  pages.file(
    '/console/vehicles/:id/page',
    { query: asked, params: vehicleParams },
    async ({ services, params: { id }, query }) => {
      const kept = await findKeptPage(services.pool, id);
      const bytes = kept && (await readKeptPage(services.blobs, kept.blob_key));
      if (bytes === undefined) throw new RefusedError('The page of this vehicle is not kept.', 404);
      const found =
        query.source === undefined && query.proposal === undefined
          ? undefined
          : evidenceOf(await storyOf(services, id), query);
      const shown = await services.shower.show(bytes, found && proofOf(found));
      return { type: 'text/html; charset=utf-8', body: shown.document, policy: PAGE_POLICY };
    },
  );

  const photograph = vehicleParams.extend({ photograph: z.string().max(100) });
  pages.file('/console/vehicles/:id/photographs/:photograph', { params: photograph }, async ({ services, params }) => {
    const place = await findPhotographPlace(services.pool, params.id, params.photograph);
    const bytes = place === undefined ? undefined : await findBlob(services.blobs, place);
    // Its bytes say what it is: the row may be anybody's.
    const { fileTypeFromBuffer } = await import('file-type');
    const type = bytes && (await fileTypeFromBuffer(bytes))?.mime;
    if (bytes === undefined || type === undefined || !PICTURES.has(type))
      throw new RefusedError('There is no such photograph in the store.', 404);
    return { type, body: bytes, headers: { 'cache-control': 'private, max-age=86400' } };
  });
}

type Found = VehicleStory['evidence'][number] | VehicleStory['proposals'][number];

function evidenceOf({ evidence, proposals }: VehicleStory, { source, proposal }: Asked): Found | undefined {
  if (source === undefined && proposal === undefined) return undefined;
  const found =
    source === undefined ? proposals.find(({ field }) => field === proposal) : evidence.find(({ id }) => id === source);
  if (found === undefined) throw new RefusedError('This evidence is no longer kept.', 404);
  return found;
}

const proofOf = ({ snippet, method, value, page_value: written }: Found): Proof => ({
  snippet,
  method,
  values: [...(written === null ? [] : [written]), value],
});

function factsOf(found: Found): Html {
  return facts([
    ['value', found.value.slice(0, 400)],
    ['as written', found.page_value],
    ['words', found.snippet !== '' && `“${found.snippet}”`],
    ['read from', `${found.method}, sure ${found.confidence.toFixed(2)}`],
    ['when', time('written_at' in found ? found.written_at : found.read_at)],
    ['page', found.source_url && outside(found.source_url.slice(0, 2_000))],
  ]);
}

/** Without a word in `sandbox` nothing in it runs, sends or leads anywhere; its own policy says the same. */
function frame({ vehicle, page }: VehicleStory, { source, proposal }: Asked, isMarked: boolean): Html {
  if (page === undefined) return html`<p class="faint">No page of this vehicle is kept.</p>`;
  return html`<p class="faint">The page as it was read ${time(page.fetched_at)}${!isMarked && html` from ${outside(page.url.slice(0, 2_000))}`}, without its scripts, pictures and looks.</p>
    <iframe class="page" sandbox="" referrerpolicy="no-referrer" title="The kept page${isMarked && ', with the words marked'}"
      src="${address(`/console/vehicles/${vehicle.id}/page`, { source, proposal })}#evidence"></iframe>`;
}
