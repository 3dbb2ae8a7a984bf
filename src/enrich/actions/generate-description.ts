/** `generate-vehicle-description`: composed from what is known of the vehicle, marked as composed. */
import { describeVehicle } from '../describe.ts';
import type { ActionResult, Work } from '../work.ts';
import { fillFields } from '../write.ts';

export async function generateDescription(work: Work): Promise<ActionResult> {
  const text = describeVehicle(work.row);
  if (text === undefined) {
    return { filled: [], note: 'too little is known to compose a description' };
  }
  const { filled } = await fillFields(work, [
    {
      field: 'description',
      value: text,
      evidence: {
        pageValue: null,
        sourceUrl: null,
        method: 'composed',
        snippet: 'composed from the fields of the row',
        confidence: 1,
      },
    },
  ]);
  return { filled, note: filled.length > 0 ? 'composed from known facts' : 'a description was written meanwhile' };
}
