/**
 * Who has signed in.
 * Invariant: a session is a cookie signed with a key derived from the service key it was begun with. Nothing of it is kept,
 * so every replica takes it, and it ends after 12 hours or with its key. Its CSRF token is of that session alone.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { cleanText, cut } from '../runtime/text.ts';

const LASTS_MS = 12 * 3_600_000;
const COOKIE = 'micro_scrape_console';
const MOST_OF_NAME = 60;

const content = z.object({ who: z.string().max(MOST_OF_NAME), until: z.number() });

export interface Session {
  /** As the person has named themselves, for the trail. */
  readonly who: string;
  readonly csrf: string;
}

export class Sessions {
  readonly #keys: readonly Buffer[];
  readonly #now: () => number;

  constructor(serviceKeys: readonly string[], now: () => number = Date.now) {
    this.#keys = serviceKeys.map((key) => createHmac('sha256', key).update('micro-scrape console').digest());
    this.#now = now;
  }

  /** The header that begins a session under the service key of that place. `secure`: never sent over plain HTTP. */
  begin(who: string, place: number, secure: boolean): string {
    const until = this.#now() + LASTS_MS;
    const name = cut(cleanText(who).replace(/\s+/g, ' ').trim(), MOST_OF_NAME) || 'nameless';
    const text = Buffer.from(JSON.stringify({ who: name, until })).toString('base64url');
    return cookie(COOKIE, `${text}.${sign(this.#keys[place], text)}`, LASTS_MS / 1000, secure);
  }

  end(): string {
    return cookie(COOKIE, '', 0, false);
  }

  read(header: string | undefined): Session | undefined {
    const value = cookieOf(header, COOKIE);
    const [text = '', signature = ''] = value.split('.');
    const key = this.#keys.find((each) => same(sign(each, text), signature));
    if (key === undefined) return undefined;
    const session = content.parse(JSON.parse(Buffer.from(text, 'base64url').toString()));
    return session.until > this.#now() ? { who: session.who, csrf: sign(key, `csrf ${value}`) } : undefined;
  }
}

export function cookie(name: string, value: string, seconds: number, secure: boolean): string {
  return `${name}=${value}; Path=/console; Max-Age=${seconds}; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}`;
}

export function cookieOf(header: string | undefined, name: string): string {
  const found = (header ?? '').split(';').find((pair) => pair.trimStart().startsWith(`${name}=`));
  return found?.slice(found.indexOf('=') + 1).trim() ?? '';
}

export function same(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

function sign(key: Buffer | undefined, text: string): string {
  if (key === undefined) throw new Error('there is no such service key');
  return createHmac('sha256', key).update(text).digest('base64url');
}
