/** What a daemon needs of this machine and its environment: a place for blobs, disk, the way out, a key. */

import { once } from 'node:events';
import { statfs } from 'node:fs/promises';
import { connect } from 'node:net';
import type { Config } from '../config.ts';
import type { PageBrowser } from '../fetching/browser/page-browser.ts';
import { openBlobStore } from '../media/store/blob-store.ts';
import { folderOf } from '../media/store/directory.ts';
import { FatalError } from '../runtime/errors.ts';
import { messageOf } from '../runtime/thrown.ts';
import { type Finding, ok, problem, warning } from './finding.ts';

const REACHED_WITHIN_MS = 3_000;
/** A vehicle with sixty photographs takes about 30 MB. */
const LEAST_FREE_BYTES = 1024 ** 3;

/** Needs no database: also asked when there is none. */
export async function checkMachine(config: Config, embedded: boolean): Promise<Finding[]> {
  return [
    ...(await checkBlobs(config)),
    ...(await checkProxy(config)),
    ...(await checkBrowser(config)),
    checkKey(config, embedded),
  ];
}

async function checkBlobs(config: Config): Promise<Finding[]> {
  try {
    const store = await openBlobStore(config.blobStore, {
      signal: AbortSignal.timeout(20_000),
      s3Endpoint: config.s3Endpoint,
    });
    store.close();
  } catch (error) {
    return [
      problem(
        'blob store',
        error instanceof FatalError ? error.message : `BLOB_STORE: ${config.blobStore}: ${messageOf(error)}`,
        'BLOB_STORE=file:/var/lib/micro-scrape/blobs   # a directory this user may write, or s3://BUCKET/PREFIX',
      ),
    ];
  }
  const written = ok('blob store', `${config.blobStore} can be written and read`);
  const folder = folderOf(config.blobStore);
  if (folder === undefined) {
    return [written];
  }
  const { bavail, bsize } = await statfs(folder);
  const free = bavail * bsize;
  const size = `${(free / 1024 ** 3).toFixed(1)} GB free`;
  return [
    written,
    free >= LEAST_FREE_BYTES
      ? ok('disk', `${size} at ${folder}`)
      : problem(
          'disk',
          `only ${size} at ${folder}`,
          `Free space there, or move the blobs: BLOB_STORE=file:/OTHER/DISK`,
        ),
  ];
}

async function checkProxy({ egressProxyUrl }: Config): Promise<Finding[]> {
  const url = egressProxyUrl === undefined ? null : URL.parse(egressProxyUrl);
  if (url === null) {
    return [];
  }
  const port = Number(url.port || (url.protocol === 'https:' ? 443 : 80));
  const socket = connect({ host: url.hostname.replace(/^\[|\]$/g, ''), port });
  try {
    await once(socket, 'connect', { signal: AbortSignal.timeout(REACHED_WITHIN_MS) });
    return [ok('proxy', `${url.hostname}:${port} answers`)];
  } catch (error) {
    return [
      problem(
        'proxy',
        `EGRESS_PROXY_URL: ${url.hostname}:${port} does not answer: ${messageOf(error)}`,
        'EGRESS_PROXY_URL=http://HOST:PORT   # or unset it, to go out directly',
      ),
    ];
  } finally {
    socket.destroy();
  }
}

/** Whether it starts; what it may be asked for is the daemon's to say. */
async function checkBrowser({ browser: settings }: Config): Promise<Finding[]> {
  if (settings === undefined) {
    return [];
  }
  const { PageBrowser } = await import('../fetching/browser/page-browser.ts');
  let browser: PageBrowser | undefined;
  try {
    browser = await PageBrowser.find(settings);
    return [ok('browser', `${await browser.prove()} starts: pages that scripts fill can be read`)];
  } catch (error) {
    return [
      problem(
        'browser',
        messageOf(error),
        'BROWSER_PATH=/usr/bin/chromium   # a Chromium that this user may start; docs/browser.md says more, unset it to do without',
      ),
    ];
  } finally {
    await browser?.close();
  }
}

function checkKey(config: Config, embedded: boolean): Finding {
  const opened = [
    ...(config.serviceKeys.length > 0 ? ['SERVICE_KEY is set: the POST route is open to its bearer'] : []),
    ...(config.jwtSecret === undefined
      ? []
      : ["SUPABASE_JWT_SECRET is set: the POST route is open to the project's service-role token"]),
  ];
  if (opened.length > 0) {
    return ok('service key', opened.join('; '));
  }
  return embedded
    ? ok('service key', 'kept beside the embedded database, in .data/service-key')
    : warning(
        'service key',
        'SERVICE_KEY is not set: POST /functions/v1/micro-scrape-bandaid is closed',
        'export SERVICE_KEY=$(openssl rand -hex 32)',
      );
}
