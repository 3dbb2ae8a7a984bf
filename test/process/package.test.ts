/**
 * The package as somebody gets it: packed by `npm pack`, unpacked into an empty project, and run there as JavaScript.
 * Not downloaded again are its dependencies: those that its manifest names, and no others, are linked to ours.
 */
import { execFile, spawn } from 'node:child_process';
import { globSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { z } from 'zod';
import { insertSample } from '../../examples/demo/catalogue.ts';
import { siteHosts } from '../../examples/demo/site/listing.ts';
import { SAMPLE_LISTINGS } from '../../examples/demo/site/listings.ts';
import { serveLocally, textAnswer } from '../../examples/demo/site/local-server.ts';
import { startSampleSite } from '../../examples/demo/site/sample-site.ts';
import { createPool } from '../../src/database/pool.ts';
import { connect } from '../support/client.ts';
import { test } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import { follow, type Program, ROOT } from '../support/program.ts';

const run = promisify(execFile);
const manifest = z.object({
  dependencies: z.record(z.string(), z.string()),
  optionalDependencies: z.record(z.string(), z.string()),
});
const DEADLINE_MS = 90_000;

let project = '';
let packed: string[] = [];

beforeAll(async () => {
  project = await mkdtemp(path.join(tmpdir(), 'micro-scrape-package-'));
  await run('npm', ['pack', '--pack-destination', project, '--silent'], { cwd: ROOT, timeout: DEADLINE_MS });
  const [tarball = ''] = globSync(path.join(project, '*.tgz'));
  packed = (await run('tar', ['-tzf', tarball])).stdout.trim().split('\n');

  const modules = path.join(project, 'node_modules');
  const home = path.join(modules, 'micro-scrape');
  await mkdir(home, { recursive: true });
  await run('tar', ['-xzf', tarball, '-C', home, '--strip-components=1']);
  await mkdir(path.join(modules, '.bin'));
  await symlink('../micro-scrape/bin/micro-scrape.js', path.join(modules, '.bin/micro-scrape'));
  const { dependencies, optionalDependencies } = manifest.parse(
    JSON.parse(await readFile(path.join(home, 'package.json'), 'utf8')),
  );
  // The types are for whoever writes TypeScript, as they would have them.
  for (const name of [...Object.keys(dependencies), ...Object.keys(optionalDependencies), '@types/node']) {
    await mkdir(path.dirname(path.join(modules, name)), { recursive: true });
    await symlink(path.join(ROOT, 'node_modules', name), path.join(modules, name));
  }
  await writeFile(path.join(project, 'package.json'), '{ "type": "module" }');
});

afterAll(() => rm(project, { recursive: true, force: true }));

/** By this Node and none other, in the project's folder. */
function begin(args: readonly string[], env: Record<string, string> = {}): Program {
  return follow(
    spawn(process.execPath, args, {
      cwd: project,
      env: { PATH: '/usr/bin:/bin', HOME: project, TMPDIR: tmpdir(), ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    }),
  );
}

const micro = (...args: string[]) => [path.join(project, 'node_modules/.bin/micro-scrape'), ...args];

describe('the package', () => {
  test('holds JavaScript, SQL and a manifest, and neither tests nor sources nor pictures', () => {
    const files = packed.map((file) => file.replace(/^package\//, ''));
    expect(files).toEqual(
      expect.arrayContaining([
        'bin/micro-scrape.js',
        'dist/index.d.ts',
        'dist/main.js',
        'dist/console/assets/console.js',
        'sql/ledger.sql',
        'LICENSE',
      ]),
    );
    expect(files.filter((file) => !/^(?:bin|dist|sql|docs|contrib|grafana)\/|^[^/]+$/.test(file))).toEqual([]);
    expect(files.filter((file) => /\.test\.|fixtures|(?<!\.d)\.ts$|\.(?:png|jpe?g|webp)$/.test(file))).toEqual([]);
  });

  test('migrates a database and works on it until vehicles are complete', async ({ emptyDatabase }) => {
    const site = await startSampleSite();
    const program = begin(micro('start'), {
      DATABASE_URL: emptyDatabase.url,
      PORT: '0',
      FETCH_MIN_INTERVAL_MS: '0',
      FETCH_ALLOW_PRIVATE: siteHosts(site.origin).join(','),
    });
    const pool = createPool({
      connectionString: emptyDatabase.url,
      role: 'the test itself',
      max: 1,
      onError: () => {},
    });
    try {
      await program.says(/"origin":"(http:[^"]+)"/, DEADLINE_MS);
      // A page, its photographs, and a VIN that is read off one of them and decoded: every program that is begun beside it.
      for (const listing of SAMPLE_LISTINGS) {
        if (['porsche-911-1995', 'ford-mustang-2016'].includes(listing.slug)) {
          await insertSample(pool, listing, site.origin);
        }
      }
      await eventually('both are complete', async () => {
        const { rows } = await pool.query(`select 1 from micro_scrape.vehicle_state where outcome = 'complete'`);
        return rows.length === 2;
      });
      const { rows } = await pool.query('select distinct method from micro_scrape.field_sources');
      expect(rows).toContainEqual({ method: 'ocr' });
      const status = begin(micro('status', '--json'), { DATABASE_URL: emptyDatabase.url });
      expect(await status.ended).toBe(0);
    } finally {
      program.child.kill('SIGTERM');
      await pool.end();
      await site.close();
    }
    expect(await program.ended).toBe(0);
    expect(program.output()).not.toMatch(/"level":"(?:warn|error)"/);
  });

  test('refuses a Node that is too old with one sentence', async () => {
    const older = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '22.18.0' } })`;
    const program = begin(['--import', `data:text/javascript,${encodeURIComponent(older)}`, ...micro('--version')]);
    expect(await program.ended).toBe(78);
    expect(program.output()).toBe('micro-scrape needs Node 22.19 or newer, and this is 22.18.0.\n');
  });
});

describe('the library', () => {
  test('fits the example of its document, which reads a page with a source of its own', async ({ emptyDatabase }) => {
    const example = await readFile(path.join(ROOT, 'examples/library/embed.ts'), 'utf8');
    expect(await readFile(path.join(ROOT, 'docs/library.md'), 'utf8')).toContain(
      `\`\`\`ts\n${example.slice(example.indexOf('import'))}\`\`\``,
    );
    await copyFile(path.join(ROOT, 'examples/library/embed.ts'), path.join(project, 'embed.ts'));
    const flags = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2024', '--types', 'node'];
    const compile = (file: string) => run('tsc', [...flags, '--skipLibCheck', file], { cwd: project });
    await compile('embed.ts');
    // The types are really there: an event has no such member.
    await writeFile(path.join(project, 'wrong.ts'), example.replace('outcome, score }', 'outcome, points }'));
    await expect(compile('wrong.ts')).rejects.toMatchObject({ stdout: expect.stringContaining("'points'") });

    const page = `<title>2014 Mazda 6 Touring</title><h1>2014 Mazda 6 Touring</h1><p class="price">$9,400</p>
      <span class="gearbox-cell">Six-speed manual</span>`;
    const site = await serveLocally(async () => textAnswer(200, 'text/html', page, new Date()));
    const client = await connect(emptyDatabase);
    const { port } = new URL(site.origin);
    const program = begin(['embed.ts'], {
      DATABASE_URL: emptyDatabase.url,
      PORT: '0',
      FETCH_MIN_INTERVAL_MS: '0',
      FETCH_ALLOW_PRIVATE: `localhost:${port}`,
    });
    try {
      await program.says(/^ready at http:/m, DEADLINE_MS);
      await client.query('insert into vehicles (discovery_url) values ($1)', [`http://localhost:${port}/listing/1`]);
      await program.says(/from our-stock: exhausted at \d+/);
      const { rows } = await client.query('select make, transmission from vehicles');
      expect(rows).toEqual([{ make: 'Mazda', transmission: expect.stringMatching(/manual/i) }]);
    } finally {
      program.child.kill('SIGTERM');
      await client.end();
      await site.close();
    }
    expect(await program.ended).toBe(0);
  });
});
