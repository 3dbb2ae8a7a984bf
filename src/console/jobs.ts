/** The queue: what waits, what failed and why; once more, or away with it. */
import { z } from 'zod';
import {
  type CountedJobs,
  countJobs,
  findJobs,
  JOB_STATES,
  JOBS_COUNTED_TO,
  type Job,
  JobStaysError,
  removeJob,
  retryJobs,
} from '../database/statements/jobs.ts';
import { cleanText } from '../runtime/text.ts';
import { counted } from '../terminal/format.ts';
import { address, html, mark, shortly } from './html.ts';
import { type Pages, RefusedError } from './pages.ts';
import { type Column, figure, showTable, table } from './table.ts';

const PATH = '/console/jobs';
const AT_ONCE = 100;
const LONG = 160;
const KIND = { running: 'good', ready: 'quiet', later: 'quiet', overdue: 'warn', failed: 'bad' } as const;

const query = z.object({
  state: z.enum(JOB_STATES).optional(),
  task: z.string().max(200).optional(),
  after: z.coerce.number().int().nonnegative().default(0),
});
const chosen = z.object({
  job: z
    .union([z.string(), z.array(z.string())], 'choose at least one job')
    .transform((given) => [given].flat().map(Number))
    .pipe(z.array(z.number().int().positive()).max(AT_ONCE)),
});

const stateInWords = (state: Job['state']): string => (state === 'failed' ? 'failed for good' : state);

/** One row a task. */
interface OfTask {
  readonly task: string;
  readonly jobs: Partial<Record<CountedJobs['state'], number>>;
}

const TASKS: readonly Column<OfTask>[] = [
  { key: 'task', show: ({ task }) => html`<a href="${address(PATH, { task })}">${task}</a>` },
  ...JOB_STATES.map(
    (state): Column<OfTask> => ({
      key: state,
      label: stateInWords(state),
      value: ({ jobs }) => jobs[state] ?? 0,
      show: ({ task, jobs }) =>
        jobs[state] === undefined
          ? html`<span class="faint">0</span>`
          : html`<a href="${address(PATH, { state, task })}">${figure(jobs[state])}</a>`,
      number: true,
    }),
  ),
];

const vehicleOf = ({ key }: Job): string | undefined => /^vehicle:([0-9a-f-]{36})$/.exec(key ?? '')?.[1];

const CHOOSE: Column<Job> = {
  key: 'choose',
  value: null,
  show: ({ id, state }) =>
    state !== 'running' && html`<input type="checkbox" name="job" value="${id}" aria-label="job ${id}">`,
};
const JOBS: readonly Column<Job>[] = [
  { key: 'id', label: 'job', show: ({ id }) => String(id) },
  { key: 'task' },
  { key: 'state', show: ({ state }) => mark(KIND[state], stateInWords(state)) },
  { key: 'run_at', label: 'due' },
  { key: 'attempts', show: ({ attempts, max_attempts }) => `${attempts} of ${max_attempts}`, number: true },
  { key: 'last_error', label: 'error', most: LONG, wide: true },
  {
    key: 'vehicle_id',
    label: 'of what',
    value: (job) => vehicleOf(job) ?? null,
    show: (job) => {
      const id = vehicleOf(job);
      return id === undefined
        ? shortly(JSON.stringify(job.payload), LONG)
        : html`<a href="/console/vehicles/${id}">vehicle ${id.slice(0, 8)}</a>`;
    },
  },
  { key: 'created_at', label: 'made' },
];

export function jobsPage(pages: Pages): void {
  pages.page(PATH, { query }, async ({ query: asked, path, services, form }) => {
    const [byTask, jobs] = [
      await countJobs(services.pool),
      await findJobs(services.pool, { ...asked, limit: AT_ONCE }),
    ];
    const tasks = [...new Set(byTask.map(({ task }) => task))].map(
      (task): OfTask => ({
        task,
        jobs: Object.fromEntries(byTask.filter((each) => each.task === task).map((each) => [each.state, each.jobs])),
      }),
    );
    const all = byTask.reduce((sum, each) => sum + each.jobs, 0);
    const counts = table('tasks', 'Jobs by task and state', tasks, TASKS, 'The queue is empty.');
    const filter = [asked.state, asked.task].filter((word) => word !== undefined).join(', ');
    const caption = filter === '' ? 'Jobs, the oldest first' : `Jobs: ${filter}`;
    const list = table('jobs', caption, jobs, services.readOnly ? JOBS : [CHOOSE, ...JOBS], 'None.');
    const last = jobs.length === AT_ONCE ? jobs.at(-1)?.id : undefined;
    const rows = showTable(list, path);
    return {
      title: 'Jobs',
      tables: [counts, list],
      body: html`${showTable(counts, path)}
        ${all >= JOBS_COUNTED_TO && html`<p class="faint">Counted are the first ${figure(JOBS_COUNTED_TO)} jobs; the queue is longer.</p>`}
        <p class="faint">Overdue: it could have run for five minutes. Later: its time has not come. Failed for good: its attempts are
          used up, and nothing tries it again by itself.${filter !== '' && html` <a href="/console/jobs">All jobs</a>`}</p>
        ${jobs.length > 0 && !services.readOnly ? form('/console/jobs/retry', html`${rows}${BUTTONS}`) : rows}
        ${last !== undefined && html`<p><a href="${address(PATH, { ...asked, after: last })}">More</a></p>`}`,
    };
  });

  pages.change('/console/jobs/retry', { body: chosen }, async ({ db, body }) => {
    const done = await retryJobs(db, body.job);
    if (done.length === 0) throw new RefusedError('None of these jobs waits any more: they run, or are done.', 409);
    const said = `${counted(done.length, 'job')} will run now, with all attempts again.`;
    return {
      what: 'retry jobs',
      target: done.length === 1 ? String(done[0]) : null,
      detail: { jobs: done },
      said,
      to: PATH,
    };
  });
  pages.change('/console/jobs/remove', { body: chosen }, async ({ db, body, who }) => {
    const vehicles: string[] = [];
    for (const id of body.job.toSorted((a, b) => a - b)) {
      const vehicle = await removeJob(db, id, cleanText(`its job was removed by hand (${who})`)).catch(
        (error: unknown) => {
          throw error instanceof JobStaysError ? new RefusedError(`${error.message} Nothing was removed.`, 409) : error;
        },
      );
      if (vehicle !== null) vehicles.push(vehicle);
    }
    const rest =
      vehicles.length === 0
        ? ''
        : ` Their vehicles rest as exhausted until an event, a person or better rules wake them.`;
    const said = `${counted(body.job.length, 'job')} removed.${rest}`;
    const target = body.job.length === 1 ? (vehicles[0] ?? String(body.job[0])) : null;
    return { what: 'remove jobs', target, detail: { jobs: body.job, vehicles }, said, to: PATH };
  });
}

const BUTTONS = html`<div class="row">
  <label class="beside"><input type="checkbox" data-mark-all="job"> all shown</label>
  <button>Retry now</button>
  <button formaction="/console/jobs/remove" data-confirm="Remove the chosen jobs? Their vehicles then rest as exhausted.">Remove</button>
</div>`;
