/** Which of the cars that structured data tells of the page is about. */
import { describe, expect, it } from 'vitest';
import { readName } from '../../vehicles/values/name.ts';
import { openDocument } from '../document/document.ts';
import { anchorOf } from '../subject/identity.ts';
import { mainCar } from './main-car.ts';
import type { SchemaCar } from './schema-org.ts';

const car = (name: string, more: Partial<SchemaCar> = {}): SchemaCar => ({
  node: {},
  offers: [],
  typed: true,
  listed: false,
  inResults: false,
  name: readName(name),
  make: '',
  vin: '',
  url: '',
  ...more,
});

function chosen(
  cars: readonly SchemaCar[],
  title = '2004 Honda Civic',
  url = 'https://www.market.example/v/1HGCM82633A004352',
): { readonly nodes: number[]; readonly distinct: number; readonly tied: boolean } {
  const { nodes, ...rest } = mainCar(cars, anchorOf(openDocument(`<head><title>${title}</title></head>`, url)));
  return { nodes: nodes.map((node) => cars.indexOf(node)), ...rest };
}

const CIVIC = car('2004 Honda Civic');

describe('one car', () => {
  it('is the page’s, and so are two blocks about it', () => {
    expect(chosen([CIVIC])).toEqual({ nodes: [0], distinct: 1, tied: true });
    expect(chosen([CIVIC, car('2004 Honda Civic')])).toEqual({ nodes: [0, 1], distinct: 1, tied: true });
  });

  it('alone on the page is tied to it, whatever its name', () => {
    expect(chosen([car('A fine car')])).toEqual({ nodes: [0], distinct: 1, tied: true });
  });

  it('that contradicts the title is another', () => {
    expect(chosen([car('2009 Mazda Miata')])).toEqual({ nodes: [], distinct: 1, tied: false });
  });

  it('counts before a product of its model', () => {
    const product = car('Honda Civic', { typed: false });
    expect(chosen([product, CIVIC])).toEqual({ nodes: [1], distinct: 1, tied: true });
    expect(chosen([product])).toEqual({ nodes: [0], distinct: 1, tied: true });
  });

  it('told as a product in a list is none', () => {
    expect(chosen([car('2004 Honda Civic', { typed: false, listed: true })])).toEqual({
      nodes: [],
      distinct: 0,
      tied: false,
    });
  });
});

describe('of several cars', () => {
  const others = [car('2009 Mazda Miata'), car('2011 Ford Focus')];

  it('the one that fits the title is the page’s, tied by its make', () => {
    expect(chosen([...others, CIVIC])).toEqual({ nodes: [2], distinct: 3, tied: true });
    expect(chosen([...others, car('A fine car')])).toEqual({ nodes: [2], distinct: 3, tied: false });
    expect(chosen([...others, car('A fine car')], 'A fine car').nodes).toEqual([]);
  });

  it('two that fit the title single none out', () => {
    const two = [car('2004 Honda Civic EX'), car('2004 Honda Civic LX')];
    expect(chosen(two)).toEqual({ nodes: [], distinct: 2, tied: false });
  });

  it('are told apart by VIN, by address, else by name', () => {
    const vins = [car('2004 Honda Civic', { vin: 'A' }), car('2004 Honda Civic', { vin: 'B' })];
    expect(chosen(vins)).toEqual({ nodes: [], distinct: 2, tied: false });
    const addresses = [car('2004 Honda Civic', { url: '/a/1' }), car('2004 Honda Civic', { url: '/a/2' })];
    expect(chosen(addresses).distinct).toBe(2);
    const queries = [car('2004 Honda Civic', { url: '/a/1?x=1' }), car('2004 Honda Civic', { url: '/A/1/?x=2' })];
    expect(chosen(queries).distinct).toBe(1);
  });

  it('the one that carries the page’s own address or VIN is the page’s', () => {
    const here = car('2004 Honda Civic EX', { url: 'https://www.market.example/v/1HGCM82633A004352?x=1' });
    const other = car('2004 Honda Civic LX', { url: '/v/2' });
    expect(chosen([other, here])).toEqual({ nodes: [1], distinct: 2, tied: true });
    const vin = car('2004 Honda Civic EX', { vin: '1HGCM82633A004352' });
    expect(chosen([other, vin])).toEqual({ nodes: [1], distinct: 2, tied: true });
    expect(chosen([car('2009 Mazda Miata', { vin: '1HGCM82633A004352' }), other]).nodes).toEqual([]);
  });

  it('that all carry the page’s address none is singled out', () => {
    const url = '/v/1HGCM82633A004352';
    const all = [car('2004 Honda Civic EX', { url, vin: 'A' }), car('2004 Honda Civic LX', { url, vin: 'B' })];
    expect(chosen(all)).toEqual({ nodes: [], distinct: 2, tied: false });
  });

  it('the only one outside a list is the page’s, tied because it stands out', () => {
    const own = car('2004 Honda Civic EX', { url: '/a/1' });
    const twin = car('2004 Honda Civic EX', { url: '/a/2' });
    const listed = car('2004 Honda Civic LX', { listed: true });
    expect(chosen([listed, own])).toEqual({ nodes: [1], distinct: 2, tied: true });
    expect(chosen([own, twin])).toEqual({ nodes: [0, 1], distinct: 2, tied: false });
    expect(chosen([listed, own, car('2004 Honda Civic SE')])).toEqual({ nodes: [], distinct: 3, tied: false });
  });
});
