import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openDocument } from '../document/document.ts';
import { datetimeOf, durationOf } from '../layers/datetime.ts';
import { readPage } from '../read-page.ts';
import { auctionEnd } from './auction-end.ts';

describe('moments', () => {
  it.each([
    ['1767650400', '2026-01-05T22:00:00.000Z'],
    ['1767650400000', '2026-01-05T22:00:00.000Z'],
    ['/Date(1767650400000)/', '2026-01-05T22:00:00.000Z'],
    ['2027-01-15T19:30:00+01:00', '2027-01-15T18:30:00.000Z'],
    ['2027-01-15T19:30Z', '2027-01-15T19:30:00.000Z'],
    ['Jan 21, 2027, 3:00 PM EST', '2027-01-21T20:00:00.000Z'],
    ['July 21, 2027 at 3:00pm ET', '2027-07-21T19:00:00.000Z'],
    ['January 21, 2027 3 p.m. PT', '2027-01-21T23:00:00.000Z'],
    ['21 Jan 2027, 15:00 GMT', '2027-01-21T15:00:00.000Z'],
    ['21st January 2027 at 15:00 CET', '2027-01-21T14:00:00.000Z'],
    ['2027-01-21 15:00:30 UTC', '2027-01-21T15:00:30.000Z'],
    ['12:00 AM is Jan 21, 2027, 12:00 AM UTC', '2027-01-21T00:00:00.000Z'],
  ])('%s is %s', (text, moment) => expect(datetimeOf(text)).toBe(moment));

  it.each([
    '2027-01-15T19:30:00',
    'Jan 21, 2027, 3:00 PM',
    'Jan 21, 2027',
    'Jan 21, 2027, 3:00 PM IST',
    'Smarch 21, 2027, 3:00 PM EST',
    'Jan 41, 2027, 3:00 PM EST',
    'tomorrow',
    '',
    '12345',
  ])('%j names none', (text) => expect(datetimeOf(text)).toBeUndefined());

  it('are read back from every way of writing them', () => {
    const date = fc.date({ min: new Date('2002-01-01Z'), max: new Date('2099-12-31Z'), noInvalidDate: true });
    fc.assert(
      fc.property(date, (exact) => {
        const at = new Date(Math.floor(exact.getTime() / 1000) * 1000);
        const [, day, month, year, clock] = /(\d\d) (\w{3}) (\d{4}) ([\d:]+)/.exec(at.toUTCString()) ?? [];
        for (const text of [
          at.toISOString(),
          String(at.getTime() / 1000),
          String(at.getTime()),
          `${month} ${Number(day)}, ${year}, ${clock} UTC`,
          `${Number(day)} ${month} ${year} ${clock} GMT`,
          `${at.toISOString().slice(0, 10)} ${clock} UTC`,
        ])
          expect(datetimeOf(text), text).toBe(at.toISOString());
      }),
    );
  });

  it('never throw', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        datetimeOf(text);
        durationOf(text);
      }),
    );
  });
});

describe('countdowns', () => {
  it.each([
    ['2 days 4 hours', 187_200],
    ['5h 12m', 18_720],
    ['1d 03:12:44', 97_964],
    ['03:12:44', 11_564],
    ['2 Tage, 3 Std.', 183_600],
    ['45 min', 2_700],
    ['12s', 12],
  ])('%s is %d s', (text, seconds) => expect(durationOf(text)).toBe(seconds));

  it.each(['', '3', 'soon', '$6,100', '3 bids', '2 days or so'])('%j is none', (text) => {
    expect(durationOf(text)).toBeUndefined();
  });

  it('are read back', () => {
    fc.assert(
      fc.property(fc.nat(90), fc.nat(23), fc.nat(59), fc.nat(59), (d, h, m, s) => {
        const seconds = ((d * 24 + h) * 60 + m) * 60 + s;
        const two = (part: number): string => String(part).padStart(2, '0');
        expect(durationOf(`${d}d ${two(h)}:${two(m)}:${two(s)}`)).toBe(seconds);
        expect(durationOf(`${d} days ${h} hours ${m} minutes ${s} seconds`)).toBe(seconds);
      }),
    );
  });
});

