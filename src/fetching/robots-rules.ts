/**
 * The rules of a robots.txt (RFC 9309), matched by robots-parser.
 * Invariant: a rule and an address that mean the same path are compared in the same letters, whatever either writes in
 * percent; matching takes bounded time, and what is left out for it never permits more.
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
/** Characters of rules with a wildcard: some 800 usual ones, and at most 0.2 s for the longest path. */
const WILDCARD_BUDGET = 32_768;
/** Lines that make a group. Others, as Sitemap, must not end one; to the parser any line between two agents does. */
const OF_A_GROUP = /^\s*(user-agent|disallow|allow|crawl-delay)\s*:\s*(.*?)\s*$/i;
const ORIGIN = 'http://robots.invalid';

export class RobotsRules {
  readonly #parsed: ParsedRobots;
  readonly #agent: string;

  /** @param agent the name robots.txt files call us by */
  constructor(text: string, agent: string) {
    this.#agent = agent;
    this.#parsed = robotsParser(`${ORIGIN}/robots.txt`, text.split('\n').map(plainLine).join('\n'));
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

function plainLine(line: string): string {
  const [, name = '', value = ''] = OF_A_GROUP.exec(line.replace(/#.*/, '')) ?? [];
  switch (name.toLowerCase()) {
    case 'user-agent':
      return `${name}: ${/^(\*|[\w.-]+)/.exec(value)?.[0] ?? ''}`;
    case 'allow':
    case 'disallow':
      return `${name}: ${inSameLetters(value).replace(/\$(?!$)/g, '%24')}`;
    default:
      return name === '' ? '' : `${name}: ${value}`;
  }
}

/** Letters, digits and `-._~` plain, delimiters as they are written, all else in percent and capitals. */
function inSameLetters(path: string): string {
  return path.toWellFormed().replace(/%[\da-f]{2}|[^\w\-.~:/?#@!$&()*+,;=]/giu, (found) => {
    if (found.length !== 3 || found[0] !== '%') return found === "'" ? '%27' : encodeURIComponent(found);
    const plain = String.fromCharCode(Number.parseInt(found.slice(1), 16));
    return /[\w\-.~]/.test(plain) ? plain : found.toUpperCase();
  });
}

/**
 * Keeps what can be matched in bounded time. Matching a wildcard costs its rule's length times the path's: 500 kB of
 * them against a path of 4 kB hold the event loop for 3.4 s. Past the budget a Disallow is cut before its wildcard,
 * which forbids more, and an Allow is left out, which permits less.
 */
export function boundRules(text: string): string {
  let budget = WILDCARD_BUDGET;
  const bound = (line: string): string => {
    if (!line.includes('*') || !/^\s*(dis)?allow\s*:/i.test(line)) return line;
    budget -= line.length;
    if (budget >= 0) return line;
    return /^\s*allow/i.test(line) ? '' : line.slice(0, line.indexOf('*'));
  };
  // Half a line would be another rule.
  const whole = text.length > MOST_BYTES ? text.slice(0, MOST_BYTES).replace(/[^\r\n]*$/, '') : text;
  return whole
    .split(/\r\n|\r|\n/)
    .filter((line) => line.length <= MAX_LINE_LENGTH)
    .map(bound)
    .join('\n');
}
