/**
 * What may be told of a text that others wrote: in a log, in the database, on a terminal.
 * Invariant: no address keeps its credentials, query or fragment, no key or password stands beside its name, and what
 * `toldText` gives is at most MOST characters long, as one payload could otherwise make an error of half a megabyte.
 */
import { cut } from './text.ts';

const MOST = 2_000;
/** Of a longer text so much is looked at. */
const LOOKED_AT = 2 * MOST;
/** As in `postgres://USER:PASSWORD@HOST:5432/DATABASE` of our own advice. */
const TO_BE_FILLED_IN = /^[\w.]+:PASSWORD@$/;
const URL_PARTS =
  /\b([a-z][a-z0-9+.-]{1,20}:\/\/)([^\s/?#"'<>]*@)?((?:(?!;[\w.-]+=)[^\s?#"'<>])*)((?:[?#]|;[\w.-]+=)[^\s"'<>]*)?/gi;
const HEADER =
  /\b((?:proxy-)?authorization|x-[\w-]*(?:token|key|secret|signature))(["']?\s*[:=]\s*["']?(?:(?:bearer|basic|digest|token)\s+)?)[^\s"',]+/gi;
const COOKIE = /\b((?:set-)?cookie["']?\s*:\s*)[^\r\n"]+/gi;
const PARAMETER =
  /((?:password|passwd|pwd|secret|token|api[_-]?key|signature|sig)(?:["']\s{0,4}:\s{0,4}|\s{0,4}=\s{0,4}|:?\s{1,4}(?=["'])))(?!PASSWORD\b)('[^']*'?|"[^"]*"?|[^\s&;,'")]+)/gi;
const BEARER = /\b(bearer\s+)[\w.~+/=-]{16,}/gi;
const SIGNED_TOKEN = /\beyJ[\w-]+\.[\w-]+\.[\w-]*/g;
const HIDDEN = '[redacted]';

/** `scheme://user:password@host/path?query#fragment` becomes `scheme://host/path`; a pattern to be filled in stays. */
export function withoutCredentials(text: string): string {
  return text
    .replace(
      URL_PARTS,
      (_, scheme: string, user: string | undefined, place: string) =>
        `${scheme}${TO_BE_FILLED_IN.test(user ?? '') ? user : ''}${place}`,
    )
    .replace(HEADER, `$1$2${HIDDEN}`)
    .replace(COOKIE, `$1${HIDDEN}`)
    .replace(PARAMETER, `$1${HIDDEN}`)
    .replace(BEARER, `$1${HIDDEN}`)
    .replace(SIGNED_TOKEN, HIDDEN);
}

export function toldText(text: string): string {
  // Cut between two words: half an address would not be known for one.
  const head = text.length > LOOKED_AT ? text.slice(0, LOOKED_AT).replace(/(?<=\s)\S*$/, '') : text;
  const told = withoutCredentials(head);
  return told.length > MOST || head !== text ? `${cut(told, MOST - 40)}... (${text.length} characters)` : told;
}

/** An error whose text may be told as it is. */
export class ToldError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(toldText(message), options);
  }
}
