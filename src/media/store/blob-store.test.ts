import { execFile } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, symlink, truncate, utimes, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type BlobStore, openBlobStore } from './blob-store.ts';

const signal = new AbortController().signal;
const BYTES = Buffer.from('a photograph');
const SHA256 = createHash('sha256').update(BYTES).digest('hex');
const KEY = `${SHA256.slice(0, 2)}/${SHA256}`;

/** What every place must do. */
function behavesAsStore(open: () => Promise<BlobStore>): void {
  it('keeps bytes under their hash and gives them back', async () => {
    const store = await open();
    expect(await store.has(KEY)).toBe(false);
    expect(await store.put(BYTES)).toEqual({ key: KEY, sha256: SHA256, size: BYTES.length });
    expect(await store.has(KEY)).toBe(true);
    expect(await store.get(KEY)).toEqual(BYTES);
    store.close();
  });

  it('takes the same bytes again, also many at once', async () => {
    const store = await open();
    const large = randomBytes(300_000);
    const blobs = await Promise.all(Array.from({ length: 20 }, () => store.put(large)));
    expect(new Set(blobs.map((blob) => blob.key)).size).toBe(1);
    expect((await store.get(blobs[0]?.key ?? '')).equals(large)).toBe(true);
    store.close();
  });

  it('keeps nothing as well as something', async () => {
    const store = await open();
    const { key, size } = await store.put(new Uint8Array());
    expect(size).toBe(0);
    expect(await store.get(key)).toHaveLength(0);
    store.close();
  });

  it('lists what it holds by the beginning of the hash, and removes nothing that was put within a day', async () => {
    const store = await open();
    const { key } = await store.put(BYTES);
    expect(await store.list(key.slice(0, 2))).toEqual([KEY]);
    expect(await store.list('00')).toEqual([]);
    expect(await store.remove(key)).toBe(false);
    expect(await store.has(key)).toBe(true);
    expect(await store.remove(`00/00${'0'.repeat(62)}`)).toBe(true);
    await expect(store.remove('../victim')).rejects.toThrow(/no blob key/);
    store.close();
  });

  it('says to whom it belongs', async () => {
    const store = await open();
    expect(await store.owner()).toBeUndefined();
    await store.claim('catalogue on 7/16384');
    store.close();
    expect(await (await open()).owner()).toBe('catalogue on 7/16384');
  });

  it('says when there is nothing under a key', async () => {
    const store = await open();
    await expect(store.get(KEY)).rejects.toMatchObject({ name: 'BlobMissingError' });
    store.close();
  });

  it.each([
    '',
    'ab',
    '../../etc/passwd',
    `${KEY}/..`,
    `/${KEY}`,
    KEY.toUpperCase(),
    `zz/${SHA256}`,
    `ab/../${KEY}`,
    `${KEY}\0`,
  ])('does not look outside for "%s"', async (key) => {
    const store = await open();
    await expect(store.get(key)).rejects.toThrow(/no blob key/);
    await expect(store.has(key)).rejects.toThrow(/no blob key/);
    store.close();
  });
}

