/**
 * Rules, dashboards and routes on daemons that live: what is asked has an answer, what is counted is true, and each fault
 * raises its alert and no other.
 */
import { readFile } from 'node:fs/promises';
import type pg from 'pg';
import { expect } from 'vitest';
import { insertSample } from '../../examples/demo/catalogue.ts';
import { SAMPLE_LISTINGS } from '../../examples/demo/site/listings.ts';
import { CATALOGUE, fullName, type MetricName, type MetricSpec } from '../../src/observability/metrics/catalogue.ts';
import { alertsOf, committedRules } from '../grafana/alert-cases.ts';
import { findProgram } from '../grafana/programs.ts';
import { verifyDashboards } from '../grafana/verify-dashboard.ts';
import { one } from '../support/client.ts';
import { test } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import { figure, query, scrapeFaults, unhealthyRules } from './prometheus-api.ts';
import { CHANGED_HOST, type World, withObserved } from './stack.ts';

const unchecked = 'the alerts and dashboards on live daemons';
const prometheus = await findProgram('prometheus', unchecked);
const alertmanager = await findProgram('prometheus-alertmanager', unchecked);
const groups = await committedRules();

/** Not of the test: the machine's disk may be full. */
const NOT_OURS = ['MicroScrapeWatchdog', 'MicroScrapeDiskFilling'];

/** What fires now, as the receivers were told, each with the label that says where. */
const firing = (world: World): string[] => firingAt(world, world.told.length);

/** What fired when so much had been told. */
function firingAt({ told }: World, count: number): string[] {
  const last = new Map(told.slice(0, count).map((each) => [JSON.stringify(each.labels), each]));
  return begun([...last.values()]).sort();
}

/** What of these was told to fire. */
function begun(told: World['told']): string[] {
  const ours = told.filter(({ status, labels }) => status === 'firing' && !NOT_OURS.includes(labels.alertname ?? ''));
  return [...new Set(ours.map(nameOf))];
}

const nameOf = ({ labels }: World['told'][number]): string =>
  [labels.alertname, labels.source ?? labels.instance].filter(Boolean).join(' ');

/** For whoever reads of a failure: what Prometheus thinks, before Alertmanager. */
async function seen({ prometheus: { url } }: World): Promise<string> {
  const alerts = await query(url, 'ALERTS{alertstate="firing"}');
  const names = alerts.map(({ metric }) => `${metric.alertname} ${metric.instance ?? metric.source ?? ''}`);
  return [...names, ...(await scrapeFaults(url))].join(', ');
}

/** Waits until exactly these fire; whatever else was told to fire on the way is a failure. */
async function fires(world: World, since: number, ...names: string[]): Promise<void> {
  const wanted = [...names].sort();
  await eventually(`firing: ${wanted.join(', ') || 'nothing'}`, async () => {
    const now = firing(world);
    if (now.join() !== wanted.join()) throw new Error(`told: ${now.join(', ')}; Prometheus: ${await seen(world)}`);
    return true;
  });
  noOther(world, since, wanted);
}

/** Waits until each of these has fired, at one time or another; whatever else did is a failure. */
async function haveFired(world: World, since: number, ...names: string[]): Promise<void> {
  await eventually(`fired: ${names.join(', ')}`, async () => {
    const told = begun(world.told.slice(since));
    const missing = names.filter((name) => !told.includes(name));
    if (missing.length > 0) throw new Error(`not told: ${missing.join(', ')}; Prometheus: ${await seen(world)}`);
    return true;
  });
  noOther(world, since, [...names, ...firingAt(world, since)]);
}

function noOther({ told }: World, since: number, wanted: readonly string[]): void {
  const others = begun(told.slice(since)).filter((name) => !wanted.includes(name));
  expect(others.join(', ')).toBe('');
}

test.runIf(prometheus !== undefined && alertmanager !== undefined)(
  'every query has an answer, every count is true, and each fault raises exactly its alerts, which end with it',
  async ({ database }) => {
    const programs = { prometheus: prometheus ?? '', alertmanager: alertmanager ?? '' };
    await withObserved(database, programs, async (world) => {
      await workIsSeen(world);
      await queriesAreAnswered(world);
      await countsAreTrue(world);
      await fires(world, 0);
      await aDaemonIsDeafAndDies(world);
      await sitesAndTheRecogniserFail(world);
      await theDatabaseIsAway(world);
    });
  },
);

async function workIsSeen({ client, sites, prometheus: { url } }: World): Promise<void> {
  for (const listing of SAMPLE_LISTINGS) await insertSample(client as unknown as pg.Pool, listing, sites.sample.origin);
  await eventually('all vehicles rest, and Prometheus has seen it', async () => {
    const { left } = await one(
      client,
      `select count(*)::int as left from vehicles v left join micro_scrape.vehicle_state s on s.vehicle_id = v.id
       where s.vehicle_id is null or s.requested > s.handled`,
    );
    const seen = await figure(url, 'micro_scrape:vehicles_with_work:max + count(micro_scrape_vehicles) * 0');
    const known = await figure(url, 'sum(max by (band) (micro_scrape_vehicles))');
    return left === 0 && seen === 0 && known === SAMPLE_LISTINGS.length;
  });
}

