/**
 * The complete list of tasks in the queue, by the runner that takes them.
 * Invariant: a task validates its payload before anything else; one that fails is failed once and for good, with the
 * reason in `last_error`, which holds no more of an error than may be told.
 */

import type { JobHelpers, Task, TaskList } from 'graphile-worker';
import { QUEUE_SCHEMA } from '../database/queue-schema.ts';
import { leaveBrowser, wakeShells } from '../database/statements/browser.ts';
import { ensureState } from '../database/statements/ensure-state.ts';
import { reconcile } from '../database/statements/reconcile.ts';
import { wakeForRules } from '../database/statements/reread-pages.ts';
import { enrichVehicle } from '../enrichment/enrich-vehicle.ts';
import type { EnrichServices } from '../enrichment/work.ts';
import { ACTIONS, type Action, type Lane, TASK_LANES } from '../events.ts';
import { EXTRACTOR_VERSION } from '../extraction/reading.ts';
import { RateLimitedError, RetryError } from '../runtime/errors.ts';
import { cleanText } from '../runtime/text.ts';
import { asError, messageOf } from '../runtime/thrown.ts';
import { toldText } from '../runtime/told-text.ts';
import { startManualRun } from './manual-run.ts';
import { PAYLOADS, readPayload } from './payloads.ts';
import { sweep } from './sweep-store.ts';

export function createTasks(services: EnrichServices): Readonly<Record<Lane, TaskList>> {
  const tasks: TaskList = {
    'micro-scrape': orGivenBack((payload, helpers) => microScrape(services, payload, helpers)),
    reconcile: async (payload, helpers) => {
      await accept(PAYLOADS.nothing, payload, helpers);
      const started = performance.now();
      const found = await reconcile(services.pool);
      const outdated = await wakeForRules(services.pool, EXTRACTOR_VERSION);
      await (services.fetcher.renders ? wakeShells(services.pool) : leaveBrowser(services.pool));
      services.events.emit('reconcile:done', {
        found: found.unseen + found.mismarked,
        requeued: found.jobless,
        outdated,
        pruned: found.pruned,
        seconds: (performance.now() - started) / 1000,
      });
      await sweepStore(services, helpers);
    },
  };
  tasks.canary = async (payload, helpers) => {
    const { daemon_id: daemonId } = await accept(PAYLOADS.canary, payload, helpers);
    await helpers.query('update micro_scrape.daemons set canary_returned_at = clock_timestamp() where id = $1', [
      daemonId,
    ]);
  };
  const recogniser: TaskList = {
    'read-photographs': orGivenBack((payload, helpers) => readPhotographs(services, payload, helpers)),
  };
  const browser: TaskList = {
    'render-page': orGivenBack((payload, helpers) => renderPage(services, payload, helpers)),
  };
  const lists = { work: tasks, recogniser, browser };
  for (const action of ACTIONS) {
    const lane = TASK_LANES[action];
    lists[lane][action] = orGivenBack((payload, helpers) => oneAction(services, { action, lane }, payload, helpers));
  }
  return { work: telling(tasks), recogniser: telling(recogniser), browser: telling(browser) };
}

/** The library stores the message of whatever is thrown, whole: one of 60,000 unknown keys gives 589 kB. */
function telling(tasks: TaskList): TaskList {
  return Object.fromEntries(
    Object.entries(tasks).map(([name, task]) => [
      name,
      async (payload: unknown, helpers: JobHelpers) => {
        try {
          await task?.(payload, helpers);
        } catch (thrown) {
          const error = asError(thrown);
          error.message = cleanText(toldText(error.message));
          throw error;
        }
      },
    ]),
  );
}

/**
 * That its runner ends is no failure of a job: it is put back for now, where a failed one would wait for 3 s and then to
 * be looked for, 8 s in all. A runner on its way out may take one more and have it for less than a millisecond.
 */
function orGivenBack(task: Task): Task {
  return async (payload, helpers) => {
    try {
      await task(payload, helpers);
    } catch (error) {
      if (helpers.abortSignal?.aborted !== true) {
        throw error;
      }
      await again(helpers, new Date());
      helpers.logger.info(`given back, as this runner ends: ${messageOf(error)}`);
    }
  };
}

/** The same job once more, without an attempt that failed. The key, where it has one, goes with it. */
async function again({ addJob, job }: JobHelpers, runAt: Date): Promise<void> {
  const { task_identifier: task, payload, key, max_attempts: maxAttempts, priority } = job;
  await addJob(task, payload, { runAt, maxAttempts, priority, ...(key === null ? {} : { jobKey: key }) });
}