describe("a running auction's end", () => {
  const end = (body: string, more: { readAt?: string; url?: string } = {}): string | undefined =>
    readPage({
      url: more.url ?? 'https://www.auction.example/lot/1',
      html: `<html lang="en"><title>2004 Honda Civic EX</title><h1>2004 Honda Civic EX</h1>${body}<p>Mileage: 120,000</p><p>Transmission: manual</p></html>`,
      ...(more.readAt === undefined ? {} : { readAt: more.readAt }),
    }).auctionEndsAt;
  const LIVE = '<div>Current Bid: $5,000</div><div>Time Left</div>';

  it.each([
    ['an attribute in seconds', '<b data-ends="1767650400"></b>'],
    ['an attribute in milliseconds', '<b data-countdown="1767650400000"></b>'],
    ['an attribute with a zone', '<b data-end-time="2026-01-05T23:00:00+01:00"></b>'],
    ['a time element', '<span class="auction-end"><time datetime="2026-01-05T22:00:00Z">soon</time></span>'],
    [
      'application data',
      '<script>window.x = {"lot":{"id":7,"auctionEndsAt":"2026-01-05T22:00:00Z","title":"a b c d e"}}; // images</script>',
    ],
    [
      'epoch in application data',
      '<script type="application/json">{"auction":{"end_date":1767650400,"title":"something long enough to be read at all"}}</script>',
    ],
    ['a written date', '<p>Auction ends January 5, 2026 at 5:00 PM EST</p>'],
    ['a date on the next line', '<p>Ends</p><p>5 Jan 2026, 22:00 GMT</p>'],
  ])('is read from %s', (_, place) => expect(end(LIVE + place)).toBe('2026-01-05T22:00:00.000Z'));

  it('is taken from an attribute before application data, and from those before a line', () => {
    const attribute = '<b data-ends="1767650400"></b>';
    const data =
      '<script type="application/json">{"lot":{"ends_at":"2026-01-06T22:00:00Z","title":"long enough to be read"}}</script>';
    const line = '<p>Auction ends January 7, 2026 at 5:00 PM EST</p>';
    expect(end(LIVE + line + data + attribute)).toBe('2026-01-05T22:00:00.000Z');
    expect(end(LIVE + line + data)).toBe('2026-01-06T22:00:00.000Z');
    expect(end(LIVE + line)).toBe('2026-01-07T22:00:00.000Z');
  });

  it("is taken from the site's own place before any other attribute", () => {
    const page = openDocument(
      '<b data-ends="1767650400"></b><i class="own" data-of-site="2026-01-06T22:00:00Z"></i>',
      'https://www.auction.example/lot/1',
    );
    const place = { selector: '.own', attribute: 'data-of-site' };
    const adapter = { name: 'site', hosts: ['auction.example'], endsAt: place };
    const places = { page, adapter, state: 'live', json: [], readAt: undefined } as const;
    expect(auctionEnd(places)).toBe('2026-01-06T22:00:00.000Z');
    expect(auctionEnd({ ...places, adapter: undefined })).toBe('2026-01-05T22:00:00.000Z');
  });

  it('is not when the auction began', () => {
    expect(
      end(
        `${LIVE}<script type="application/json">{"auction":{"start_date":1767000000,"end_date":1767650400,"title":"long enough to be read"}}</script>`,
      ),
    ).toBe('2026-01-05T22:00:00.000Z');
  });

  const open = (html: string) => openDocument(html, 'https://www.auction.example/lot/1');
  const found = (html: string, json: readonly unknown[] = []) =>
    auctionEnd({ page: open(html), adapter: undefined, state: 'live', json, readAt: '2026-01-05T16:48:00.000Z' });

  it('is searched for in data eight levels deep and twenty thousand nodes long', () => {
    const nested = (levels: number): unknown => (levels === 0 ? { ends_at: 1767650400 } : { lot: nested(levels - 1) });
    expect([found('', [nested(8)]), found('', [nested(9)])]).toEqual(['2026-01-05T22:00:00.000Z', undefined]);
    const wide = (nodes: number) => ({
      ...Object.fromEntries(Array.from({ length: nodes }, (_, i) => [`lot${i}`, {}])),
      last: { ends_at: 1767650400 },
    });
    expect([found('', [wide(19_000)]), found('', [wide(20_000)])]).toEqual(['2026-01-05T22:00:00.000Z', undefined]);
  });

  it('is read from short lines of the page itself, up to two below the word', () => {
    const words = '<p>Auction ends</p>';
    const date = '<p>January 5, 2026 at 5:00 PM EST</p>';
    const between = '<p>soon</p>';
    expect(found(words + between + date)).toBe('2026-01-05T22:00:00.000Z');
    expect(found(words + between + between + date)).toBeUndefined();
    expect(found(between + date)).toBeUndefined();
    expect(found(`<div class="similar">${words}${date}</div>`)).toBeUndefined();
    expect(found(`<p>Ends January 5, 2026 at 5:00 PM EST ${'and so on '.repeat(10)}</p>`)).toBeUndefined();
  });

  it('is a date before it is a countdown, whichever way the countdown is worded', () => {
    expect(found('<p>Ends in 5h 12m</p><p>January 7, 2026 at 5:00 PM EST</p>')).toBe('2026-01-07T22:00:00.000Z');
    for (const words of ['Ends in 5h 12m', 'Time left: 5h 12m', 'Restzeit 5h 12m'])
      expect(found(`<p>${words}</p>`)).toBe('2026-01-05T22:00:00.000Z');
    expect(found('<p>Ending soon</p><p>5h 12m left</p>')).toBe('2026-01-05T22:00:00.000Z');
  });

  it('is counted from the time of reading where only a countdown stands', () => {
    const readAt = '2026-01-05T16:48:00.000Z';
    expect(end('<div>Current Bid: $5,000</div><div>Ends in 5h 12m</div>', { readAt })).toBe('2026-01-05T22:00:00.000Z');
    expect(end(`${LIVE}<div>5 hours 12 minutes</div>`, { readAt })).toBe('2026-01-05T22:00:00.000Z');
    expect(end('<div>Current Bid: $5,000</div><div>Ends in 5h 12m</div>')).toBeUndefined();
  });

  it('is not told of an auction that is over, nor of a classified', () => {
    const place = '<b data-ends="1767650400"></b>';
    expect(end(`<div>Sold for $5,000</div>${place}`)).toBeUndefined();
    expect(
      end(`<div>High bid: $5,000</div><div>Reserve not met</div><div>Auction ended</div>${place}`),
    ).toBeUndefined();
    expect(end(`<div class="price">$5,000</div>${place}`)).toBeUndefined();
  });

  it("is not another auction's", () => {
    const others =
      '<script type="application/json">{"relatedAuctions":{"ends_at":"2026-01-05T22:00:00Z","title":"another car altogether"}}</script>';
    expect(end(LIVE + others)).toBeUndefined();
  });
});
