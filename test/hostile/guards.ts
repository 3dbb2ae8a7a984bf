// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the patches are code, some of it templates.
/**
 * `node test/hostile/guards.ts [NAME]`
 *
 * Takes each guard out of a copy of the tree and runs its case there: a guard that nobody misses is none. The table of
 * docs/security.md is held against the same list. Exit code 0 when every guard was missed and every row is right.
 * Invariant: the working tree is not touched, and a patch fits exactly once, so that a guard that moved is noticed.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { say } from './report.ts';

interface Guard {
  /** As docs/security.md names it. */
  readonly name: string;
  readonly file: string;
  readonly find: string;
  readonly put: string;
  /** `KIND: CASE` that must turn red. */
  readonly shownBy: string;
}

const of = (file: string, name: string, find: string, put: string, shownBy: string): Guard => ({
  ...{ name, file, find, put, shownBy },
});

const GUARDS: readonly Guard[] = [
  of(
    'src/fetching/target.ts',
    'a private literal is refused before anything is asked',
    "throw new FetchFault('invalid', `address ${literal} is private`);",
    '',
    'URLs: http:127.0.0.1',
  ),
  of(
    'src/fetching/connector.ts',
    'a literal is judged before a socket is opened',
    'if (isIP(hostname) !== 0 && !isPublicAddress(hostname)) {',
    'if (false) {',
    'connections: 127.0.0.1',
  ),
  of(
    'src/fetching/connector.ts',
    'every answer of DNS is judged',
    'for (const { address } of answers) judge(address, hostname);',
    "judge(answers[0]?.address ?? '', hostname);",
    'DNS answers: a public one, then 127.0.0.1',
  ),
  of(
    'src/fetching/connector.ts',
    'the peer of the open socket is judged',
    'if (isPublicAddress(peer)) return callback(null, socket);',
    'return callback(null, socket);',
    'DNS answers: a public one that something below leads to this machine',
  ),
  of(
    'src/fetching/request.ts',
    'a body that is not read is let go of',
    '  } finally {\n    response.body.destroy();\n  }',
    '  } finally {\n  }',
    'bodies: a video without end',
  ),
  of(
    'src/fetching/body.ts',
    'what is unpacked has a limit',
    'return await readBody(decompressed, limit);',
    'return await readBody(decompressed, { maxBytes: 1e9 });',
    'bodies: a bomb of gzip',
  ),
  of(
    'src/fetching/robots-rules.ts',
    'wildcards of robots.txt have a budget',
    'if (wild === -1 || budget >= 0) lines',
    'if (true) lines',
    'robots.txt: a wildcard behind 40 kB of wildcards forbids from its beginning',
  ),
  of(
    'src/media/picture.ts',
    'a picture has a budget before any look decodes it',
    'if (cost > BUDGET) {',
    'if (false) {',
    'pictures: a PNG that unpacks to 900 megapixels',
  ),
  of(
    'src/extraction/process/reader-process.ts',
    'the heap of a reader has a limit',
    ', `--max-old-space-size=${heapMb}`',
    '',
    'pages: a page that needs more memory than a page gets',
  ),
  of(
    'src/extraction/document/tree.ts',
    'elements nest to a depth',
    'const MAX_DEPTH = 512;',
    'const MAX_DEPTH = 1e9;',
    'pages: 100,000 nested elements, behind the facts',
  ),
  of(
    'src/extraction/document/document.ts',
    'one element stands around a page',
    'parseTree(html, ROOT)',
    'parseTree(html)',
    'pages: facts at the top, in no element',
  ),
  of(
    'src/extraction/document/json.ts',
    'only so much broken data is repaired',
    'let left = MAX_REPAIR;',
    'let left = 1e9;',
    'pages: broken data of 250 kB, left alone',
  ),
  of(
    'src/extraction/document/json.ts',
    '`__proto__` is not followed',
    "key !== '__proto__' && ",
    '',
    'pages: a path through __proto__',
  ),
  of(
    'src/extraction/document/js-literal.ts',
    '`__proto__` is not set',
    "if (key !== '__proto__') object[key] = value;",
    'object[key] = value;',
    'pages: a literal that sets __proto__',
  ),
  of(
    'src/database/statements/commit-run.ts',
    'what is written can be stored',
    "typeof each === 'string' ? cleanText(each) : each",
    'each',
    'SQL in values: a model says a\\u0000b',
  ),
  of(
    'src/http/server.ts',
    'headers have a deadline',
    'headersTimeout: HEADERS_TIMEOUT_MS, ',
    '',
    'API bodies: headers that never end',
  ),
  of(
    'src/http/server.ts',
    'connections are counted',
    "server.server.on('connection', (socket) => connections.admit(socket));",
    '',
    'API bodies: 400 connections that say nothing',
  ),
];

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PARTS = [
  'src',
  'sql',
  'test/hostile',
  'test/support',
  'test/site',
  'test/chaos/daemon-process.ts',
  'examples',
  'package.json',
];
const DEADLINE_MS = 120_000;

