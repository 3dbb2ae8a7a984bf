/**
 * Nothing in the documents is typed in vain: every command they show is run here, or stands in a table with the test that
 * runs it. A new one that nobody runs fails this test. (What docs/cli.md prints is compared in docs.test.ts.)
 */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { glob, readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, test as plain } from 'vitest';
import { manualRunAnswer } from '../../src/http/contract.ts';
import { SERVICE_KEY } from '../support/daemon.ts';
import { test } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import { ROOT } from '../support/program.ts';
import { command } from './command.ts';
import { commandsOf, readDocuments, type Shown } from './documents.ts';
import { type World, withWorld } from './world.ts';

const exec = promisify(execFile);

/** Run by another test, which is named; `this run` is npm test itself. */
const BY_OTHER_TESTS: Readonly<Record<string, string>> = {
  'export QUEUE_SCHEMA=micro_scrape_queue': 'test/adopt/queue.test.ts',
  'npm ci && npm run demo': 'test/process/demo.test.ts',
  'npm ci && npm test': 'this run',
  'npm run demo': 'test/process/demo.test.ts',
  'npx vitest run test/rooms.test.ts': 'test/rooms.test.ts',
  'kubectl apply -f contrib/kubernetes.yaml': 'test/docker/kubernetes.test.ts',
  'export BROWSER_PATH=/usr/bin/chromium': 'test/browser/shells.test.ts',
  'npm run eval -- disputed.jsonl': 'test/console/lists.test.ts',
  'npm ci': 'this run',
  'npm test': 'this run',
  'npm start': 'test/process/start.test.ts',
  'export DATABASE_URL=postgres://user:password@host:5432/database': 'test/process/start.test.ts',
  'export DATABASE_URL=postgres://OWNER:PASSWORD@HOST:5432/DATABASE': 'test/adopt/leave.test.ts',
  'npm run eval -- DIRECTORY [--json FILE]': 'tools/eval/run-eval.test.ts',
  'npm run eval -- test/fixtures': 'tools/eval/run-eval.test.ts',
  'npx vitest run src/extraction tools': 'this run',
  'node tools/new-source.ts NAME HOST': 'tools/new-source.test.ts',
  'node tools/new-source.ts dupont dupontregistry.com': 'tools/new-source.test.ts',
  'micro-scrape add': 'test/cli/work.test.ts',
  'npm run eval': 'tools/eval/run-eval.test.ts',
  'micro-scrape migrate --adopt': 'test/adopt/large.test.ts',
  'PGOPTIONS="-c micro_scrape.role=micro_scrape_daemon -c micro_scrape.password=$PASSWORD" psql "$DATABASE_URL" -f sql/roles.sql':
    'test/adopt/roles.test.ts',
  "set micro_scrape.password = '…'": 'test/adopt/roles.test.ts',
  'micro-scrape migrate --from-bandaid': 'test/adopt/from-bandaid.test.ts',
  'export DATABASE_URL=postgresql://postgres.REF:PASSWORD@HOST.pooler.supabase.com:5432/postgres':
    'test/supabase/steps.test.ts',
  'export DATABASE_URL=postgresql://micro_scrape_daemon.REF:PASSWORD@HOST.pooler.supabase.com:5432/postgres':
    'test/supabase/steps.test.ts',
  'export DATABASE_CA=prod-ca-2021.crt': 'test/process/tls.test.ts',
  "select vault.create_secret('https://micro-scrape.example', 'micro_scrape_url')": 'test/supabase/schedule.test.ts',
  "select vault.create_secret('THE SERVICE KEY', 'micro_scrape_key')": 'test/supabase/schedule.test.ts',
  "select cron.unschedule('micro-scrape-run')": 'test/supabase/schedule.test.ts',
  'GRANT INSERT (discovery_url) ON vehicles TO micro_scrape_daemon': 'test/process/acceptance.test.ts',
  'promtool check rules grafana/prometheus/rules/*.yml': 'test/grafana/promtool.test.ts',
  'amtool check-config grafana/prometheus/alertmanager.yml': 'test/grafana/rules.test.ts',
  'npm run observe': 'test/process/observe.test.ts',
  'node grafana/build-dashboards.ts': 'test/grafana/dashboard.test.ts',
};
/** Programs and scripts that take minutes or need a program of other people's; what they are made of is there. */
const BY_PEOPLE: Readonly<Record<string, string>> = {
  'TEST_DATABASE_URL=postgres://postgres@127.0.0.1:5432/postgres npx vitest run test/flow test/rights test/adopt/from-joining-to-leaving.test.ts':
    'test/support/global-setup.ts',
  'npm run check': 'tsc --noEmit',
  'npm ci --omit=optional': 'package.json',
  'npm run hostile': 'test/hostile/main.ts',
  "npm run hostile -- --only 'pages'": 'test/hostile/main.ts',
  'npm run sbom': 'npm sbom',
  'docker run --init --read-only --tmpfs /tmp --memory 768m --cap-drop ALL --security-opt no-new-privileges -p 127.0.0.1:9464:9464 -e DATABASE_URL=postgres://... -e SERVICE_KEY=... -v micro-scrape:/app/.data micro-scrape':
    'Dockerfile',
  'node test/hostile/guards.ts': 'test/hostile/guards.ts',
  'npm run bench': 'bench/main.ts',
  'npm run bench -- --list': 'bench/main.ts',
  'npm run bench -- backlog statements': 'bench/main.ts',
  'npm run simulate': 'bench/simulate.ts',
  'npm run simulate -- --check': 'bench/simulate.ts',
  'npm run simulate -- --replicas 4 --seats 16 --interval-ms 500 --json FILE': 'bench/simulate.ts',
  'npm run bench -- writers latency --quick': 'bench/main.ts',
  'npm run bench -- backlog --json FILE': 'bench/main.ts',
  'micro-scrape start': 'test/process/start.test.ts',
  'npm run test:fault': 'FAULTS=1 vitest run',
  'npm run coverage': 'vitest run --coverage',
  'CHAOS_FULL=1 npm run test:fault': 'FAULTS=1 vitest run',
  'npm run day': 'test/day/main.ts',
  'npm run bench -- growth --quick': 'bench/main.ts',
  'npm run bench -- growth': 'bench/main.ts',
  'npm run bench -- browser': 'bench/main.ts',
  'npm run chaos -- --seed 1 --seconds 60': 'test/chaos/main.ts',
  'npm run chaos -- --seed 1 --mutant no-reaper': 'test/chaos/main.ts',
  'supabase secrets set --project-ref REF MICRO_SCRAPE_URL=https://micro-scrape.example': 'supabase/functions',
  'supabase functions deploy micro-scrape-bandaid --project-ref REF --no-verify-jwt': 'supabase/functions',
  'select status_code, content from net._http_response order by id desc limit 5': 'supabase/migrations',
  'node test/mutation/reconcile.ts': 'test/mutation/reconcile.ts',
  'node test/mutation/reconcile.ts classify.ts': 'test/mutation/reconcile.ts',
  'node test/adopt/million.ts': 'test/adopt/million.ts',
  'docker compose up': 'compose.yaml',
  'prometheus --config.file=grafana/prometheus/prometheus.yml': 'grafana/prometheus/prometheus.yml',
  'GF_PATHS_PROVISIONING="$PWD/grafana/provisioning" MICRO_SCRAPE_DASHBOARDS="$PWD/grafana/dashboards" PROMETHEUS_URL=http://127.0.0.1:9090 grafana server':
    'grafana/provisioning',
};

