/** `extract-images`: the URLs of the listing's photographs are stored in origin_metadata.image_urls. */
import { contradiction } from '../disagreement.ts';
import { keepImageUrls } from '../findings.ts';
import { contradictsVin } from '../from-vin.ts';
import { pageOfVehicle } from '../page-of-vehicle.ts';
import type { ActionResult, Work } from '../work.ts';
import type { ActionDefinition } from './action.ts';

export const extractImages: ActionDefinition = {
  isUseful: ({ hasPage, gaps }) => hasPage && gaps.has('images_extracted'),
  run: keepUrls,
  readsPage: true,
};

async function keepUrls(work: Work): Promise<ActionResult> {
  const page = await pageOfVehicle(work);
  const { images, imagesFrom, facts } = page.reading;
  if (images.length === 0) {
    return { note: 'the page shows no photographs of this vehicle' };
  }
  const other = contradiction(work.row, facts) ?? (await contradictsVin(work, facts));
  if (other !== undefined) {
    return { note: `nothing was written, this is another vehicle: ${other}` };
  }
  keepImageUrls(work, images, {
    source_url: page.url,
    method: imagesFrom?.method ?? 'label',
    snippet: imagesFrom?.snippet ?? images[0] ?? '',
    confidence: imagesFrom?.confidence ?? 0.5,
  });
  return { note: `${images.length} photographs found` };
}
