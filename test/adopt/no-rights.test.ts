/** `migrate` as a role that may not: nothing is changed, all that is missing is named, and what is printed is all that is typed. */
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { startProgram } from '../support/program.ts';
import { catalogueOf } from './catalogue-of.ts';
import { ask, onEachVersion, onEmptyDatabase, POSTGRES_15, urlAs } from './servers.ts';
import { IMAGES, VEHICLES } from './tables.ts';

const exec = promisify(execFile);
const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const PASSWORD = 'secret-of-the-test';
const TABLES = `create table vehicles (${VEHICLES}); create table vehicle_images (${IMAGES})`;

/** [what, as a superuser beforehand, who is told to do it]; `owner` has made the tables, `role` is who migrates. */
const worlds: readonly (readonly [string, (owner: string, role: string) => string, 'owner' | 'postgres'])[] = [
  ['with nothing at all, beside an owner who may not make schemas', () => '', 'postgres'],
  [
    'with a schema public of its own, beside that owner',
    (_owner, role) => `grant create on schema public to ${role}`,
    'postgres',
  ],
  [
    'that may make schemas and not touch the tables, of an owner who may do both',
    (owner, role) => `do $$ begin
      execute format('grant create on database %I to ${owner} with grant option', current_database());
      execute format('grant connect on database %I to ${owner} with grant option', current_database());
      execute format('grant create on database %I to ${role}', current_database()); end $$;
      grant all on schema public to ${owner} with grant option; alter role ${owner} createrole`,
    'owner',
  ],
];

onEachVersion('that migrate without rights changes nothing', (server, version) => {
  test.runIf(version === 15).each(worlds)('as a role %s', async (_what, prepare, able) => {
    await onEmptyDatabase(server, async (url) => {
      const [owner, role] = ['owner', 'daemon'].map((name) => `${name}_${randomUUID().slice(0, 8)}`);
      if (owner === undefined || role === undefined) throw new Error('two names');
      await ask(
        url,
        `create role ${owner} login password '${PASSWORD}'; create role ${role} login password '${PASSWORD}'; grant all on schema public to ${owner}`,
      );
      try {
        await ask(urlAs(url, owner, PASSWORD), TABLES);
        await ask(url, prepare(owner, role) || 'select');
        const before = await catalogueOf(url);
        const refused = await run(['migrate'], urlAs(url, role, PASSWORD));
        expect([refused.code, refused.output]).toEqual([78, expect.stringMatching(/nothing was changed/)]);
        expect(refused.output).toMatch(new RegExp(`^ {2}change public\\.vehicles, which is ${owner}'s$`, 'm'));
        expect(await catalogueOf(url)).toEqual(before);

        const lines = refused.output.match(/^ {2}(export|DATABASE_URL=|PGOPTIONS=).*$/gm) ?? [];
        expect(lines).toHaveLength(3);
        expect(lines[0]).toContain(`PGUSER=${able === 'owner' ? owner : 'postgres'} PGPASSWORD=PASSWORD`);
        const script = lines.join('\n').replace('PGPASSWORD=PASSWORD', `PGPASSWORD=${PASSWORD}`);
        await exec('bash', ['-ec', script], {
          cwd: ROOT,
          env: { ...process.env, PATH: `${POSTGRES_15}:${process.env.PATH}` },
        });
        expect(await run(['migrate'], urlAs(url, role, PASSWORD))).toMatchObject({ code: 0 });
        expect(
          await run(['doctor'], urlAs(url, role, PASSWORD), { BLOB_STORE: `file:/tmp/no-rights-${process.pid}` }),
        ).toMatchObject({
          output: expect.stringMatching(/^ok +rights /m),
        });
      } finally {
        await ask(url, `drop owned by ${role}, ${owner} cascade`);
        await ask(url, `drop role ${role}; drop role ${owner}`);
      }
    });
  });
});

async function run(args: string[], url: string, env: Record<string, string> = {}) {
  const program = startProgram(args, { DATABASE_URL: url, ...env });
  return { code: await program.ended, output: program.output() };
}
