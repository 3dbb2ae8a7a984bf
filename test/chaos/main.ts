/**
 * `npm run chaos -- --seed N --seconds S [--mutant NAME]`
 *
 * Real PostgreSQL with fsync, three daemon processes (one connected straight, two through a failing network), a failing
 * site, people who insert, edit and empty fields, and a nemesis; then quiet, and the invariants. Exit code 0 when every
 * promise was kept. With --mutant a guard is taken out first, and 0 means that a check noticed.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createPool } from '../../src/database/pool.ts';
import { migrate } from '../../src/database/schema/migrate.ts';
import { INVARIANTS } from '../../src/doctor/invariants/question.ts';
import { eventually } from '../support/eventually.ts';
import { checkInvariants } from '../support/invariants.ts';
import { followCourse } from './course.ts';
import { Fleet } from './fleet.ts';
import { directedComplaint, MUTANTS, type MutantName, makeMutant } from './mutants.ts';
import { describe, plan, run } from './nemesis.ts';
import { PostgresProxy } from './proxy.ts';
import { seeded } from './random.ts';
import { type Finding, printTable, say } from './report.ts';
import { startMortalPostgres } from './server.ts';
import { isNothing, settle } from './settle.ts';
import { startChaosSite } from './site.ts';
import { EDIT_LOG, readEdits, startWorkload } from './workload.ts';

const DAEMONS = 3;
const SETTLE_MS = 45_000;
const READY_MS = 15_000;

/** A car's pictures carry its number: /car/7?pictures=2 shows /picture/7/0.jpg and /picture/7/1.jpg. */
const SHOWN = `
  select v.id, i.image_url, substring(v.discovery_url from '/car/(\\d+)') as car,
    coalesce(substring(v.discovery_url from 'pictures=(\\d+)'), '0')::int as pictures
  from vehicles v left join vehicle_images i on i.vehicle_id = v.id`;
const STRANGE_IMAGES = `
  select format('vehicle %s shows car %s with %s pictures and has %s', id, car, pictures, string_agg(image_url, ', ')) as detail
  from (${SHOWN}) s where image_url is not null group by id, car, pictures
  having count(*) > pictures or count(distinct image_url) < count(*)
    or not bool_and(image_url like '%/picture/' || car || '/%') limit 20`;
const GIVEN_UP = `
  select format('vehicle %s: %s', vehicle_id, reason) as detail from micro_scrape.vehicle_state
  where outcome = 'exhausted' and reason like 'gave up after%' limit 20`;
const UNDONE = `
  select format('vehicle %s: %s, requested %s handled %s, lane %s%s%s%s; %s; job %s; host %s', s.vehicle_id, s.outcome, s.requested, s.handled, s.lane,
      case when s.rate_limited then ', rate limited' end, ', slot in ' || (s.slot_at - clock_timestamp()), ', leased for ' || (clock_timestamp() - s.leased_at),
      coalesce(s.reason, 'no reason'),
      (select format('due in %s, try %s%s', j.run_at - clock_timestamp(), j.attempts, ', locked for ' || (clock_timestamp() - j.locked_at))
        from graphile_worker._private_jobs j where j.payload ->> 'vehicle_id' = s.vehicle_id::text limit 1),
      (select format('%s, opens in %s, failures %s, paused for %s, held for %s, slot in %s', h.line, h.opens_at - clock_timestamp(), h.failures,
        h.paused_until - clock_timestamp(), h.held_until - clock_timestamp(), h.next_slot_at - clock_timestamp())
        from micro_scrape.hosts h where h.host = s.waits_at)) as detail
  from micro_scrape.vehicle_state s where s.requested > s.handled or s.next_try_at is not null or s.waits_at is not null limit 20`;
const LACKING_IMAGES = `
  select format('vehicle %s has %s of %s pictures', id, count(image_url), pictures) as detail
  from (${SHOWN}) s where not exists (select from micro_scrape.vehicle_state e where e.vehicle_id = s.id and e.outcome = 'excluded')
  group by id, pictures having count(image_url) < pictures limit 20`;