describe('a directory', () => {
  let root: string;
  beforeEach(async () => {
    root = await mkdtemp(path.join(tmpdir(), 'micro-scrape-blobs-'));
  });
  afterEach(() => rm(root, { recursive: true }));

  const filesOf = async () => {
    const entries = await readdir(root, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => !entry.isDirectory())
      .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)));
  };

  behavesAsStore(() => openBlobStore(`file:${path.join(root, 'blobs')}`, { signal }));

  it('is made when it is missing, and may be given as a file URL', async () => {
    const store = await openBlobStore(`file://${root}/a/b`, { signal });
    await store.put(BYTES);
    expect(await readFile(path.join(root, 'a/b', KEY))).toEqual(BYTES);
  });

  it('leaves no half-written file when a writer is killed', async () => {
    const store = await openBlobStore(`file:${root}`, { signal });
    const module = path.join(import.meta.dirname, 'blob-store.ts');
    // Writes blobs of 4 MB for ever and is killed in the middle of it.
    const program = `
      import { randomBytes } from 'node:crypto';
      const { openBlobStore } = await import(${JSON.stringify(module)});
      const store = await openBlobStore(${JSON.stringify(`file:${root}`)}, { signal: new AbortController().signal });
      for (;;) await Promise.all(Array.from({ length: 4 }, () => store.put(randomBytes(4_000_000))));`;
    for (let round = 0; round < 5; round++) {
      const writer = execFile(process.execPath, ['--input-type=module', '--eval', program]);
      const before = (await filesOf()).length;
      await expect.poll(async () => (await filesOf()).length, { timeout: 20_000 }).toBeGreaterThan(before + 4);
      const ended = new Promise((resolve) => writer.once('exit', resolve));
      writer.kill('SIGKILL');
      await ended;
    }
    const files = await filesOf();
    const blobs = files.filter((file) => !file.startsWith('.incoming'));
    expect(blobs.length).toBeGreaterThan(5);
    for (const file of blobs) {
      expect(file).toBe(path.join(file.slice(0, 2), await sha256Of(path.join(root, file))));
      await expect(store.get(file)).resolves.toBeInstanceOf(Buffer);
    }
  });

  it('that is full fails the write, keeps nothing of it and goes on', async () => {
    const module = path.join(import.meta.dirname, 'blob-store.ts');
    const program = `
      import { randomBytes } from 'node:crypto';
      const { openBlobStore } = await import(${JSON.stringify(module)});
      const store = await openBlobStore(${JSON.stringify(`file:${root}`)}, { signal: new AbortController().signal });
      const error = await store.put(randomBytes(4_000_000)).catch((error) => error);
      console.log(error.name, error.message.slice(0, 12), (await store.put(randomBytes(1_000))).size);`;
    // No file may grow beyond 1 MB: write(2) then fails as it does on a full disk.
    const limited = `ulimit -f 1024; exec "$0" --input-type=module --eval "$1"`;
    const { stdout } = await promisify(execFile)('bash', ['-c', limited, process.execPath, program]);
    expect(stdout.trim()).toBe('RetryError could not wr 1000');
    expect(await readdir(path.join(root, '.incoming'))).toEqual([]);
  });

  it('removes what a dead writer left, but not what a living one is writing', async () => {
    await openBlobStore(`file:${root}`, { signal });
    const [old, fresh] = [path.join(root, '.incoming/old'), path.join(root, '.incoming/fresh')];
    await Promise.all([writeFile(old, 'half'), writeFile(fresh, 'half')]);
    const twoMinutesAgo = new Date(Date.now() - 120_000);
    await utimes(old, twoMinutesAgo, twoMinutesAgo);
    const store = await openBlobStore(`file:${root}`, { signal });
    await store.put(BYTES);
    expect(await readdir(path.join(root, '.incoming'))).toEqual(['fresh']);
  });

  it('loses nothing that is put while it is removed', async () => {
    const store = await openBlobStore(`file:${root}`, { signal });
    let removed = 0;
    for (let round = 0; round < 400; round++) {
      await store.put(BYTES);
      await utimes(path.join(root, KEY), new Date(0), new Date(0));
      const removal = store.remove(KEY);
      // At every point of it.
      for (let later = 0; later < round % 8; later++) await setImmediate();
      await store.put(BYTES);
      removed += (await removal) ? 1 : 0;
      expect(await store.get(KEY)).toEqual(BYTES);
    }
    expect(removed).toBeLessThan(400);
    expect(removed).toBeGreaterThan(0);
    await utimes(path.join(root, KEY), new Date(0), new Date(0));
    expect(await store.remove(KEY)).toBe(true);
    expect(await filesOf()).not.toContain(KEY);
  });

  it('notices a file that was damaged', async () => {
    const store = await openBlobStore(`file:${root}`, { signal });
    await store.put(BYTES);
    await writeFile(path.join(root, KEY), 'something else');
    await expect(store.get(KEY)).rejects.toThrow(/damaged/);
  });

  it('makes a file whole that was cut, once its bytes come again', async () => {
    const store = await openBlobStore(`file:${root}`, { signal });
    await store.put(BYTES);
    await truncate(path.join(root, KEY), BYTES.length - 1);
    await expect(store.get(KEY)).rejects.toThrow(/damaged/);
    await store.put(BYTES);
    expect(BYTES.equals(await store.get(KEY))).toBe(true);
  });

  it('never writes through a symbolic link', async () => {
    const store = await openBlobStore(`file:${root}`, { signal });
    await store.put(BYTES);
    const victim = path.join(root, 'victim');
    await writeFile(victim, 'precious');
    await rm(path.join(root, KEY));
    await symlink(victim, path.join(root, KEY));
    await expect(store.get(KEY)).rejects.toThrow(/damaged/);
    await rm(victim);
    await store.put(BYTES);
    expect((await stat(path.join(root, KEY))).size).toBe(BYTES.length);
    await expect(stat(victim)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('that cannot be written ends the start with a sentence', async () => {
    await writeFile(path.join(root, 'file'), '');
    for (const spec of [`file:${root}/file`, `file:${root}/file/below`, 'file:/dev/null/blobs']) {
      const opened = openBlobStore(spec, { signal });
      await expect(opened, spec).rejects.toMatchObject({ name: 'FatalError', exitCode: 78, message: /BLOB_STORE/ });
    }
  });
});

async function sha256Of(file: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(file))
    .digest('hex');
}

