/** Bytes as text, and robots.txt as rules. */
import { decodeHtml } from '../../src/fetching/charset.ts';
import { PAGE_TEXT } from '../support/hostile-site.ts';
import { corpus, distinct, type Kind, named } from './case.ts';
import type { DatabaseKeeper } from './database.ts';
import { body, webKind } from './web.ts';

export const charsets: Kind = {
  name: 'charsets',
  atOnce: 1,
  cases: () =>
    distinct(
      corpus('charsets').map(([outcome, input]) => {
        const [type = '', hex = ''] = JSON.parse(input) as string[];
        const bytes = Buffer.from(hex, 'hex');
        return {
          name: named(`${type} ${bytes.subarray(0, 200).toString('latin1')}`),
          outcome,
          limitMs: 1_000,
          run: () => {
            const text = decodeHtml(bytes, type || undefined);
            if (!text.isWellFormed()) return 'PostgreSQL would refuse it';
            return outcome === 'safe' ? 'safe' : (/<title>(.*)<\/title>/.exec(text)?.[1] ?? 'no title');
          },
        };
      }),
    ),
};

const WILDCARDS = Array.from({ length: 400 }, (_, n) => `Disallow: /never${n}${'*a'.repeat(50)}`).join('\n');

export const robots = (databases: DatabaseKeeper): Kind =>
  webKind('robots.txt', databases, { '/car/1': body(PAGE_TEXT), [`/${'a'.repeat(4_000)}`]: body(PAGE_TEXT) }, (web) => [
    ...corpus('robots').map(([outcome, input]) => {
      const [text = '', path = ''] = JSON.parse(input) as string[];
      return { name: named(text), outcome, run: () => web().page(path, text) };
    }),
    {
      name: 'a wildcard behind 40 kB of wildcards forbids from its beginning',
      outcome: 'robots_denied',
      run: () => web().page('/car/1', `User-agent: *\n${WILDCARDS}\nDisallow: /car*never\n`),
    },
    {
      name: 'an Allow with a wildcard behind 40 kB of wildcards permits nothing',
      outcome: 'robots_denied',
      run: () => web().page('/car/1', `User-agent: *\n${WILDCARDS}\nDisallow: /car\nAllow: /car/*\n`),
    },
    {
      name: '500 kB of wildcards against a path of 4 kB',
      outcome: 'robots_denied',
      limitMs: 2_000,
      run: () =>
        web().page(`/${'a'.repeat(4_000)}`, `User-agent: *\n${`Disallow: /${'*a'.repeat(900)}b\n`.repeat(280)}`),
    },
    {
      name: '5 MB of rules',
      outcome: 'ok',
      run: () => web().page('/car/1', `User-agent: *\n${'Disallow: /x\n'.repeat(380_000)}`),
    },
    {
      name: 'a rule of 1 MB',
      outcome: 'ok',
      run: () => web().page('/car/1', `User-agent: *\nDisallow: /${'a'.repeat(1_000_000)}\n`),
    },
    {
      name: 'what lies beyond 512 kB is not read',
      outcome: 'ok',
      run: () => web().page('/car/1', `User-agent: *\n${'#\n'.repeat(300_000)}Disallow: /\n`),
    },
    {
      name: 'a hundred thousand agents',
      outcome: 'ok',
      run: () => web().page('/car/1', `${'User-agent: a\n'.repeat(30_000)}Disallow: /\n`),
    },
  ]);