const { values } = parseArgs({
  options: { seed: { type: 'string' }, seconds: { type: 'string' }, mutant: { type: 'string' } },
});
const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31));
const seconds = Number(values.seconds ?? 60);
if (!Number.isInteger(seed) || !(seconds >= 10 && seconds <= 3_600)) {
  process.stderr.write('--seed takes a whole number, --seconds one from 10 to 3600\n');
  process.exit(64);
}
// At once: where a write to a stopped daemon was under way, Node waits for it for ever while it cleans up, at full speed.
process.exit(values.mutant === undefined ? await unharmed() : await mutated(values.mutant));

async function unharmed(): Promise<number> {
  const findings = await chaos();
  return findings.some(({ violations }) => violations.length > 0) ? 1 : 0;
}

/** 0 when the missing guard was noticed. */
async function mutated(name: string): Promise<number> {
  if (!(name in MUTANTS)) {
    process.stderr.write(`--mutant takes one of ${Object.keys(MUTANTS).join(', ')}\n`);
    return 64;
  }
  const mutant = MUTANTS[name as MutantName];
  const copy = await makeMutant(name as MutantName);
  say(`mutant ${name}: ${mutant.without}`);
  try {
    if ('shownBy' in mutant) {
      const complaint = await directedComplaint(copy.root, mutant.shownBy);
      const { file } = mutant.shownBy;
      say(complaint === undefined ? `NOT CAUGHT by ${file}` : `caught by ${file}: ${complaint}`);
      return complaint === undefined ? 1 : 0;
    }
    process.env.CHAOS_ROOT = copy.root;
    const red = (await chaos()).filter(({ violations }) => violations.length > 0).map(({ name: check }) => check);
    say(red.length > 0 ? `caught by ${red.join(', ')}` : 'NOT CAUGHT');
    return red.length > 0 ? 0 : 1;
  } finally {
    await copy.remove();
  }
}

