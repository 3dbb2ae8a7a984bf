/** RFC 9309, section by section. */
import { describe, expect, test } from 'vitest';
import { MOST_BYTES, RobotsRules, readPart } from './robots-rules.ts';

const rulesOf = (text: string) => new RobotsRules(readPart(Buffer.from(text)).toString(), 'micro-scrape');
const allows = (text: string, path: string): boolean => rulesOf(text).allows(new URL(path, 'https://cars.example'));
const underAll = (...rules: string[]): string => ['User-agent: *', ...rules].join('\n');

describe('groups', () => {
  test.for<[string, string]>([
    ['that name us are one, wherever they stand', 'U: micro-scrape\nD: /a\nU: *\nD: /\nU: MICRO-SCRAPE\nD: /b\n'],
    ['may name several', 'U: other\nU: micro-scrape\nD: /a\nD: /b\n'],
    ['may name us with a version or more words', 'U: micro-scrape/2.0\nD: /a\nU: micro-scrape (cars)\nD: /b'],
    ['for all are one as well', 'U: *\nD: /a\n\nU: other\nD: /\n\nU: *\nD: /b\n'],
    ['are not ended by a Sitemap', 'U: micro-scrape\nSitemap: https://x.example/s.xml\nU: other\nD: /a\nD: /b\n'],
    ['are not ended by what nobody knows', 'U: micro-scrape\nWhatever: 1\nHost: x\nU: other\nD: /a\nWhat: 2\nD: /b'],
    ['have no need of blank lines, and are not ended by them', 'U: other\nD: /\nU: micro-scrape\n\n\nD: /a\n\nD: /b\n'],
    ['are written in any case and with blanks', '  uSeR-aGeNt :  Micro-Scrape  \n\tDISALLOW\t:\t/a\t\ndisallow:/b'],
    ['may have comments', '# all\nU: micro-scrape # us\nD: /a# this\n#D: /c\nD: /b #'],
    ['end their lines as on any system', 'U: micro-scrape\r\nD: /a\rD: /b\r\n'],
  ])('%s', ([, text]) => {
    const written = text.replace(/^U:/gm, 'User-agent:').replace(/^D:|(?<=\r)D:/gm, 'Disallow:');
    expect([allows(written, '/a'), allows(written, '/b'), allows(written, '/c')]).toEqual([false, false, true]);
  });

  test('that name us are ours even when they forbid nothing', () => {
    expect(allows('User-agent: *\nDisallow: /\nUser-agent: micro-scrape\nDisallow:\n', '/a')).toBe(true);
  });

  test('that name another, or us in part, are not ours', () => {
    for (const name of ['micro', 'micro-scraper', 'scrape', 'other', '']) {
      expect(allows(`User-agent: ${name}\nDisallow: /\n`, '/a'), name).toBe(true);
    }
  });

  test('are begun by a name: rules before it are nobody’s', () => {
    expect(allows('Disallow: /\nUser-agent: *\nDisallow: /b\n', '/a')).toBe(true);
  });

  test('with nothing but a delay end where the next begins', () => {
    const rules = rulesOf('User-agent: *\nCrawl-delay: 7\n\nUser-agent: other\nDisallow: /\n');
    expect([rules.allows(new URL('https://cars.example/a')), rules.crawlDelayMs()]).toEqual([true, 7_000]);
  });

  test.for(['-5', 'soon', '', 'NaN'])('that ask for a delay of "%s" ask for none', (delay) => {
    expect(rulesOf(underAll(`Crawl-delay: ${delay}`)).crawlDelayMs()).toBe(0);
  });
});