/** A store that does not answer, or lets us not remove, keeps nothing else from being done. */
async function sweepStore({ pool, blobs }: EnrichServices, { logger }: JobHelpers): Promise<void> {
  try {
    const { removed, owner } = await sweep(pool, blobs);
    if (removed > 0) {
      logger.info(`${removed} files that no row names were removed from the store`);
    }
    if (owner !== undefined) {
      logger.warn(
        `no file is removed: BLOB_STORE belongs to the database ${owner}; npx micro-scrape doctor says what to do`,
      );
    }
  } catch (error) {
    logger.warn(`the store was not looked through: ${messageOf(error)}`);
  }
}

async function microScrape(services: EnrichServices, payload: unknown, helpers: JobHelpers): Promise<void> {
  const ours = PAYLOADS.ours.safeParse(payload);
  if (ours.success) {
    const { vehicle_id: vehicleId } = ours.data;
    await enrichVehicle(services, { vehicleId, lane: 'work', ...ofJob(helpers) });
    return;
  }
  const asked = await accept(PAYLOADS.byHand, payload, helpers);
  const run = await startManualRun(services.pool, {
    ids: asked.vehicle_id === undefined ? asked.vehicle_ids : [asked.vehicle_id],
    batchSize: asked.batch_size ?? 20,
    dryRun: asked.dry_run ?? false,
    force: asked.force ?? false,
  });
  const plans = run.vehicles.map((v) => `${v.id} (score ${v.score}): ${v.recommended.join(', ') || 'nothing to try'}`);
  helpers.logger.info(
    asked.dry_run ? `dry run: ${plans.join('; ') || 'nothing to do'}` : `manual run of ${run.vehicles.length} vehicles`,
  );
}

async function readPhotographs(services: EnrichServices, payload: unknown, helpers: JobHelpers): Promise<void> {
  const { vehicle_id: vehicleId } = await accept(PAYLOADS.ours, payload, helpers);
  await enrichVehicle(services, { vehicleId, lane: 'recogniser', ...ofJob(helpers) });
}

async function renderPage(services: EnrichServices, payload: unknown, helpers: JobHelpers): Promise<void> {
  const { vehicle_id: vehicleId } = await accept(PAYLOADS.ours, payload, helpers);
  await enrichVehicle(services, { vehicleId, lane: 'browser', ...ofJob(helpers) });
}

async function oneAction(
  services: EnrichServices,
  { action, lane }: { action: Action; lane: Lane },
  payload: unknown,
  helpers: JobHelpers,
): Promise<void> {
  const { vehicle_id: vehicleId } = await accept(PAYLOADS.oneVehicle, payload, helpers);
  const state = await ensureState(services.pool, vehicleId);
  if (state === 'unknown') {
    await failForGood(helpers, `there is no vehicle ${vehicleId}`);
  }
  if (state === 'excluded') {
    await failForGood(helpers, `vehicle ${vehicleId} is excluded; micro_scrape.include takes it up again`);
  }
  const result = await enrichVehicle(services, { vehicleId, lane, ...ofJob(helpers), only: action });
  if (result === 'busy') {
    throw new RetryError(`vehicle ${vehicleId} is being worked on; this will be tried again`);
  }
  if (result instanceof RateLimitedError) {
    await again(helpers, result.until);
  }
}

function ofJob({ job, abortSignal }: JobHelpers): { job: string; ending: AbortSignal | undefined } {
  return { job: job.id, ending: abortSignal };
}

async function accept<T>(
  schema: Parameters<typeof readPayload<T>>[0],
  payload: unknown,
  helpers: JobHelpers,
): Promise<T> {
  const read = readPayload(schema, payload);
  if ('problem' in read) {
    return failForGood(helpers, read.problem);
  }
  return read.value;
}

/** graphile-worker has no word for "do not retry": taking the tries away before throwing says the same. */
async function failForGood(helpers: JobHelpers, reason: string): Promise<never> {
  await helpers.query(`update ${QUEUE_SCHEMA}._private_jobs set max_attempts = attempts where id = $1`, [
    helpers.job.id,
  ]);
  throw new FailedForGoodError(reason);
}

/** The job's own `max_attempts` is from before its tries were taken away. */
export class FailedForGoodError extends Error {
  override name = 'FailedForGoodError';
}