async function chaos(): Promise<Finding[]> {
  const random = seeded(seed);
  const deeds = plan(random.fork(), { ms: seconds * 1000, daemons: DAEMONS });
  say(`seed ${seed}, ${seconds} s; the schedule:`);
  for (const deed of deeds) say(`  ${describe(deed)}`);

  const undo: (() => Promise<unknown>)[] = [];
  try {
    const blobs = await mkdtemp(join(tmpdir(), 'micro-scrape-chaos-'));
    undo.push(() => rm(blobs, { recursive: true, force: true, maxRetries: 5 }));
    const postgres = await startMortalPostgres();
    undo.push(() => postgres.remove());
    const proxy = await PostgresProxy.start(postgres.port);
    undo.push(() => proxy.close());
    postgres.onPort = (port) => proxy.retarget(port);
    await migrate({ connectionString: postgres.url });
    const pool = createPool({ connectionString: postgres.url, role: 'chaos', max: 4, onError: () => undefined });
    undo.push(() => pool.end());
    await pool.query(EDIT_LOG);
    const site = await startChaosSite(random.fork());
    undo.push(() => site.close());
    const fleet = new Fleet(
      Array.from({ length: DAEMONS }, (_, n) => ({
        databaseUrl: n === 0 ? postgres.url : proxy.through(postgres.url),
        blobs,
        siteHost: new URL(site.origin).host,
      })),
    );
    undo.push(() => fleet.abandon());

    await fleet.ready();
    const course = followCourse(pool);
    undo.push(() => course.stop());
    const workload = startWorkload({ databaseUrl: postgres.url, site: site.origin, fleet, random: random.fork() });
    const done = await run(deeds, { fleet, proxy, postgres, pool, site });
    say(`the storm is over after ${(performance.now() / 1000).toFixed(1)} s`);
    await workload.stop();
    site.faulty = false;
    proxy.behave('pass');
    proxy.bury();
    const end = await settle(pool, SETTLE_MS);
    await course.stop();

    const unready = await notReady(fleet);
    const violations = await checkInvariants(pool, {
      blobs,
      acknowledged: workload.acknowledged,
      edits: await readEdits(pool),
      graceSeconds: 0,
    });
    const { rows: outcomes } = await pool.query<{ outcome: string; n: number }>(
      'select outcome, count(*)::int as n from micro_scrape.vehicle_state group by 1 order by 2 desc',
    );
    const { rows: undone } = await pool.query<{ detail: string }>(UNDONE);
    const { rows: strangers } = await pool.query<{ detail: string }>(STRANGE_IMAGES);
    const { rows: lacking } = await pool.query<{ detail: string }>(LACKING_IMAGES);
    const { rows: givenUp } = await pool.query<{ detail: string }>(GIVEN_UP);
    say(`checked after ${(performance.now() / 1000).toFixed(1)} s`);
    const codes = await fleet.stop();
    say('');
    say(
      `inserted ${workload.acknowledged.length} (${workload.indeterminate.length} without an answer), edited ${workload.counts.edits}, emptied ${workload.counts.rearmed}, manual runs ${workload.counts.manualRuns}, rejected ${workload.counts.rejected}, excluded ${workload.counts.excluded}`,
    );
    say(`done: ${[...done].map(([what, n]) => `${n} x ${what}`).join(', ')}`);
    say(`site: ${site.requests} requests, faults ${[...site.faults].map(([what, n]) => `${n} x ${what}`).join(', ')}`);
    say(
      `daemons started ${fleet.starts} times; vehicles: ${outcomes.map(({ outcome, n }) => `${n} ${outcome}`).join(', ')}`,
    );
    say(`settled in ${(end.ms / 1000).toFixed(1)} s`);
    const findings: Finding[] = [
      {
        name: 'all-settled',
        promise: `nothing is left to do ${SETTLE_MS / 1000} s after the last fault`,
        violations: isNothing(end.left) ? [] : [JSON.stringify(end.left), ...undone.map(({ detail }) => detail)],
      },
      { name: 'daemons-go-on', promise: 'no daemon ended but by our hand', violations: fleet.unasked },
      { name: 'daemons-ready', promise: 'every daemon says it is ready', violations: unready },
      {
        name: 'ends-well',
        promise: 'SIGTERM ends every daemon with 0',
        violations: codes.filter((code) => code !== 0).map((code) => `exit ${code}`),
      },
      {
        name: 'images-are-theirs',
        promise: "every image is one of the vehicle's own page, and there is none twice",
        violations: strangers.map(({ detail }) => detail),
      },
      {
        name: 'images-are-all-there',
        promise: 'a picture that failed came with a later visit',
        violations: lacking.map(({ detail }) => detail),
      },
      {
        name: 'site-is-left-alone',
        promise: 'a site that a person has paused is asked for nothing but what was under way',
        // A daemon that was stopped meanwhile sends what it had begun: a request a worker.
        violations: site.disturbed <= DAEMONS * 4 ? [] : [`${site.disturbed} requests`],
      },
      {
        name: 'none-given-up',
        promise: 'a site that fails costs no vehicle its attempts',
        violations: givenUp.map(({ detail }) => detail),
      },
      ...Object.entries(INVARIANTS).map(([name, promise]) => ({
        name,
        promise,
        violations: violations.filter(({ check }) => check === name).map(({ detail }) => detail),
      })),
    ];
    printTable(findings);
    return findings;
  } finally {
    for (const step of undo.reverse()) await step();
  }
}

/** What /readyz of each daemon says that is not ready in time. */
async function notReady(fleet: Fleet): Promise<string[]> {
  const answers = Array.from({ length: fleet.size }, async (_, n) => {
    let last = 'no answer';
    try {
      await eventually(
        'ready',
        async () => {
          const response = await fetch(`${fleet.daemon(n).origin}/readyz`);
          last = await response.text();
          return response.status === 200;
        },
        READY_MS,
      );
      return [];
    } catch {
      return [`daemon ${n}: ${last}`];
    }
  });
  return (await Promise.all(answers)).flat();
}
