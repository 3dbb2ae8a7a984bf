/** `extract-images`: the URLs of the listing's photographs are stored in origin_metadata.image_urls. */
import { keepImageUrls } from '../../db/statements/store-images.ts';
import { contradiction } from '../disagreement.ts';
import { contradictsVin } from '../from-vin.ts';
import { pageOfVehicle } from '../page-of-vehicle.ts';
import type { ActionResult, Work } from '../work.ts';
import { writeVehicle } from '../write.ts';

export async function extractImages(work: Work): Promise<ActionResult> {
  const page = await pageOfVehicle(work);
  const { images, imagesFrom, facts } = page.reading;
  if (images.length === 0) {
    return { filled: [], note: 'the page shows no photographs of this vehicle' };
  }
  const other = contradiction(work.row, facts) ?? (await contradictsVin(work, facts));
  if (other !== undefined) {
    return { filled: [], note: `nothing was written, this is another vehicle: ${other}` };
  }
  const { filled } = await writeVehicle(work, async (client, row) => {
    if (!(await keepImageUrls(client, row.id, images))) {
      return { filled: [], evidence: [] };
    }
    return {
      filled: ['image_urls'],
      evidence: [
        {
          field: 'image_urls',
          value: `${images.length} URLs, first ${images[0]}`,
          pageValue: null,
          sourceUrl: page.url,
          method: imagesFrom?.method ?? 'label',
          snippet: imagesFrom?.snippet ?? images[0] ?? '',
          confidence: imagesFrom?.confidence ?? 0.5,
        },
      ],
    };
  });
  return { filled, note: `${images.length} photographs found` };
}
