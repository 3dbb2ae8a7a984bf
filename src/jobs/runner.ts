/**
 * graphile-worker under supervision.
 * Invariant: as long as the service is started a runner works or is being rebuilt. Since 0.17 the library may end its
 * runner silently after an outage (its promise *resolves*) and, with batched completions, forget finished jobs; so
 * completions are written at once (delays 0), any end we did not ask for is a fault, and a runner whose workers ask for
 * jobs in vain is ended by us.
 */

import { EventEmitter } from 'node:events';
import {
  Logger,
  parseCronItems,
  type Runner,
  run,
  type TaskList,
  type WorkerEvents,
  type WorkerPool,
} from 'graphile-worker';
import type { Pool } from 'pg';
import { z } from 'zod';
import { QUEUE_SCHEMA } from '../database/queue-schema.ts';
import type { DaemonEvents } from '../events.ts';
import { Backoff } from '../runtime/backoff.ts';
import type { Service } from '../runtime/service.ts';
import { asError, messageOf } from '../runtime/thrown.ts';
import { wait } from '../runtime/wait.ts';
import { PollFailure } from './poll-failure.ts';
import { FailedForGoodError } from './tasks.ts';

/**
 * New jobs are told by NOTIFY; whose NOTIFY was lost, and what is put off, the heartbeat sees (`wake`). What the library
 * asks by itself, each seat for itself, is left for the day on which both fail.
 */
const POLL_INTERVAL_MS = 600_000;
/**
 * Of the connections over which jobs are taken.
 *
 * That one was taken need not be on the disk: the claim of its vehicle waits for the disk with all before it, and an end that
 * is taken back comes again. Where the server knows no figures of the table, or those of an empty one, it reads and sorts all
 * jobs to take the next (6,000 waited: 0.8 ms of the processor instead of 0.15); so it is left no way but along the indexes,
 * which before version 18 bears a price for which the server would compile the plan.
 */
export const QUEUE_SESSION = { synchronous_commit: 'off', enable_sort: 'off', enable_seqscan: 'off', jit: 'off' };
type Connected = Parameters<Pool['connect']>[0];

/** After stop() running tasks may finish for so long before they are told to break off. */
const GRACE_MS = 2_500;

export interface RunnerOptions {
  /** In the log and in faults. */
  readonly name: 'runner' | 'recogniser' | 'browser';
  readonly pool: Pool;
  /** Given where `pool` goes through a transaction pooler: LISTEN does not pass it, and nothing stays prepared behind it. */
  readonly listenPool?: Pool | undefined;
  readonly events: DaemonEvents;
  readonly tasks: TaskList;
  readonly concurrency: number;
  /** When the reconcile runs, as five cron fields in UTC; absent: another runner sees to it. */
  readonly reconcileCron?: string;
  /** Called with the name under which the library locks jobs, before any is locked. */
  readonly onPool: (poolId: string) => void;
}

export interface RunningJob {
  readonly id: string;
  readonly task: string;
  /** Of a job over one vehicle. */
  readonly vehicleId: string | undefined;
  /** ms since 1970. */
  readonly startedAt: number;
}

const aboutVehicle = z.object({ vehicle_id: z.guid() });

export class QueueRunner implements Service {
  readonly name: RunnerOptions['name'];
  readonly #options: RunnerOptions;
  readonly #stopping = new AbortController();
  readonly #running = new Map<string, RunningJob>();
  #runner: Runner | undefined;
  #workerPool: WorkerPool | undefined;
  /** As long as it takes jobs. */
  #awake: WorkerPool | undefined;
  #loop: Promise<void> | undefined;
  #working = false;
  readonly #backoff = new Backoff();

  constructor(options: RunnerOptions) {
    this.name = options.name;
    this.#options = options;
  }

  /** False while a runner is being rebuilt. */
  get working(): boolean {
    return this.#working;
  }