/** What is to be put in by whoever types it; the vehicle that is meant is one of the world's. */
function filledIn(text: string, { vehicle, url }: { vehicle: string; url: string }): string {
  return text
    .replaceAll('https://bringatrailer.com/listing/…', url)
    .replaceAll("'…'", `'${vehicle}'`)
    .replaceAll(/<vehicle>|<id>/g, vehicle)
    .replaceAll('(PID)', '(0)');
}

/** Commands of ours as a person types them, curl with a real shell. */
async function runShell(text: string, world: World): Promise<void> {
  if (text.startsWith('curl ')) {
    const base = `http://${new URL(world.daemonOrigin).host}`;
    const line = text.replace('http://HOST:PORT', base);
    const env = { PATH: process.env.PATH ?? '', BASE: base, SERVICE_KEY };
    const { stdout } = await exec('bash', ['-c', `${line} --silent --show-error --fail-with-body`], {
      env,
      timeout: 300_000,
    });
    if (text.includes('micro-scrape-bandaid')) {
      const answer = manualRunAnswer.parse(JSON.parse(stdout));
      expect([text, answer.dry_run]).toEqual([text, text.includes('dry_run')]);
    } else {
      expect(stdout).toMatch(/"(?:ready|status|alive)"|ok/);
    }
    return;
  }
  if (text.startsWith('export SERVICE_KEY=')) {
    const { stdout } = await exec('bash', ['-c', `${text}; printf %s "$SERVICE_KEY"`]);
    expect(stdout).toMatch(/^[0-9a-f]{64}$/);
    return;
  }
  const [, args = ''] = /^micro-scrape (.*)$/.exec(text) ?? [];
  if (args === '') throw new Error(`nobody runs this: ${text}`);
  const { code, stderr } = await command(args.split(' '), world.env);
  expect([text, code, stderr]).toEqual([text, 0, expect.any(String)]);
}

const isElsewhere = ({ document, text }: Shown) =>
  text in BY_OTHER_TESTS ||
  text in BY_PEOPLE ||
  (document === 'docs/cli.md' && text.startsWith('micro-scrape ')) ||
  // Uninstalling, and what an owner types about the role, are steps of the sequences of docs/adopting.md.
  (document === 'docs/adopting.md' && /^(?:micro-scrape migrate|REASSIGN OWNED|DROP OWNED|DROP ROLE)/.test(text)) ||
  // test/adopt/other-names.test.ts.
  (document === 'docs/adopting.md' && /app\.vehicles|SET search_path/.test(text)) ||
  /\.\.\.$/.test(text);

