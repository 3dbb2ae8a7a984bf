/** `doctor --invariants` as a test asks it, and typing what it printed. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type pg from 'pg';
import { expect } from 'vitest';
import type { z } from 'zod';
import { connect } from '../support/client.ts';
import type { TestDatabase } from '../support/database.ts';
import { CATALOGUE } from './broken-promises.ts';
import { command, commandJson } from './command.ts';
import { doctorShape } from './shapes.ts';

type Env = Readonly<Record<string, string>>;
type Finding = z.infer<typeof doctorShape>['findings'][number];

const exec = promisify(execFile);

const IN_THE_DATABASE = [
  'none-unseen',
  'none-lost',
  'none-without-reason',
  'score-is-true',
  'mark-agrees',
  'one-of-each-image',
  'one-primary',
  'rejected-stays-away',
  'excluded-is-left-alone',
  'held-by-the-living',
  'runs-add-up',
  'runs-end',
  'bytes-before-rows',
];

/** What is wrong beside that no daemon runs; each promise must have been looked at. */
export async function diagnose(env: Env): Promise<Finding[]> {
  const { code, answer } = await commandJson(['doctor', '--invariants'], env);
  const { healthy, findings } = doctorShape.parse(answer);
  expect(code).toBe(healthy ? 0 : 1);
  const inDirectory = env.BLOB_STORE?.startsWith('file:') ? ['no-strays'] : [];
  expect(findings.map(({ check }) => check)).toEqual(expect.arrayContaining([...IN_THE_DATABASE, ...inDirectory]));
  return findings.filter(({ level, check }) => level === 'problem' && check !== 'daemon');
}

/** SQL as the owner of the database, commands as a person in a shell. */
export async function fix(found: readonly Finding[], client: pg.Client, env: Env): Promise<void> {
  for (const line of new Set(found.flatMap((finding) => finding.fix))) {
    if (line.startsWith('npx micro-scrape ')) {
      const ended = await command(line.split(' ').slice(2), env);
      expect([line, ended.code]).toEqual([line, 0]);
    } else if (line.startsWith('rm ')) {
      await exec('bash', ['-c', line]);
    } else {
      await client.query(line);
    }
  }
}

export async function withCatalogue(
  database: TestDatabase,
  work: (client: pg.Client, env: Env) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'micro-scrape-test-'));
  const client = await connect(database);
  try {
    await client.query(CATALOGUE);
    await work(client, { DATABASE_URL: database.url, BLOB_STORE: `file:${folder}` });
  } finally {
    await client.end();
    await rm(folder, { recursive: true });
  }
}

export const names = (found: readonly Finding[]) => found.map(({ check }) => check);
