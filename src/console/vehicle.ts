/** One vehicle: what stands there, what proves it, what happened, and what a person may decide. */
import { z } from 'zod';
import { findAudit } from '../database/statements/audit.ts';
import { findDaemons } from '../database/statements/find-daemons.ts';
import type { Snapshot } from '../database/statements/live.ts';
import { findVehiclePhotographs } from '../database/statements/vehicle-photographs.ts';
import { findStory, titleOf, type VehicleStory } from '../database/statements/vehicle-story.ts';
import { type ManualRun, startManualRun } from '../jobs/manual-run.ts';
import { nextStep } from '../jobs/next-step.ts';
import { facts, type Html, html, outside, shortly, time } from './html.ts';
import { type ConsoleServices, type Pages, RefusedError, type Visit } from './pages.ts';
import { inWords, showTable, table } from './table.ts';
import { historyOf } from './vehicle-history.ts';
import { photographsSection } from './vehicle-photographs.ts';
import { earlierTable, fieldsTable, historySection, proposalsTable } from './vehicle-sections.ts';
import { outcomeMark } from './vehicles.ts';

export const vehicleParams = z.object({ id: z.guid('is no id of a vehicle') });
const ACTIONS = 60;
const PHOTOGRAPHS = 60;

export async function storyOf({ pool }: Pick<ConsoleServices, 'pool'>, id: string): Promise<VehicleStory> {
  const story = await findStory(pool, { vehicleId: id, actions: ACTIONS });
  if (story === undefined) throw new RefusedError('There is no vehicle with this id.', 404);
  return story;
}

export function vehiclePage(pages: Pages): void {
  const query = z.object({ plan: z.string().optional() });
  pages.page('/console/vehicles/:id', { query, params: vehicleParams }, async (visit) => {
    const { services, params, path, form } = visit;
    const { pool } = services;
    const story = await storyOf(services, params.id);
    const [photographs, trail, daemons, live] = [
      await findVehiclePhotographs(pool, params.id, PHOTOGRAPHS),
      await findAudit(pool, { target: params.id, limit: 50 }),
      await findDaemons(pool),
      await services.feed.read([params.id]),
    ];
    const moments = historyOf(story, trail);
    const next = nextStep(story, { livingDaemons: daemons.filter(({ alive }) => alive).length, now: new Date() });
    const fields = fieldsTable(story, form);
    const proposals = proposalsTable(story, form);
    const earlier = earlierTable(story);
    const plan = visit.query.plan === undefined ? undefined : await planOf(services, params.id);
    return {
      title: titleOf(story),
      body: html`${summary(story, next)}
        <div data-live hx-get="/console/live/vehicle/${params.id}" hx-trigger="live">${progressPart(live, params.id) ?? stands(story)}</div>
        ${buttons(story, form)}${plan}
        ${showTable(fields, path)}
        ${story.proposals.length > 0 && showTable(proposals, path)}
        ${showTable(earlier, path)}
        ${photographsSection(params.id, photographs)}
        ${historySection(moments)}`,
      tables: [
        fields,
        proposals,
        earlier,
        table('history', 'History', moments, [
          { key: 'at', label: 'when' },
          { key: 'what' },
          { key: 'detail' },
          { key: 'took_ms', label: 'took', value: ({ tookMs }) => tookMs },
          { key: 'since_ms', label: 'later', value: ({ sinceMs }) => sinceMs },
        ]),
      ],
    };
  });
  pages.part('/console/live/vehicle/:id', { params: vehicleParams }, async ({ services, params: { id } }) => {
    return progressPart(await services.feed.read([id]), id) ?? html`<p class="faint">A moment…</p>`;
  });
}

function summary({ vehicle, state, page }: VehicleStory, next: string): Html {
  return facts([
    ['id', html`<code>${vehicle.id}</code>`],
    ['address', vehicle.discovery_url === null ? 'none' : outside(vehicle.discovery_url.slice(0, 2_000))],
    ['score', `${vehicle.score} of 100, complete from ${vehicle.threshold} on with year, make and model`],
    ['lacks', vehicle.gaps.map(inWords).join(', ') || 'nothing'],
    ['why', state?.reason && shortly(state.reason, 300)],
    ['attempts', state !== undefined && state.attempts > 0 && `${state.attempts} of ${state.max_attempts} failed`],
    ['error', state?.last_error && shortly(state.last_error, 200)],
    ['next', next],
    [
      'kept page',
      page &&
        html`read ${time(page.fetched_at)}, judged ${page.kind}: ${shortly(page.kind_reason)} <a href="/console/vehicles/${vehicle.id}/evidence">show it</a>`,
    ],
  ]);
}

/** From the feed alone; the vehicle may be missing in it for one round. */
function progressPart({ watched }: Snapshot, id: string): Html | undefined {
  const now = watched.find((each) => each.id === id);
  if (now === undefined) return undefined;
  const { outcome, score, rests, reason, next_try_at: again } = now;
  return html`<p class="now">Now: ${outcomeMark(outcome)}${score !== null && `, score ${score}`},
    ${rests ? (again === null ? 'rests' : html`rests until ${time(again)}`) : html`<strong>at work or in the queue</strong>`}.
    ${!rests && reason && shortly(reason)} <a href="/console/vehicles/${id}">Load the page anew</a></p>`;
}

/** Until the feed has it. */
function stands({ vehicle, state }: VehicleStory): Html {
  return html`<p class="now">Now: ${outcomeMark(state?.outcome ?? 'unseen')}, score ${vehicle.score}.</p>`;
}

type Form = Visit<unknown, unknown>['form'];

function buttons({ vehicle, state }: VehicleStory, form: Form): Html {
  const path = `/console/vehicles/${vehicle.id}`;
  const note = html`<label>Note<input name="note" size="18" maxlength="2000" autocomplete="off"></label>`;
  return html`<div class="row">
    ${form('/console/vehicles/run', html`<input type="hidden" name="vehicle" value="${vehicle.id}"><input type="hidden" name="back" value="${path}"><button>Run now</button>`)}
    <a class="button" href="${path}?plan=1#plan">Dry run</a>
    ${
      state?.outcome === 'excluded'
        ? form(`${path}/include`, html`<button>Include again</button>`)
        : form(
            `${path}/exclude`,
            html`<details class="decide"><summary>Exclude</summary>${note}<button>Leave it alone</button></details>`,
          )
    }
    ${form(`${path}/undo`, html`<button data-confirm="Take back everything that micro-scrape wrote to this vehicle and nobody has changed since?">Undo what was written</button>`)}
  </div>`;
}

/** What a run would do, as `micro-scrape run --dry-run` says it. Nothing is changed. */
async function planOf({ pool }: ConsoleServices, id: string): Promise<Html> {
  const run = await startManualRun(pool, { ids: [id], batchSize: 1, dryRun: true, force: true });
  return html`<section id="plan" class="said"><h2>A run would do this</h2><p>${wordsOf(run)}</p><p class="faint">A dry run: nothing was changed.</p></section>`;
}

function wordsOf({ vehicles: [vehicle], leftOut: [left] }: ManualRun): string {
  if (vehicle !== undefined) {
    const what = vehicle.recommended.join(', ') || 'nothing: there is no address and no photograph to read from';
    const rests = vehicle.canImprove
      ? ''
      : ` It rests as ${vehicle.outcome ?? 'unseen'}, so the same may be found as before.`;
    return `It lacks ${vehicle.gaps.map(inWords).join(', ')}. The run would do: ${what}.${rests}`;
  }
  return left?.outcome === 'excluded' ? 'Nothing: it is excluded. Include it first.' : 'Nothing: nothing is missing.';
}