describe('a bucket', () => {
  let server: ReturnType<typeof createServer>;
  let endpoint: string;
  let status = 0;
  const objects = new Map<string, { body: Buffer; headers: Record<string, unknown>; at: Date }>();

  beforeEach(async () => {
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'key').stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
    status = 0;
    objects.clear();
    // The verbs we use, path style, as any S3-compatible server answers them.
    server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk) => chunks.push(chunk));
      request.on('end', () => {
        const { pathname: name, searchParams } = new URL(request.url ?? '/', 'http://s3');
        const object = objects.get(name);
        if (status !== 0) response.writeHead(status).end();
        else if (request.method === 'PUT') {
          objects.set(name, { body: Buffer.concat(chunks), headers: request.headers, at: new Date() });
          response.end();
        } else if (request.method === 'DELETE') {
          objects.delete(name);
          response.writeHead(204).end();
        } else if (searchParams.has('list-type')) {
          // Two a page.
          const all = [...objects.keys()].map((each) => each.slice(name.length)).sort();
          const from = Number(searchParams.get('continuation-token') ?? 0);
          const found = all.filter((each) => each.startsWith(searchParams.get('prefix') ?? ''));
          const more = found.length > from + 2 ? `<NextContinuationToken>${from + 2}</NextContinuationToken>` : '';
          const page = found.slice(from, from + 2).map((each) => `<Contents><Key>${each}</Key></Contents>`);
          response.end(`<?xml version="1.0"?><ListBucketResult>${page.join('')}${more}</ListBucketResult>`);
        } else if (object === undefined) {
          response.writeHead(404).end(request.method === 'GET' ? '<Error><Code>NoSuchKey</Code></Error>' : undefined);
        } else {
          const headers = { 'content-length': object.body.length, 'last-modified': object.at.toUTCString() };
          response.writeHead(200, headers).end(object.body);
        }
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterEach(async () => {
    vi.unstubAllEnvs();
    server.closeAllConnections();
    await promisify(server.close.bind(server))();
  });

  behavesAsStore(() => openBlobStore('s3://photos/some/prefix', { signal, s3Endpoint: endpoint }));

  it('holds the bare bytes below the prefix, never to be shown as a page', async () => {
    const store = await openBlobStore('s3://photos/some/prefix/', { signal, s3Endpoint: endpoint });
    await store.put(BYTES);
    const object = objects.get(`/photos/some/prefix/${KEY}`);
    expect(object?.body).toEqual(BYTES);
    expect(object?.headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-disposition': 'attachment',
    });
    store.close();
  });

  it('writes an old object anew for whoever wants to keep it, and removes it only where nobody did', async () => {
    const store = await openBlobStore('s3://photos/some/prefix', { signal, s3Endpoint: endpoint });
    await store.put(BYTES);
    const object = () => objects.get(`/photos/some/prefix/${KEY}`);
    const age = (hours: number) => Object.assign(object() ?? {}, { at: new Date(Date.now() - hours * 3_600_000) });
    const young = age(11);
    await store.put(BYTES);
    expect(object()).toBe(young);
    age(13);
    await store.put(BYTES);
    expect(object()).not.toBe(young);
    age(23);
    expect(await store.remove(KEY)).toBe(false);
    age(25);
    expect(await store.remove(KEY)).toBe(true);
    expect(object()).toBeUndefined();
    store.close();
  });

  it('lists page by page', async () => {
    const store = await openBlobStore('s3://photos/some/prefix', { signal, s3Endpoint: endpoint });
    const names = [1, 2, 3, 4, 5].map((n) => `ab/ab${String(n).repeat(62)}`);
    for (const name of [...names, 'ab/no-blob', 'cd/else']) {
      objects.set(`/photos/some/prefix/${name}`, { body: BYTES, headers: {}, at: new Date() });
    }
    expect(await store.list('ab')).toEqual(names);
    store.close();
  });

  it('that fails later is tried again later', async () => {
    const store = await openBlobStore('s3://photos', { signal, s3Endpoint: endpoint });
    status = 403;
    await expect(store.put(BYTES)).rejects.toMatchObject({ name: 'RetryError' });
    await expect(store.get(KEY)).rejects.toMatchObject({ name: 'RetryError' });
    store.close();
  });

  it.each([
    [403, 78],
    [404, 78],
    [500, 69],
  ])('that answers %i ends the start with exit code %i', async (answer, exitCode) => {
    status = answer;
    const opened = openBlobStore('s3://photos', { signal, s3Endpoint: endpoint });
    await expect(opened).rejects.toMatchObject({ name: 'FatalError', exitCode, message: /s3:\/\/photos/ });
  });

  it('that nobody serves ends the start with exit code 69', async () => {
    const opened = openBlobStore('s3://photos', { signal, s3Endpoint: 'http://127.0.0.1:1' });
    await expect(opened).rejects.toMatchObject({ name: 'FatalError', exitCode: 69 });
  });

  it('without credentials ends the start and says which are missing', async () => {
    // Nothing of this machine may serve: no files, no role, no metadata service.
    for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_PROFILE', 'AWS_WEB_IDENTITY_TOKEN_FILE']) {
      vi.stubEnv(name, undefined);
    }
    vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true');
    vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', '/nonexistent').stubEnv('AWS_CONFIG_FILE', '/nonexistent');
    const opened = openBlobStore('s3://photos', { signal, s3Endpoint: endpoint });
    await expect(opened).rejects.toMatchObject({ name: 'FatalError', exitCode: 78, message: /AWS_ACCESS_KEY_ID/ });
  });
});

describe('a store that is named wrongly', () => {
  it.each(['', 'blobs', 's3:photos', 's3://', 's3://Upper/x', 'http://example.com', 's3://a'])(
    'ends the start: "%s"',
    async (spec) => {
      await expect(openBlobStore(spec, { signal })).rejects.toMatchObject({ name: 'FatalError', exitCode: 78 });
    },
  );
});
