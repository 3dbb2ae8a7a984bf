/** `micro-scrape reextract`: what better rules read off the pages we have goes into the fields that are still empty. */

import { progress, untilInterrupted } from '../app/follow.ts';
import { withDatabase } from '../app/with-database.ts';
import { type Config, type Environment, readConfig } from '../config.ts';
import { findVehicles } from '../database/statements/find-vehicles.ts';
import { findKeptPages } from '../database/statements/kept-pages.ts';
import { createPageReader } from '../extraction/process/page-reader.ts';
import { EXTRACTOR_VERSION } from '../extraction/reading.ts';
import { openBlobStore } from '../media/store/blob-store.ts';
import { counted } from '../terminal/format.ts';
import { note, ProgressLine, print, printJson } from '../terminal/output.ts';
import { createVinDecoder } from '../vehicles/vin/vin-decoder.ts';
import { type Reread, type RereadServices, rereadPage } from './reread-page.ts';

/** Pages read at the same time: each worker keeps one core busy. */
const READERS = 2;

export async function reextract(
  env: Environment,
  options: { vehicles: readonly string[] | undefined; all: boolean; json: boolean },
): Promise<number> {
  const config = readConfig(env);
  return withDatabase(config, async (pool) => {
    const named = options.vehicles === undefined ? undefined : await findVehicles(pool, options.vehicles);
    const unknown = named?.unknown ?? [];
    for (const name of unknown) {
      note(`There is no vehicle with the id or discovery_url ${name}`);
    }
    const pages = await findKeptPages(pool, {
      ids: named?.ids,
      // Whoever names a vehicle wants its page read, whatever read it before.
      readBefore: options.all || named !== undefined ? undefined : EXTRACTOR_VERSION,
    });
    const signal = untilInterrupted();
    const results = await withServices(config, signal, (services) =>
      rereadAll(pages, (page) => rereadPage({ ...services, pool }, page, signal), options.json, signal),
    );
    if (options.json) {
      printJson({ extractor_version: EXTRACTOR_VERSION, pages: pages.length, results, unknown });
    } else {
      show(pages.length, results);
    }
    return signal.aborted ? 130 : unknown.length > 0 ? 1 : 0;
  });
}

async function withServices<T>(
  config: Config,
  signal: AbortSignal,
  work: (services: Omit<RereadServices, 'pool'>) => Promise<T>,
): Promise<T> {
  const blobs = await openBlobStore(config.blobStore, { signal, s3Endpoint: config.s3Endpoint });
  const reader = createPageReader({ processes: READERS });
  const decoder = createVinDecoder();
  try {
    const pageModel = config.model && { model: config.model.name };
    return await work({ blobs, reader, decoder, ...(pageModel && { pageModel }) });
  } finally {
    await Promise.all([reader.close(), decoder.close()]);
    blobs.close();
  }
}

async function rereadAll<P>(
  pages: readonly P[],
  reread: (page: P) => Promise<Reread>,
  silent: boolean,
  signal: AbortSignal,
): Promise<Reread[]> {
  const line = new ProgressLine({ silent });
  const started = performance.now();
  const results: Reread[] = [];
  const queue = pages.values();
  const lane = async () => {
    for (const page of queue) {
      if (signal.aborted) {
        return;
      }
      results.push(await reread(page));
      line.update(progress(results.length, pages.length, (performance.now() - started) / 1000));
    }
  };
  try {
    await Promise.all(Array.from({ length: READERS }, lane));
  } finally {
    line.clear();
  }
  return results;
}

function show(pages: number, results: readonly Reread[]): void {
  for (const result of results.filter((each) => each.filled.length > 0)) {
    print(`  ${result.vehicle_id}  filled ${result.filled.join(', ')}${result.marked ? '; complete now' : ''}`);
  }
  for (const result of results.filter((each) => each.problem !== null)) {
    print(`  ${result.vehicle_id}  ${result.problem}`);
  }
  const filled = results.filter((result) => result.filled.length > 0).length;
  const marked = results.filter((result) => result.marked).length;
  print(
    pages === 0
      ? `There is no kept page to read: rules ${EXTRACTOR_VERSION} have read them all, or no vehicle lacks anything (--all reads every page of a vehicle with gaps).`
      : `${counted(results.length, 'kept page')} read with rules ${EXTRACTOR_VERSION}: ${counted(filled, 'vehicle')} gained something, ${marked} complete now. No request was made.`,
  );
  const pictures = results.filter((result) => result.filled.includes('image_urls')).length;
  if (pictures > 0) {
    print(`${counted(pictures, 'vehicle')} now with addresses of photographs; npx micro-scrape run downloads them.`);
  }
}
