/**
 * `generate-vehicle-description`: worded by a model where one is configured and its text proves true, else composed from
 * what is known of the vehicle; marked as what it is.
 */
import { vinCandidates } from '../../vehicles/vin/vin.ts';
import { DESCRIBED_FACTS, describeVehicle } from '../description/describe.ts';
import { fill } from '../findings.ts';
import type { ActionResult, Work } from '../work.ts';
import type { ActionDefinition } from './action.ts';

export const generateDescription: ActionDefinition = {
  isUseful: ({ gaps, isNamed }) => gaps.has('description') && isNamed,
  run: write,
  yieldsToPage: true,
};

async function write(work: Work): Promise<ActionResult> {
  const composed = describeVehicle(work.row);
  if (composed === undefined) {
    return { note: 'too little is known to compose a description' };
  }
  const { writer } = work.services;
  const answer = await writer?.write({ ...work.row, title: titleOf(work) }, work.signal);
  if (writer !== undefined && answer !== undefined && 'text' in answer) {
    return describe(work, answer.text, {
      method: 'generated',
      snippet: `written by ${writer.model} from the fields of the row`,
      confidence: 0.8,
    });
  }
  const result = describe(work, composed, {
    method: 'composed',
    snippet: 'composed from the fields of the row',
    confidence: 1,
  });
  return answer === undefined || 'text' in answer ? result : { ...result, note: answer.refused };
}

function describe(
  work: Work,
  value: string,
  how: { method: 'composed' | 'generated'; snippet: string; confidence: number },
): ActionResult {
  const description = { field: 'description', value, page_value: null, source_url: null, ...how } as const;
  fill(work, [description], { said: how.snippet, follows: DESCRIBED_FACTS });
  return { otherwise: 'a description was written meanwhile' };
}

/** The words of the page that named the car, unless a VIN stands among them. */
function titleOf(work: Work): string | null {
  const title = work.told?.title;
  return title === undefined || vinCandidates(title).length > 0 ? null : title;
}
