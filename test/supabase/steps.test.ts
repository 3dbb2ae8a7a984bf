/**
 * docs/supabase.md from its second step to its last, as the owner of a project types it in whose database the original is at
 * home: an owner that is no superuser, roles that are granted everything by default.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { manualRunAnswer } from '../../src/http/contract.ts';
import { catalogueOf } from '../adopt/catalogue-of.ts';
import { ORIGINAL } from '../adopt/original.ts';
import { ask, onEmptyDatabase, startPostgres15, urlAs, versionsHere } from '../adopt/servers.ts';
import { asOwner, DEFAULT_PRIVILEGES, OWNER, ROLES } from '../adopt/supabase-roles.ts';
import { eventually } from '../support/eventually.ts';
import { startProgram } from '../support/program.ts';
import { JWT_SECRET, tokenOf } from './token.ts';

const PASSWORD = 'secret-of-the-test';
const here = versionsHere('the steps of docs/supabase.md').includes(15);
/** What people look at, word for word as docs/using.md has it. */
const MONITORING = [
  'SELECT * FROM vehicles_needing_micro_scrape LIMIT 20',
  `SELECT started_at, vehicles_analyzed, vehicles_improved, vehicles_marked_complete,
     actions_executed, actions_succeeded, runtime_ms FROM micro_scrape_runs ORDER BY started_at DESC LIMIT 10`,
];

async function typed(args: string, url: string): Promise<{ code: number | null; output: string }> {
  const program = startProgram(args.split(' '), { DATABASE_URL: url });
  return { code: await program.ended, output: program.output() };
}

test.runIf(here)(
  'the original is set aside, the daemon works under its own login, calls go on, and all of it is undone',
  { timeout: 300_000 },
  async () => {
    const server = await startPostgres15();
    const blobs = await mkdtemp(join(tmpdir(), 'micro-scrape-steps-'));
    try {
      await ask(server.url, `${OWNER}; ${ROLES}`);
      await onEmptyDatabase(server, async (url) => {
        const owner = await asOwner(url);
        await ask(owner, DEFAULT_PRIVILEGES);
        // As the original left it.
        await ask(
          owner,
          `${ORIGINAL}; drop policy everybody on micro_scrape_runs; alter table micro_scrape_runs disable row level security`,
        );
        const before = await catalogueOf(url);

        // 2. The database.
        expect(await typed('migrate --from-bandaid', owner)).toMatchObject({
          code: 0,
          output: expect.stringMatching(
            /micro_scrape_runs_bandaid.*; anon, authenticated may change it: ALTER TABLE micro_scrape_runs_bandaid ENABLE ROW LEVEL SECURITY;/,
          ),
        });
        expect(await catalogueOf(url)).not.toEqual(before);

        // 3. A login for the daemon.
        const script = await readFile(new URL('../../sql/roles.sql', import.meta.url), 'utf8');
        await ask(owner, `set micro_scrape.password = '${PASSWORD}'; ${script}`);
        const login = urlAs(url, 'micro_scrape_daemon', PASSWORD);

        // 4. The daemon, called as before with the key one has.
        const daemon = startProgram(['start'], {
          DATABASE_URL: login,
          SUPABASE_JWT_SECRET: JWT_SECRET,
          PORT: '0',
          BLOB_STORE: `file:${blobs}`,
        });
        try {
          const [, origin] = await daemon.says(/"origin":"(http:[^"]+)"/, 60_000);
          await eventually('ready', async () => (await fetch(`${origin}/readyz`)).status === 200);
          const answer = await fetch(`${origin}/functions/v1/micro-scrape-bandaid`, {
            method: 'POST',
            headers: { authorization: `Bearer ${await tokenOf('service_role')}`, 'content-type': 'application/json' },
            body: '{"batch_size": 20, "max_runtime_ms": 30000}',
          });
          // Nothing may be due: the daemon has been at work, and no run is made then.
          expect(manualRunAnswer.parse(await answer.json()).dry_run).toBe(false);
          const { code, output } = await typed('doctor', login);
          expect([code, output]).toEqual([0, expect.stringMatching(/^ok +rights /m)]);
        } finally {
          daemon.child.kill('SIGTERM');
          await daemon.ended;
        }
        const api = urlAs(url, 'authenticator');
        for (const sql of MONITORING) {
          expect((await ask(api, `set role service_role; ${sql}`)).length, sql).toBeGreaterThan(0);
          await expect(ask(api, `set role anon; ${sql}`), sql).rejects.toMatchObject({ code: '42501' });
        }

        // Leaving.
        expect(await typed('migrate --uninstall', owner)).toMatchObject({ code: 0 });
        await ask(
          owner,
          'reassign owned by micro_scrape_daemon to current_user; drop owned by micro_scrape_daemon; drop role micro_scrape_daemon',
        );
        expect(await catalogueOf(url)).toEqual(before);
        expect(await ask(owner, 'select count(*)::int as n from repair_queue')).toEqual([{ n: 40 }]);
      });
    } finally {
      await rm(blobs, { recursive: true, force: true });
      await server.stop();
    }
  },
);
