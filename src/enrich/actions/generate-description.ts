/**
 * `generate-vehicle-description`: worded by a model where one is configured and its text proves true, else composed from
 * what is known of the vehicle; marked as what it is.
 */
import { vinCandidates } from '../../vehicle/vin.ts';
import { DESCRIBED_FACTS, describeVehicle } from '../describe.ts';
import type { ActionResult, Work } from '../work.ts';
import { fillFields } from '../write.ts';

export async function generateDescription(work: Work): Promise<ActionResult> {
  const composed = describeVehicle(work.row);
  if (composed === undefined) {
    return { filled: [], note: 'too little is known to compose a description' };
  }
  const { writer } = work.services;
  const answer = await writer?.write({ ...work.row, title: titleOf(work) }, work.signal);
  if (writer !== undefined && answer !== undefined && 'text' in answer) {
    return fill(work, answer.text, {
      method: 'generated',
      snippet: `written by ${writer.model} from the fields of the row`,
      confidence: 0.8,
    });
  }
  const result = await fill(work, composed, {
    method: 'composed',
    snippet: 'composed from the fields of the row',
    confidence: 1,
  });
  return answer === undefined || 'text' in answer ? result : { ...result, note: `${result.note}; ${answer.refused}` };
}

async function fill(
  work: Work,
  value: string,
  how: { method: 'composed' | 'generated'; snippet: string; confidence: number },
): Promise<ActionResult> {
  const evidence = { pageValue: null, sourceUrl: null, ...how };
  const { filled } = await fillFields(work, [{ field: 'description', value, evidence }], {
    judgedBy: DESCRIBED_FACTS,
  });
  return { filled, note: filled.length > 0 ? how.snippet : 'a description was written meanwhile' };
}

/** The words of the page that named the car, unless a VIN stands among them. */
function titleOf(work: Work): string | null {
  const title = work.told?.title;
  return title === undefined || vinCandidates(title).length > 0 ? null : title;
}