test('every command of the documents runs', async ({ database }) => {
  const here = (await readDocuments()).filter((shown) => !isElsewhere(shown));
  expect(here.filter(({ kind }) => kind === 'sql').length).toBeGreaterThan(20);
  expect(here.filter(({ text }) => text.startsWith('curl ')).length).toBeGreaterThanOrEqual(4);
  await withWorld(database, async (world) => {
    await eventually('ready', async () => (await fetch(`${world.daemonOrigin}/readyz`)).status === 200);
    const url = world.urlOf('porsche-911-1995');
    await command(['add', '--wait', url], world.env);
    const vehicle = await world.rested(url);
    for (const { kind, text, document } of here) {
      const typed = filledIn(text, { vehicle, url });
      try {
        if (kind === 'sql') await world.client.query(typed);
        else await runShell(typed, world);
      } catch (error) {
        throw new Error(`${document} shows: ${text}`, { cause: error });
      }
    }
    await world.settled();
  });
});

test('docs/adopting.md: the sequences of commands, one after the other', async ({ emptyDatabase }) => {
  const shown = (await readDocuments()).filter(
    ({ document, text }) => document === 'docs/adopting.md' && text.startsWith('micro-scrape migrate'),
  );
  const typed = [...new Set(shown.map(({ text }) => text))];
  expect(typed).toEqual(expect.arrayContaining(['micro-scrape migrate', 'micro-scrape migrate --uninstall']));
  for (const line of typed.filter((text) => text !== 'micro-scrape migrate --adopt')) {
    const { code, stdout } = await command(line.split(' ').slice(1), { DATABASE_URL: emptyDatabase.url });
    expect([line, code]).toEqual([line, 0]);
    expect(stdout).not.toBe('');
  }
});

plain('what other tests run is there, and so is what takes minutes', async () => {
  const shown = new Set((await readDocuments()).map(({ text }) => text));
  for (const [text, by] of Object.entries(BY_OTHER_TESTS)) {
    expect([text, shown.has(text)]).toEqual([text, true]);
    expect([by, by === 'this run' || existsSync(path.join(ROOT, by))]).toEqual([by, true]);
  }
  const scripts: Record<string, string> = JSON.parse(await readFile(path.join(ROOT, 'package.json'), 'utf8')).scripts;
  for (const [text, by] of Object.entries(BY_PEOPLE)) {
    expect([text, shown.has(text)]).toEqual([text, true]);
    const script = /npm run ([\w:]+)/.exec(text)?.[1];
    expect([text, script === undefined ? existsSync(path.join(ROOT, by)) : scripts[script]?.includes(by)]).toEqual([
      text,
      true,
    ]);
  }
});

plain('a command of ours is named as it is typed, in documents and in what the program says', async () => {
  const files: string[] = [];
  for await (const file of glob('{README.md,{docs,src,sql,grafana}/**/*.{md,ts,sql,json,yml}}', { cwd: ROOT })) {
    if (!file.endsWith('.test.ts') && !file.includes('fixtures')) files.push(file);
  }
  expect(files).toEqual(expect.arrayContaining(['README.md', 'docs/cli.md', 'src/cli/start.ts', 'sql/roles.sql']));
  const help = (await command(['--help'])).stdout;
  const names = [...help.matchAll(/^ {2}([a-z]+) .*/gm)].map(([, name]) => name).filter((name) => name !== 'help');
  expect(names).toEqual(expect.arrayContaining(['start', 'status', 'migrate', 'include']));
  const bare = new RegExp(`(?<!npx )\\bmicro-scrape (?:${names.join('|')})\\b`);
  for (const file of files) {
    const lines = (await readFile(path.join(ROOT, file), 'utf8')).split('\n');
    // Comments of the code speak to those who read it.
    const said = lines.filter((line) => !/^\s*(?:\/?\*|\/\/)/.test(line) && bare.test(line));
    expect([file, said]).toEqual([file, []]);
  }
  // From another folder it is nowhere; here npx finds the project's own, whatever the registry has.
  const typed = await exec('npx', ['micro-scrape', '--version'], { cwd: ROOT });
  expect(typed.stdout).toMatch(/^\d+\.\d+\.\d+$/m);
});

plain('a command is found wherever it stands', () => {
  const text = [
    '```bash',
    'npm run x    # says',
    'curl -X POST "$A" \\',
    '  -d 1',
    '```',
    'then `select 1;` and `micro-scrape up`, not `npm`',
    '```sql',
    '-- why',
    'SELECT 1;',
    '',
    'SELECT',
    ' 2;',
    '```',
  ].join('\n');
  // Fenced ones first, then those inside sentences.
  expect(commandsOf('x.md', text).map((shown) => shown.text)).toEqual([
    'npm run x',
    'curl -X POST "$A" -d 1',
    'SELECT 1',
    'SELECT 2',
    'select 1',
    'micro-scrape up',
  ]);
});
