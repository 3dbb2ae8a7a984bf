/** Which car a page is about by its titles and its address, and what contradicts it. */
import { describe, expect, it } from 'vitest';
import { readName } from '../../vehicles/values/name.ts';
import { claim, type Topic } from '../claim.ts';
import { openDocument } from '../document/document.ts';
import { agrees, anchorOf, contradicts, pathOf } from './identity.ts';

const open = (html: string, url = 'https://www.market.example/v/1') => openDocument(html, url);
const named = (html: string, url?: string) => {
  const { year, make, model } = anchorOf(open(html, url)).name;
  return [year, make, model];
};

describe('the car of a page', () => {
  it('is the first title’s that names make and model, the heading before the others', () => {
    expect(named('<head><title>2005 Ford Focus</title></head><h1>2004 Honda Civic</h1>')).toEqual([
      2004,
      'Honda',
      'Civic',
    ]);
    expect(
      named('<head><title>2005 Ford Focus</title></head><meta property="og:title" content="2004 Honda Civic">'),
    ).toEqual([2004, 'Honda', 'Civic']);
    expect(
      named('<head><title>2005 Ford Focus</title></head><meta name="twitter:title" content="2004 Honda Civic">'),
    ).toEqual([2005, 'Ford', 'Focus']);
    expect(named('<meta name="twitter:title" content="2004 Honda Civic">')).toEqual([2004, 'Honda', 'Civic']);
  });

  it('may stand in a title that is never closed', () => {
    expect(anchorOf(open('<title>2004 Honda Civic')).titles).toEqual([{ text: '2004 Honda Civic', from: 'title' }]);
  });

  it('is the heading’s before the shared title’s', () => {
    expect(named('<meta property="og:title" content="2005 Ford Focus"><h1>2004 Honda Civic</h1>')).toEqual([
      2004,
      'Honda',
      'Civic',
    ]);
  });

  it('is the one of the site’s own title before any', () => {
    expect(anchorOf(open('<h1>2004 Honda Civic</h1>'), ['2005 Ford Focus']).name.make).toBe('Ford');
  });

  it('is named by a make and a model together before a make alone', () => {
    expect(named('<head><title>2004 Honda Civic</title></head><h1>Ford</h1>')).toEqual([2004, 'Honda', 'Civic']);
    expect(named('<head><title>Summer sale</title></head><h1>Ford</h1>')).toEqual([undefined, 'Ford', undefined]);
  });

  it('takes its year from another title of the same make, or of none when it has none', () => {
    expect(named('<head><title>Honda of 2004</title></head><h1>Honda Civic</h1>')).toEqual([2004, 'Honda', 'Civic']);
    expect(named('<head><title>2005 Ford Focus</title></head><h1>Honda Civic</h1>')).toEqual([
      undefined,
      'Honda',
      'Civic',
    ]);
    expect(named('<head><title>The best of 2004</title></head>')).toEqual([2004, undefined, undefined]);
  });

  it('is the one the labels name where no title does', () => {
    const labels = (entries: ReadonlyArray<readonly [Topic, string]>) => {
      const claims = entries.map(([topic, text]) => claim(topic, text, 'label', 0.9));
      const { make, model } = anchorOf(open('<h1>Our offer</h1>'), [], claims).name;
      return [make, model];
    };
    expect(
      labels([
        ['make', 'Honda'],
        ['model', 'Civic'],
      ]),
    ).toEqual(['Honda', 'Civic']);
    expect(
      labels([
        ['make', 'Honda'],
        ['make', 'Honda'],
        ['model', 'Civic'],
      ]),
    ).toEqual(['Honda', 'Civic']);
    expect(
      labels([
        ['make', 'Honda'],
        ['make', 'Ford'],
        ['model', 'Civic'],
      ]),
    ).toEqual([undefined, undefined]);
    expect(labels([['make', 'Honda']])).toEqual([undefined, undefined]);
    expect(labels([['model', 'Civic']])).toEqual([undefined, undefined]);
    expect(
      labels([
        ['make', 'Nobody'],
        ['model', 'Knows'],
      ]),
    ).toEqual([undefined, undefined]);
    expect(
      labels([
        ['make', 'Honda'],
        ['model', '(!)'],
      ]),
    ).toEqual([undefined, undefined]);
  });
});