describe('rules', () => {
  test.for<[string, string[], string, boolean]>([
    [
      'the longest match decides',
      ['Allow: /example/page/', 'Disallow: /example/page/disallowed.gif'],
      '/example/page/disallowed.gif',
      false,
    ],
    ['whatever stands first', ['Disallow: /a', 'Allow: /a/b', 'Disallow: /a/b/c'], '/a/b/x', true],
    ['of two as long the one that allows', ['Disallow: /page', 'Allow: /page'], '/page', true],
    ['no rule allows', ['Disallow: /b'], '/a', true],
    ['an empty rule is none', ['Disallow:', 'Allow:'], '/a', true],
    ['a rule is a beginning', ['Disallow: /fish'], '/fishheads/yummy.html', false],
    ['and begins at the first slash', ['Disallow: /fish'], '/catfish', true],
    ['letters are told apart', ['Disallow: /Fish'], '/fish', true],
    ['the query counts', ['Disallow: /*?sort='], '/cars?sort=price', false],
    ['a star is anything', ['Disallow: /*.php'], '/folder/filename.php?parameters', false],
    ['or nothing', ['Disallow: /a*b'], '/ab', false],
    ['stars in a row are one', ['Disallow: /a***b'], '/axb', false],
    ['a rule may begin with one', ['Disallow: *.gif'], '/x/y.gif', false],
    ['a dollar is the end', ['Disallow: /*.php$'], '/filename.php', false],
    ['and nothing behind it', ['Disallow: /*.php$'], '/filename.php?parameters', true],
    ['the root alone', ['Disallow: /', 'Allow: /$'], '/', true],
    ['and not what is under it', ['Disallow: /', 'Allow: /$'], '/page.htm', false],
    ['a dollar within is a dollar', ['Disallow: /a$b'], '/a$b', false],
    ['a star in percent is a star', ['Disallow: /a-%2A.html'], '/a-*.html', false],
    ['and nothing else', ['Disallow: /a-%2a.html'], '/a-b.html', true],
    ['a dollar in percent too', ['Disallow: /a%24'], '/a$b', false],
  ])('%s', ([, rules, path, allowed]) => {
    expect(allows(underAll(...rules), path)).toBe(allowed);
  });
});

describe('an address in percent', () => {
  test.for<[string, string]>([
    ['/foo/bar?baz=quz', '/foo/bar?baz=quz'],
    ['/foo/bar?baz=https%3A%2F%2Ffoo.bar', '/foo/bar?baz=https%3A%2F%2Ffoo.bar'],
    ['/foo/bar?baz=https%3a%2f%2ffoo.bar', '/foo/bar?baz=https%3A%2F%2Ffoo.bar'],
    ['/foo/bar/ツ', '/foo/bar/%E3%83%84'],
    ['/foo/bar/%e3%83%84', '/foo/bar/ツ'],
    ['/foo/bar/%62%61%7A', '/foo/bar/baz'],
    ['/foo/bar/baz', '/foo/bar/%62%61%7A'],
    ['/~me', '/%7Eme'],
    ['/a b', '/a%20b'],
    ['/*?filter[make]=', '/cars?filter[make]=bmw'],
    ['/*?filter[make]=', '/cars?filter%5Bmake%5D=bmw'],
    ['/a|b', '/a|b'],
    ['/a^{x}', '/a^{x}'],
    ["/?a='x'", "/?a='x'"],
    ['/100%', '/100%'],
    ['/100%25', '/100%25'],
    ['/😀', '/%F0%9F%98%80'],
  ])('is met by the rule %s: %s', ([rule, path]) => {
    expect(allows(underAll(`Disallow: ${rule}`), path)).toBe(false);
  });

  test.for<[string, string]>([
    ['/a/b', '/a%2Fb'],
    ['/a?b', '/a%3Fb'],
    ['/a%2Fb', '/a/b'],
  ])('is another where a delimiter is hidden: the rule %s and %s', ([rule, path]) => {
    expect(allows(underAll(`Disallow: ${rule}`), path)).toBe(true);
  });
});

describe('a long file', () => {
  test('is read for 500 KiB, and no half rule is made of its end', () => {
    const filler = '# nothing\n'.repeat(51_199);
    expect(allows(`${filler}${underAll('Disallow: /a')}`, '/a')).toBe(false);
    const end = `User-agent: *\nDisallow: /x\nDisallow: /`;
    const cut = `${'#'.repeat(1_000)}\n`.repeat(600).slice(0, MOST_BYTES - end.length - 1);
    expect(allows(`${cut}\n${end}secret\n`, '/page')).toBe(true);
    expect(allows(`${cut}\n${end}secret\n`, '/x')).toBe(false);
  });
});
