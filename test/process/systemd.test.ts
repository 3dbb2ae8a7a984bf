/** contrib/micro-scrape.service is one that systemd takes, and what it starts is there. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { ROOT } from '../support/program.ts';
import { isHere } from '../support/skipped.ts';

const exec = promisify(execFile);
const hasSystemd = isHere('systemd-analyze', existsSync('/usr/bin/systemd-analyze'), 'the unit for systemd');

test.runIf(hasSystemd)('the unit for systemd is verified, with the project in its place', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'micro-scrape-unit-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const unit = await readFile(join(ROOT, 'contrib/micro-scrape.service'), 'utf8');
  const verify = async (text: string) => {
    const path = join(folder, 'micro-scrape.service');
    await writeFile(path, text);
    const { stdout, stderr } = await exec('systemd-analyze', ['verify', path]).catch((error) => error);
    return `${stdout}${stderr}`.split('\n').filter((line) => line.includes('micro-scrape'));
  };
  const here = unit
    .replaceAll('/opt/micro-scrape', ROOT.replace(/\/$/, ''))
    .replace(/^User=.*/m, `User=${userInfo().username}`);
  expect(await verify(here)).toEqual([]);
  expect(await verify(here.replace('ProtectSystem', 'ProtctSystem'))).toEqual([expect.stringContaining('Unknown key')]);
});
