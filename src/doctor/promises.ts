/**
 * `micro-scrape doctor --invariants`: what micro-scrape promises about a database, looked at row by row and file by file.
 * Invariant: it only reads, in statements that are each a transaction of their own, and what is under way or still being
 * healed by a daemon is no problem.
 */

import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { progress } from '../app/follow.ts';
import type { Config } from '../config.ts';
import { createPool } from '../database/pool.ts';
import { openBlobStore } from '../media/store/blob-store.ts';
import { messageOf } from '../runtime/thrown.ts';
import { ProgressLine } from '../terminal/output.ts';
import { type Finding, ok, type Patient, problem } from './finding.ts';
import { checksOf } from './invariants/check-invariants.ts';
import type { Blobs } from './invariants/files.ts';
import type { Looking } from './invariants/slices.ts';
import { INVARIANTS, type Invariant, MOST_PER_INVARIANT, type Violation } from './invariants/violation.ts';
import { folderOf } from './machine.ts';

/**
 * The sums of all runs are one statement, 0.4 s at 390,000 actions. The doctor's other questions are given up after 6 s:
 * that is for a silent network, here the server is at work.
 */
const STATEMENT_LIMIT_MS = 120_000;
/** Named in a finding; the others are counted. */
const SHOWN = 2;
const COUNT = 'select count(*)::int as n from public.vehicles';
/** Without it the server would go on with a statement that nobody waits for. */
const CANCEL = 'select pg_cancel_backend(pid) from pg_stat_activity where application_name = $1';

const count = z.object({ n: z.number() });

type Check = ReturnType<typeof checksOf>[number];

/** Stops, with what it has found by then, when `signal` is aborted. */
export async function checkPromises(
  patient: Patient,
  options: { silent: boolean; signal: AbortSignal },
): Promise<Finding[]> {
  const role = `doctor ${randomUUID()}`;
  // What breaks while idle breaks the next question too, which then says so.
  const pool = createPool({
    connectionString: patient.databaseUrl,
    role,
    max: 1,
    queryTimeoutMs: STATEMENT_LIMIT_MS,
    onError: () => {},
  });
  const cancel = () => {
    // In vain when the server is away: then the statement has ended as well.
    patient.pool.query(CANCEL, [`micro-scrape ${role}`]).catch(() => {});
  };
  options.signal.addEventListener('abort', cancel, { once: true });
  const line = new ProgressLine({ silent: options.silent });
  try {
    return await withBlobs(patient.config, options.signal, async (blobs, unreadable) => [
      ...(await runAll(checksOf({ ...(blobs && { blobs }) }), { db: pool, signal: options.signal }, line)),
      ...unreadable,
    ]);
  } finally {
    options.signal.removeEventListener('abort', cancel);
    line.clear();
    await pool.end();
  }
}

async function runAll(
  checks: readonly Check[],
  looking: Looking & { signal: AbortSignal },
  line: ProgressLine,
): Promise<Finding[]> {
  const findings: Finding[] = [];
  try {
    line.update('counting vehicles');
    const all = count.parse((await looking.db.query(COUNT)).rows[0]).n;
    for (const { invariants, find } of checks) {
      looking.signal.throwIfAborted();
      const what = invariants.join(', ');
      const started = performance.now();
      line.update(what);
      const onProgress = (done: number) =>
        line.update(`${what}: ${progress(Math.min(done, all), all, (performance.now() - started) / 1000)}`);
      findings.push(...(await judge(invariants, () => find({ ...looking, onProgress }), looking.signal)));
    }
  } catch (error) {
    if (!looking.signal.aborted) {
      throw error;
    }
  }
  return findings;
}

/** One question that cannot be asked does not keep the others from being asked. */
async function judge(
  invariants: readonly Invariant[],
  find: () => Promise<readonly Violation[]>,
  signal: AbortSignal,
): Promise<Finding[]> {
  try {
    const violations = await find();
    return invariants.map((invariant) =>
      describe(
        invariant,
        violations.filter((violation) => violation.invariant === invariant),
      ),
    );
  } catch (error) {
    signal.throwIfAborted();
    return invariants.map((invariant) => unasked(invariant, error));
  }
}

function describe(invariant: Invariant, violations: readonly Violation[]): Finding {
  if (violations.length === 0) {
    return ok(invariant, INVARIANTS[invariant]);
  }
  const many = violations.length >= MOST_PER_INVARIANT ? `${MOST_PER_INVARIANT} or more` : violations.length;
  const shown = violations.slice(0, SHOWN).map(({ detail }) => detail);
  const fix = new Set(violations.flatMap((violation) => violation.fix));
  return problem(invariant, `${many} found: ${shown.join('; ')}`, ...fix);
}

function unasked(invariant: Invariant, error: unknown): Finding {
  return problem(
    invariant,
    `could not be checked: ${messageOf(error)}`,
    'Fix what else is named here, then ask again.',
  );
}

/** A directory is read as it is; what else it may be has to be opened. */
async function withBlobs(
  config: Config,
  signal: AbortSignal,
  work: (blobs: Blobs | undefined, unreadable: Finding[]) => Promise<Finding[]>,
): Promise<Finding[]> {
  const folder = folderOf(config.blobStore);
  if (folder !== undefined) {
    return work(folder, []);
  }
  let store: Awaited<ReturnType<typeof openBlobStore>>;
  try {
    store = await openBlobStore(config.blobStore, { signal, s3Endpoint: config.s3Endpoint });
  } catch (error) {
    return work(undefined, signal.aborted ? [] : [unasked('bytes-before-rows', error)]);
  }
  try {
    return await work({ store, place: config.blobStore.replace(/\/+$/, ''), endpoint: config.s3Endpoint }, []);
  } finally {
    store.close();
  }
}
