/**
 * The rules of a robots.txt (RFC 9309), matched by robots-parser.
 * Invariant: a rule and an address that mean the same path are compared in the same letters, whatever either writes in
 * percent; parsing and matching take bounded time, and what is left out for it never permits more.
 */
import { createRequire } from 'node:module';

interface ParsedRobots {
  /** undefined: another origin than the one it was parsed for. */
  isAllowed(url: string, agent: string): boolean | undefined;
  /** Seconds. */
  getCrawlDelay(agent: string): number | undefined;
}

// Its type declaration describes an ES module; the package is CommonJS and exports the function itself.
const robotsParser: (url: string, text: string) => ParsedRobots = createRequire(import.meta.url)('robots-parser');

/** RFC 9309 asks for at least 500 KiB; the rest of a longer file is not read. */
export const MOST_BYTES = 512 * 1_024;
/** No honest rule is longer; the address it would match could hardly be. */
const MAX_LINE_LENGTH = 2_048;
/** Characters of our rules with a wildcard: some 400 usual ones, and at most 20 ms for the longest path. */
const WILDCARD_BUDGET = 8_192;
/**
 * Lines that make a group. Others must not end one: "a Sitemaps record MUST NOT terminate a group" (section 2.2.4), and to
 * the parser any line between two names does.
 */
const OF_A_GROUP = /^\s*(user-agent|disallow|allow|crawl-delay)\s*:([^#]*)/i;
const ORIGIN = 'http://robots.invalid';

export class RobotsRules {
  readonly #parsed: ParsedRobots;
  readonly #agent: string;

  /** @param agent the name robots.txt files call us by */
  constructor(text: string, agent: string) {
    this.#agent = agent.toLowerCase();
    this.#parsed = robotsParser(`${ORIGIN}/robots.txt`, ourLines(text, ['*', this.#agent]).join('\n'));
  }

  /** One host has one set of rules, for http and https alike. */
  allows(url: URL): boolean {
    // A star or dollar of an address is no wildcard: rules write them in percent.
    const path = inSameLetters(url.pathname + url.search)
      .replaceAll('*', '%2A')
      .replaceAll('$', '%24');
    return this.#parsed.isAllowed(ORIGIN + path, this.#agent) !== false;
  }

  crawlDelayMs(): number {
    return Math.max(0, this.#parsed.getCrawlDelay(this.#agent) ?? 0) * 1_000;
  }
}

/** What is read of a longer file ends with a whole line: half a line would be another rule. */
export function readPart(body: Buffer): Buffer {
  if (body.length <= MOST_BYTES) return body;
  const part = body.subarray(0, MOST_BYTES);
  return part.subarray(0, 1 + Math.max(part.lastIndexOf('\n'), part.lastIndexOf('\r')));
}

/**
 * The groups of these names, in lines that the parser and we understand alike.
 *
 * It keeps each rule once for every name of its group: 20,000 of those with ten rules held the event loop for 0.4 s.
 * Matching a wildcard costs its rule's length times the path's: 500 kB of them against a path of 4 kB held it for 3.4 s.
 * Past the budget a Disallow is cut before its wildcard, which forbids more, and an Allow is left out, which permits less.
 */
function ourLines(text: string, names: readonly string[]): string[] {
  const lines: string[] = [];
  let budget = WILDCARD_BUDGET;
  let named = new Set<string>();
  let inHead = false;
  for (const line of text.split(/\r\n|\r|\n/)) {
    const [, key = '', value = ''] = line.length > MAX_LINE_LENGTH ? [] : (OF_A_GROUP.exec(line) ?? []);
    if (key === '') continue;
    if (key.toLowerCase() === 'user-agent') {
      if (!inHead) named = new Set();
      inHead = true;
      const name = /^(\*|[\w.-]+)/.exec(value.trim().toLowerCase())?.[0] ?? '';
      if (names.includes(name) && !named.has(name)) lines.push(`${key}: ${name}`);
      if (names.includes(name)) named.add(name);
      continue;
    }
    inHead = false;
    if (named.size === 0) continue;
    const rule = inSameLetters(value.trim()).replace(/\$(?!$)/g, '%24');
    const wild = rule.indexOf('*');
    if (wild !== -1) budget -= rule.length;
    if (wild === -1 || budget >= 0) lines.push(`${key}: ${rule}`);
    else if (key.toLowerCase() === 'disallow') lines.push(`${key}: ${rule.slice(0, wild)}`);
  }
  return lines;
}

/** Letters, digits and `-._~` plain, delimiters as they are written, all else in percent and capitals. */
function inSameLetters(path: string): string {
  return path.toWellFormed().replace(/%[\da-f]{2}|[^\w\-.~:/?#@!$&()*+,;=]/giu, (found) => {
    if (found.length !== 3 || found[0] !== '%') return found === "'" ? '%27' : encodeURIComponent(found);
    const plain = String.fromCharCode(Number.parseInt(found.slice(1), 16));
    return /[\w\-.~]/.test(plain) ? plain : found.toUpperCase();
  });
}
