/**
 * node bench/extract.ts [--pages DIRECTORY]
 * What reading a page costs in a thread that is warm, beside the bare parse of the same text, and how much memory a reader
 * of long pages takes. Of saved pages, where there are any, the longest listing stands for a long page; else one is made.
 */

import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { parseDocument } from 'htmlparser2';
import { discoveryUrl } from '../examples/demo/site/listing.ts';
import { SAMPLE_LISTINGS } from '../examples/demo/site/listings.ts';
import { renderListing } from '../examples/demo/site/render.ts';
import { readPage } from '../src/extraction/read-page.ts';
import type { PageInput } from '../src/extraction/reading.ts';
import { savedPages } from '../tools/eval/saved-pages.ts';
import { type BenchOptions, median, type Row, row } from './row.ts';

const ORIGIN = 'http://127.0.0.1:8080';
const SAMPLE = 'porsche-911-1995';
const LONG = 750_000;
const SHORT = 22_000;
/** The first runs are compiled while they run; a daemon's worker reads thousands of pages. */
const WARM_UP = 40;
const SAVED = fileURLToPath(new URL('../../shared/pages', import.meta.url));

export async function run({ quick, say }: BenchOptions): Promise<Row[]> {
  return measure(SAVED, quick, say);
}

async function measure(folder: string, quick: boolean, say: BenchOptions['say']): Promise<Row[]> {
  // As the processes that read pages begin (reader-process.ts).
  setFlagsFromString('--no-allocation-site-pretenuring');
  const long = longListing(folder) ?? samplePage(LONG);
  say(`long page: ${long.url}, ${Math.round(long.html.length / 1000)} kB`);
  const runs = quick ? 10 : 40;
  const read = [
    reading('long page read, warm', long, { runs, each: 1, atMost: 25 }),
    reading('page of 22 KB read, warm', samplePage(SHORT), { runs, each: 20, atMost: 3 }),
  ];
  for (const { what, value } of read) say(`${what}: ${value.toFixed(1)} ms`);
  return [
    ...read,
    row('most memory of a reader, long pages', 'MB', [await readerMemory(long, quick ? 30 : 200)], { atMost: 200 }),
  ];
}

/** Of the pages of one auction house, which are the longest with much of everything. */
function longListing(folder: string): PageInput | undefined {
  if (!existsSync(folder)) return undefined;
  const pages = [...savedPages(folder)].filter(({ entry }) => /^bat-/.test(entry.slug));
  return pages.toSorted((a, b) => b.html.length - a.html.length)[0];
}

/** A listing with what makes real ones long: hundreds of comments, and cards of other cars. */
function samplePage(size: number): PageInput {
  const listing = SAMPLE_LISTINGS.find(({ slug }) => slug === SAMPLE);
  const url = listing === undefined ? null : discoveryUrl(listing, ORIGIN);
  if (listing === undefined || url === null) throw new Error(`there is no sample page ${SAMPLE}`);
  const path = new URL(url).pathname;
  const page = renderListing(listing, { origin: ORIGIN, path, now: new Date() })?.body.toString('utf8') ?? '';
  const parts: string[] = [];
  for (let n = 0, length = page.length; length < size; n++) {
    const part = `<div class="comment" id="c${n}"><div class="comment-head"><a href="/member/user${n}">user${n}</a> <time>${n % 12} hours ago</time></div>
<div class="comment-text"><p>Number ${n} in the row: a friend had one in silver with ${n * 37} miles and sold it for $${n * 113}. <em>Would buy again.</em></p></div></div>
<li class="card" data-id="${n}"><a href="/listing/other-car-${n}"><img src="/pictures/other-${n}.jpg" alt="2005 Other Car ${n}"><h3>2005 Other Car ${n}</h3><span>$${n * 91}</span></a></li>\n`;
    parts.push(part);
    length += part.length;
  }
  return { url, html: page.replace('</body>', `<section>${parts.join('')}</section></body>`) };
}

/** Processor time of this thread, so that whatever else the machine does is not counted. */
function milliseconds(work: () => void, each: number): number {
  const before = process.threadCpuUsage();
  for (let n = 0; n < each; n++) work();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1000 / each;
}

/** `each`: so many in one sample, since the clock ticks slower than a short page is parsed. */
function reading(what: string, page: PageInput, options: { runs: number; each: number; atMost: number }): Row {
  const { runs, each, atMost } = options;
  const reads: number[] = [];
  const parses: number[] = [];
  const walks: number[] = [];
  for (let turn = 0; turn < WARM_UP + runs; turn++) {
    const read = milliseconds(() => readPage(page), each);
    const parsed = milliseconds(() => parseDocument(page.html), each);
    const walked = milliseconds(() => readOnce(parseDocument(page.html).children), each);
    if (turn < WARM_UP) continue;
    reads.push(read);
    parses.push(parsed);
    walks.push(walked);
  }
  const floor = { what: 'parsed, each text and attribute looked through once', samples: walks };
  const value = median(parses);
  const read = row(what, 'ms', reads, { floor, atMost });
  return { ...read, against: { what: 'bare parse', value }, ratio: read.value / value };
}

/** Each of its words is found, and nothing is made of them. */
function readOnce(nodes: ReturnType<typeof parseDocument>['children']): number {
  let words = 0;
  for (const node of nodes) {
    if ('data' in node) words += wordsOf(node.data);
    if ('attribs' in node) for (const name in node.attribs) words += wordsOf(node.attribs[name] ?? '');
    if ('children' in node) words += readOnce(node.children);
  }
  return words;
}

const SPACE = 32;

function wordsOf(text: string): number {
  let words = 0;
  let within = false;
  for (let n = 0; n < text.length; n++) {
    const isWord = text.charCodeAt(n) > SPACE;
    if (isWord && !within) words += 1;
    within = isWord;
  }
  return words;
}

/** The most that the heap of a thread holds while it reads so many pages, garbage included; no two have a class in common. */
async function readerMemory(page: PageInput, pages: number): Promise<number> {
  const worker = new Worker(new URL(import.meta.url), {
    workerData: { page, pages },
    resourceLimits: { maxOldGenerationSizeMb: 256 },
  });
  const [bytes] = await once(worker, 'message');
  await worker.terminate();
  return Number(bytes) / 1e6;
}

if (!isMainThread) {
  const { page, pages } = workerData as { page: PageInput; pages: number };
  let most = 0;
  for (let n = 0; n < pages; n++) {
    readPage({ ...page, html: page.html.replaceAll('class="', `class="of-page-${n} `) });
    most = Math.max(most, process.memoryUsage().heapUsed);
  }
  parentPort?.postMessage(most);
} else if (import.meta.main) {
  const { values } = parseArgs({ options: { pages: { type: 'string', default: SAVED } } });
  const say = (line: string) => process.stdout.write(`${line}\n`);
  for (const { what, value, unit, ratio } of await measure(values.pages, false, say)) {
    say(`${what}: ${value.toFixed(1)} ${unit}${ratio === undefined ? '' : `, ${ratio.toFixed(1)}x of a bare parse`}`);
  }
}
