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
import { folderOf } from '../media/store/directory.ts';
import { ProgressLine } from '../terminal/output.ts';
import { type Finding, type NamedCheck, ok, type Patient, problem, runCheck, unchecked } from './finding.ts';
import { checksOf } from './invariants/check-invariants.ts';
import type { Blobs } from './invariants/files.ts';
import { INVARIANTS, type Invariant, MOST_PER_INVARIANT } from './invariants/question.ts';
import type { Looking } from './invariants/slices.ts';

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
  checks: readonly NamedCheck<Looking, Invariant>[],
  looking: Looking & { signal: AbortSignal },
  line: ProgressLine,
): Promise<Finding[]> {
  const findings: Finding[] = [];
  try {
    line.update('counting vehicles');
    const all = count.parse((await looking.db.query(COUNT)).rows[0]).n;
    for (const [names, check] of checks) {
      looking.signal.throwIfAborted();
      const what = names.join(', ');
      const started = performance.now();
      line.update(what);
      const onProgress = (done: number) =>
        line.update(`${what}: ${progress(Math.min(done, all), all, (performance.now() - started) / 1000)}`);
      findings.push(...(await runCheck([names, check], { ...looking, onProgress }, summarise, looking.signal)));
    }
  } catch (error) {
    if (!looking.signal.aborted) {
      throw error;
    }
  }
  return findings;
}

/** One finding for each promise: that it is kept, or the first problems of many. */
function summarise(found: readonly Finding[], names: readonly Invariant[]): Finding[] {
  return names.map((name) => {
    const all = found.filter(({ check }) => check === name);
    if (all.length === 0) {
      return ok(name, INVARIANTS[name]);
    }
    const many = all.length >= MOST_PER_INVARIANT ? `${MOST_PER_INVARIANT} or more` : all.length;
    const shown = all.slice(0, SHOWN).map(({ detail }) => detail);
    return problem(name, `${many} found: ${shown.join('; ')}`, ...new Set(all.flatMap(({ fix }) => fix)));
  });
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
    return work(undefined, signal.aborted ? [] : [unchecked('bytes-before-rows', error)]);
  }
  try {
    return await work({ store, place: config.blobStore.replace(/(?<!\/)\/+$/, ''), endpoint: config.s3Endpoint }, []);
  } finally {
    store.close();
  }
}