process.exit(await main(process.argv[2]));

async function main(only: string | undefined): Promise<number> {
  const faults = await undocumented();
  const tree = await mkdtemp(join(tmpdir(), 'micro-scrape-guards-'));
  try {
    for (const part of PARTS) await cp(join(ROOT, part), join(tree, part), { recursive: true });
    await symlink(join(ROOT, 'node_modules'), join(tree, 'node_modules'));
    for (const guard of GUARDS.filter(({ name }) => only === undefined || name === only)) {
      const fault = await faultOf(tree, guard);
      say(`${fault === undefined ? 'missed    ' : 'NOT MISSED'}  ${guard.name}  (${guard.shownBy})`);
      if (fault !== undefined) faults.push(`${guard.name}: ${fault}`);
    }
  } finally {
    await rm(tree, { recursive: true, force: true });
  }
  for (const fault of faults) say(`WRONG ${fault}`);
  return faults.length === 0 ? 0 : 1;
}

async function faultOf(tree: string, { file, find, put, shownBy }: Guard): Promise<string | undefined> {
  const path = join(tree, file);
  const whole = await readFile(path, 'utf8');
  const fits = whole.split(find).length - 1;
  if (fits !== 1) return `its patch fits ${fits} times`;
  if ((await run(tree, shownBy)).code !== 0) return 'its case is red with the guard in place';
  await writeFile(
    path,
    whole.replace(find, () => put),
  );
  try {
    const { code, said } = await run(tree, shownBy);
    // A run that does not come as far as its case says nothing about it.
    return code !== 0 && said.includes(`WRONG ${shownBy}`) ? undefined : `its case says:\n${said}`;
  } finally {
    await writeFile(path, whole);
  }
}

async function run(tree: string, only: string): Promise<{ code: unknown; said: string }> {
  const child = spawn(process.execPath, [join(tree, 'test/hostile/main.ts'), '--only', only], {
    cwd: tree,
    stdio: ['ignore', 'pipe', 'inherit'],
    timeout: DEADLINE_MS,
  });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const [code] = await once(child, 'close');
  return { code, said };
}

/** Rows that the document lacks, and rows without a guard. */
async function undocumented(): Promise<string[]> {
  const rows = (await readFile(join(ROOT, 'docs/security.md'), 'utf8'))
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .filter((cells) => cells[2]?.startsWith('`src/') || cells[2]?.startsWith('`sql/'));
  const written = rows.map(([, name, file, shownBy]) => `| ${name} | ${file} | ${shownBy} |`);
  const wanted = GUARDS.map(({ name, file, shownBy }) => `| ${name} | \`${file}\` | ${shownBy} |`);
  return [
    ...wanted.filter((row) => !written.includes(row)).map((row) => `docs/security.md lacks ${row}`),
    ...written.filter((row) => !wanted.includes(row)).map((row) => `docs/security.md has no guard for ${row}`),
  ];
}