  runningJobs(): RunningJob[] {
    return [...this.#running.values()];
  }

  /** How many more jobs it could run now. */
  get freeSeats(): number {
    return this.#working ? this.#options.concurrency - this.#running.size : 0;
  }

  get tasks(): string[] {
    return Object.keys(this.#options.tasks);
  }

  /** So many jobs wait: whoever is free asks for one. */
  wake(jobs: number): void {
    this.#awake?.nudge(Math.min(jobs, this.freeSeats));
  }

  async start(): Promise<void> {
    const { ended } = await this.#build();
    this.#loop = this.#supervise(ended);
  }

  async stop(deadline: AbortSignal): Promise<void> {
    if (this.#stopping.signal.aborted) {
      await this.#loop;
      return;
    }
    this.#stopping.abort();
    const force = () => {
      // stop() waits for tasks that heed nothing; this gives their jobs back and lets it resolve.
      Promise.resolve(this.#workerPool?.forcefulShutdown('the daemon stopped before the job ended')).catch(
        (error: unknown) => this.#options.events.emit('fault', { where: this.name, error: asError(error) }),
      );
    };
    deadline.addEventListener('abort', force, { once: true });
    try {
      if (this.#working) {
        await this.#runner?.stop();
      }
      await this.#loop;
    } finally {
      deadline.removeEventListener('abort', force);
    }
  }

  /** Resolves once jobs are taken; `ended` resolves when the runner ends, with the cause unless that was our will. */
  async #build(): Promise<{ ended: Promise<unknown> }> {
    const emitter: WorkerEvents = new EventEmitter();
    emitter.on('pool:create', ({ workerPool }) => {
      this.#workerPool = workerPool;
      this.#awake = workerPool;
      this.#options.onPool(workerPool.id);
    });
    emitter.on('pool:gracefulShutdown', () => {
      this.#awake = undefined;
    });
    const { events, reconcileCron } = this.#options;
    const say = (level: 'debug' | 'warn' | 'error', message: string) =>
      events.emit('queue:said', { name: this.name, level, message });
    let gaveUp = false;
    this.#forward(emitter, () => {
      gaveUp = true;
      // It rejects when the runner has ended by itself meanwhile; the supervisor sees its end either way.
      runner.then((it) => it.stop()).catch((error: unknown) => say('debug', `not stopped again: ${messageOf(error)}`));
    });
    const runner = run({
      pgPool: forgiving(this.#options.pool, this.#options.listenPool ?? this.#options.pool),
      schema: QUEUE_SCHEMA,
      taskList: this.#options.tasks,
      events: emitter,
      // "Scheduled" runs: what triggers could not see is found, by one of all daemons.
      parsedCronItems: parseCronItems(
        reconcileCron === undefined
          ? []
          : [{ task: 'reconcile', match: reconcileCron, identifier: 'reconcile', options: { maxAttempts: 1 } }],
      ),
      noHandleSignals: true,
      logger: new Logger(() => (level, message) => {
        say(level === 'error' ? 'error' : level === 'warning' ? 'warn' : 'debug', message);
      }),
      preset: {
        worker: {
          preparedStatements: this.#options.listenPool === undefined,
          concurrentJobs: this.#options.concurrency,
          pollInterval: POLL_INTERVAL_MS,
          completeJobBatchDelay: 0,
          failJobBatchDelay: 0,
          gracefulShutdownAbortTimeout: GRACE_MS,
        },
      },
    });
    this.#runner = await runner;
    this.#working = true;
    const ended: Promise<unknown> = this.#runner.promise.then(
      () => (gaveUp ? undefined : new Error('the queue runner ended by itself')),
      (error: unknown) => error,
    );
    return { ended };
  }

  async #supervise(firstEnd: Promise<unknown>): Promise<void> {
    const stopped = this.#stopping.signal;
    let ended = firstEnd;
    while (!stopped.aborted) {
      const cause = await ended;
      this.#working = false;
      this.#running.clear();
      if (stopped.aborted) {
        return;
      }
      if (cause !== undefined) {
        this.#options.events.emit('runner:fault', { action: 'ended', error: asError(cause) });
      }
      while (!stopped.aborted && !this.#working) {
        await wait(this.#backoff.next(), stopped);
        if (stopped.aborted) {
          return;
        }
        try {
          ({ ended } = await this.#build());
        } catch (error) {
          this.#options.events.emit('runner:fault', { action: 'rebuild', error: asError(error) });
        }
      }
    }
  }

  #forward(emitter: WorkerEvents, giveUp: () => void): void {
    const { events } = this.#options;
    const asked = new PollFailure();
    const answered = () => {
      asked.answered();
      this.#backoff.reset();
    };
    emitter.on('worker:getJob:error', ({ error }) => {
      if (asked.failed(error, performance.now())) {
        events.emit('runner:fault', { action: 'getJob', error: asError(error) });
        giveUp();
      }
    });
    emitter.on('worker:getJob:empty', answered);
    emitter.on('job:start', ({ job }) => {
      answered();
      const { id, task_identifier: task, payload } = job;
      const vehicleId = aboutVehicle.safeParse(payload).data?.vehicle_id;
      this.#running.set(id, { id, task, vehicleId, startedAt: Date.now() });
      events.emit('job:start', {
        task: job.task_identifier,
        jobId: job.id,
        waitSeconds: Math.max(0, (Date.now() - new Date(job.run_at).getTime()) / 1000),
      });
    });
    emitter.on('job:complete', ({ job, error }) => {
      const { startedAt: started = Date.now(), vehicleId } = this.#running.get(job.id) ?? {};
      this.#running.delete(job.id);
      events.emit('job:end', {
        task: job.task_identifier,
        jobId: job.id,
        vehicleId,
        outcome:
          error === undefined || error === null
            ? 'success'
            : job.attempts >= job.max_attempts || error instanceof FailedForGoodError
              ? 'failed'
              : 'retry',
        seconds: (Date.now() - started) / 1000,
        ...(error === undefined || error === null ? {} : { error: asError(error) }),
      });
    });
    emitter.on('pool:fatalError', ({ error, action }) => {
      events.emit('runner:fault', { action, error: asError(error) });
    });
  }
}

/**
 * The same pool for the library, which asks with a callback for LISTEN only, and gives that connection back twice when it stops while LISTEN has no answer
 * (0.18, dist/main.js, `release`); pg throws at the second time, nobody catches it, and the process ends.
 */
function forgiving(pool: Pool, listenPool: Pool): Pool {
  return new Proxy(pool, {
    get(target, name) {
      if (name !== 'connect') {
        const value: unknown = Reflect.get(target, name, target);
        return typeof value === 'function' ? value.bind(target) : value;
      }
      return (callback?: Connected) => {
        if (callback === undefined) {
          return target.connect();
        }
        return listenPool.connect((error, client, release) => {
          let open = client !== undefined;
          callback(error, client, (broken) => {
            if (open) {
              open = false;
              release(broken);
            }
          });
        });
      };
    },
  });
}