describe('the address of a page', () => {
  const of = (html: string, url: string) => anchorOf(open(html, url));

  it('is its own path, its canonical one and the one it shares, in lower case and without the query', () => {
    const html =
      '<link rel="canonical" href="/Canon/1/"><meta property="og:url" content="https://www.market.example/shared/1?a=b">';
    expect([...of(html, 'https://www.market.example/Own/1?x=2').paths]).toEqual(['/own/1', '/canon/1', '/shared/1']);
  });

  it('names nothing when it is the root of the site', () => {
    expect([...of('', 'https://www.market.example/').paths]).toEqual([]);
    expect([pathOf('https://[', 'http://x/'), pathOf('/', 'http://x/'), pathOf('/a', 'http://x/')]).toEqual([
      undefined,
      undefined,
      '/a',
    ]);
  });

  it('gives the ids of the listing: parts with a digit, and long numbers in them', () => {
    const { ids } = of('', 'https://www.market.example/Cars/civic-2004-7700112233.html?id=AB12&q=r3d');
    expect([...ids].toSorted()).toEqual(['7700112233', 'ab12', 'civic-2004-7700112233']);
  });

  it('gives the VINs in path and query', () => {
    expect([...of('', 'https://www.market.example/v/1HGCM82633A004352?vin=1M8GDM9AXKP042788').vins]).toEqual([
      '1HGCM82633A004352',
      '1M8GDM9AXKP042788',
    ]);
  });

  it('is read with its escapes undone, and as it stands where they are broken', () => {
    expect(of('<h1>Honda</h1>', 'https://www.market.example/Prot%C3%A9g%C3%A9').key).toContain('protege');
    expect(of('<h1>Honda</h1>', 'https://www.market.example/%E0%A4%A').key).toContain('honda');
  });
});

describe('another name', () => {
  const anchor = anchorOf(open('<h1>2004 Honda Civic EX</h1>', 'https://www.market.example/accord'));
  const car = (name: string) => [contradicts(anchor, readName(name)), agrees(anchor, readName(name))];

  it.each([
    ['2005 Honda Civic', 'the year'],
    ['2004 Acura Civic', 'the make'],
    ['2004 Honda Pilot', 'the model'],
  ])('%s contradicts: %s', (name) => {
    expect(car(name)).toEqual([true, false]);
  });

  it.each([['2004 Honda Civic'], ['Honda Civic'], ['Honda Accord'], ['Honda Sport Civic']])('%s agrees', (name) => {
    expect(car(name)).toEqual([false, true]);
  });

  it.each(['2004', 'Honda', 'A fine car'])('%s neither contradicts nor agrees', (name) => {
    expect(car(name)).toEqual([false, false]);
  });

  it('of more words agrees when it holds the model', () => {
    const eunos = anchorOf(open('<h1>Mazda Eunos</h1>'));
    expect(contradicts(eunos, readName('Mazda Super Eunos'))).toBe(false);
    expect(contradicts(eunos, readName('Mazda Super Persona'))).toBe(true);
  });

  it('of a model without a make does not agree', () => {
    expect(agrees(anchor, { model: 'Civic', rest: '', knownModel: false, makeFromModel: false })).toBe(false);
  });

  it('cannot agree with a page that names no car, nor contradict it', () => {
    const none = anchorOf(open('<h1>Our offer</h1>'));
    expect([contradicts(none, readName('2004 Honda Civic')), agrees(none, readName('2004 Honda Civic'))]).toEqual([
      false,
      false,
    ]);
    const make = anchorOf(open('<h1>Honda</h1>'));
    expect(agrees(make, readName('2004 Honda Civic'))).toBe(false);
  });
});