/** Every panel, every rule and every query of the runbook. What a rule compares with must be there, or its metric may be absent. */
async function queriesAreAnswered({ prometheus: { url } }: World): Promise<void> {
  // A rate takes two scrapes, and what was seen may have been seen by the first.
  const { queries } = await eventually('every query has an answer', () => verifyDashboards({ prometheusUrl: url }));
  expect(queries).toBeGreaterThan(50);
  expect(await unhealthyRules(url)).toEqual([]);

  const rules = groups.flatMap((group) => group.rules);
  // Nobody has figures of last week.
  const ofLastWeek = rules
    .filter(({ expr }) => expr.includes('offset'))
    .flatMap((rule) => ('record' in rule ? [rule.record] : []));
  const selectors = new Set(
    rules
      .filter(({ expr }) => !expr.includes('offset'))
      .flatMap(
        ({ expr }) => expr.match(/\b(?:micro_scrape[_:][\w:]+|process_\w+|scrape_\w+|up)\b(?:\{[^}]*\})?/g) ?? [],
      )
      .filter((selector) => !ofLastWeek.includes(selector) && !mayBeAbsent(selector)),
  );
  expect(selectors.size).toBeGreaterThan(60);
  // The rules are evaluated once a second, so the last one may be of the scrape before.
  await eventually('what rules compare is there', async () => {
    const empty: string[] = [];
    for (const selector of selectors) if ((await query(url, selector)).length === 0) empty.push(selector);
    if (empty.length > 0) throw new Error(`nothing: ${empty.join(', ')}`);
    return true;
  });

  const runbook = await readFile(new URL('../../docs/runbook.md', import.meta.url), 'utf8');
  const typed = [...runbook.matchAll(/`([^`]+)`/g)].map(([, text = '']) => text);
  const asked = typed.filter(
    (text) => /micro_scrape[_:]|^up\b|^ALERTS|^nodejs_/.test(text) && !/^(select|update|npx)\b/.test(text),
  );
  expect(asked.length).toBeGreaterThan(50);
  for (const expr of asked) await expect(query(url, expr), expr).resolves.toBeDefined();
}

/** Some figures are of what need not be: a disk of ours, TLS. The catalogue says which. */
function mayBeAbsent(selector: string): boolean {
  const name = selector.replace(/\{.*/, '').replace('micro_scrape:', 'micro_scrape_').replace(/:.*/, '');
  const spec = Object.entries<MetricSpec>(CATALOGUE).find(([each]) => fullName(each as MetricName) === name)?.[1];
  return spec?.sparse === true;
}

/** Of two daemons, each figure of the database must be the database's own, and not twice that. */
async function countsAreTrue({ client, prometheus: { url } }: World): Promise<void> {
  const counts: Readonly<Record<string, string>> = {
    'sum(max by (band) (micro_scrape_vehicles))': 'select count(*) from vehicles',
    'max(micro_scrape_vehicles{band="at_threshold"})':
      'select count(*) from micro_scrape.vehicle_state where score >= (select threshold from micro_scrape.settings)',
    'max(micro_scrape_vehicles_missing_field{field="vin"})': `select count(*) from micro_scrape.vehicle_state where 'vin' = any (gaps)`,
    'sum(max by (reason) (micro_scrape_vehicles_unfillable))': `select count(*) from micro_scrape.vehicle_state where outcome in ('exhausted', 'gone', 'blocked', 'invalid', 'excluded')`,
    'max(micro_scrape_vehicles_waiting)': `select count(*) from micro_scrape.vehicle_state where outcome = 'waiting'`,
    'micro_scrape:vehicles_with_work:max': 'select count(*) from micro_scrape.vehicle_state where requested > handled',
    'sum(micro_scrape:queue_jobs:max{task="micro-scrape"})': `select count(*) from graphile_worker.jobs where task_identifier = 'micro-scrape'`,
    'sum(max by (state) (micro_scrape_hosts))': 'select count(*) from micro_scrape.hosts',
    'micro_scrape:daemons_alive:max': 'select count(*) from micro_scrape.daemons',
    // Counted where it happened, by either daemon, and added up.
    'sum(micro_scrape_vehicles_settled_total)':
      'select count(*) from micro_scrape.vehicle_state where settled_at is not null',
  };
  for (const [expr, sql] of Object.entries(counts)) {
    await eventually(`${expr} is what the database says`, async () => {
      const { n } = await one(client, `select (${sql})::int as n`);
      const seen = await figure(url, expr);
      if (seen !== n) throw new Error(`${expr} is ${seen}, the database says ${n}`);
      return true;
    });
  }
}

async function aDaemonIsDeafAndDies(world: World): Promise<void> {
  const since = world.told.length;
  world.secondNetwork.behave((role) => (role === 'micro-scrape listener' ? 'blackhole' : 'pass'));
  await fires(world, since, `MicroScrapeReplicaNotListening ${world.second}`);
  const dead = world.told.length;
  await world.secondDaemon.kill();
  await fires(world, dead, `MicroScrapeReplicaDown ${world.second}`);
}

/** Four faults at once, each at a place of its own. Where the daemon waits for minutes, they have passed. */
async function sitesAndTheRecogniserFail(world: World): Promise<void> {
  const {
    client,
    sites,
    prometheus: { url },
  } = world;
  const since = world.told.length;
  const changed = `http://${CHANGED_HOST}:${new URL(sites.changed.origin).port}`;
  const insert = (origin: string, from: number, to: number) =>
    client.query(
      `insert into vehicles (discovery_url) select $1 || '/angebote/' || n from generate_series($2::int, $3) n`,
      [origin, from, to],
    );

  world.recogniser.jammed = true;
  // Each is given up after 15 s: as many as are seen to wait for longer than a reading and the alert take on a slow machine.
  await client.query(
    `insert into vehicles (year, make, model, origin_metadata)
     select 1995, 'Porsche', '911', jsonb_build_object('image_urls', jsonb_build_array($1 || '/picture/' || v || '/0.jpg'))
     from generate_series(1, 20) v`,
    [sites.wellBehaved.origin],
  );
  await insert(changed, 1, 1);
  for (const origin of [sites.dead.origin, sites.refusing.origin]) await insert(origin, 1, 8);
  // Sites are named by a reading of the database; what was counted before counts as of others.
  await eventually(
    'the changed site is counted by its name',
    async () =>
      (await query(url, 'micro_scrape_extract_fields_total{source="autoscout24", result="missed"}')).length > 0,
  );
  await insert(changed, 2, 60);

  const { host } = new URL(sites.dead.origin);
  const failures = async () =>
    (await one(client, 'select coalesce(max(failures), 0)::int as n from micro_scrape.hosts where host = $1', [host]))
      .n;
  for (const n of [2, 3]) {
    await eventually(`${n} requests in a row have failed`, async () => Number(await failures()) >= n);
    await client.query(
      `update micro_scrape.hosts set failing_since = failing_since - interval '10 minutes',
         paused_until = case when failures < 3 then clock_timestamp() else paused_until end, next_slot_at = clock_timestamp()
       where host = $1`,
      [host],
    );
    await client.query('select micro_scrape.notify_for_hosts()');
  }
  const waiting = `from graphile_worker._private_tasks t
    where t.id = j.task_id and t.identifier = 'read-photographs' and j.locked_at is null`;
  await eventually('photographs wait for the recogniser', async () => {
    const { n } = await one(
      client,
      `select count(*)::int as n from graphile_worker._private_jobs j where exists (select ${waiting})`,
    );
    return Number(n) >= 10;
  });
  await client.query(`update graphile_worker._private_jobs j set run_at = run_at - interval '20 minutes' ${waiting}`);
  // Two of them end while others are still to come: when the last photograph is given up, when the last page was read.
  await haveFired(
    world,
    since,
    `MicroScrapeSourceDown ${host}`,
    `MicroScrapeSourceBlocked ${new URL(sites.refusing.origin).host}`,
    'MicroScrapeSourceMarkupChanged autoscout24',
    'MicroScrapeRecogniserJammed',
  );
  world.recogniser.jammed = false;
}

/** That all are deaf is known to Prometheus and told to nobody: one word of what is behind it is enough. */
async function theDatabaseIsAway(world: World): Promise<void> {
  const since = world.told.length;
  const lately = () => world.told.slice(since);
  const isTold = (wanted: string) => () =>
    lately().some(({ status, labels }) => status === wanted && labels.alertname === 'MicroScrapeDatabaseUnreadable');
  world.firstNetwork.behave('refuse');
  await eventually('that the database is away is told', isTold('firing'));
  await eventually(
    'all are deaf',
    async () =>
      (await query(world.prometheus.url, 'ALERTS{alertname="MicroScrapeNotListening", alertstate="firing"}')).length >
      0,
  );
  // From its return on each alert ends by itself, in any order: the daemons hear again some seconds later.
  // What fires already may be told once more, with another field of the same site.
  noOther(world, since, ['MicroScrapeDatabaseUnreadable', ...firingAt(world, since)]);
  world.firstNetwork.behave('pass');
  await eventually('its end is told', isTold('resolved'));
}

test('there are alerts for what is tried here', () => {
  const names = alertsOf(groups).map(({ alert }) => alert);
  for (const name of NOT_OURS) expect(names).toContain(name);
});
