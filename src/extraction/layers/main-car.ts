/**
 * Picks, out of every car the structured data tells of, the one the page is about.
 * Invariant: with several different cars and nothing that singles one out there is no main car; the page is a list.
 */
import { type Anchor, contradicts, pathOf } from '../subject/identity.ts';
import type { SchemaCar } from './schema-org.ts';

export interface MainCar {
  /** Nodes that tell of the page's car; several when two blocks describe it. */
  readonly nodes: readonly SchemaCar[];
  /** Different cars told of, by VIN, address or name. */
  readonly distinct: number;
  /** Something other than being alone ties the nodes to the page. */
  readonly tied: boolean;
}

function identity(car: SchemaCar): string {
  return car.vin || (car.url === '' ? '' : (pathOf(car.url, 'http://x/') ?? '')) || JSON.stringify(car.name);
}

export function mainCar(all: readonly SchemaCar[], anchor: Anchor): MainCar {
  // A model-level product stands beside the car itself and carries the range of prices of hundreds.
  const typed = all.filter((car) => car.typed);
  const cars = (typed.length > 0 ? typed : all).filter((car) => car.typed || !car.listed);
  const distinct = new Set(cars.map(identity)).size;
  const sameAddress = cars.filter((car) => {
    const path = car.url === '' ? undefined : pathOf(car.url, 'http://x/');
    return (path !== undefined && anchor.paths.has(path)) || (car.vin !== '' && anchor.vins.has(car.vin));
  });
  const consistent = (nodes: readonly SchemaCar[]): readonly SchemaCar[] =>
    nodes.filter((car) => !contradicts(anchor, car.name));
  // On a list every entry may carry the page's own address.
  if (sameAddress.length > 0 && new Set(sameAddress.map((car) => car.vin || JSON.stringify(car.name))).size === 1) {
    return { nodes: consistent(sameAddress), distinct, tied: true };
  }
  // The only result of a search is not yet the page's car: its year and model must be those of the heading.
  const { year, model } = anchor.name;
  const isOwn = (car: SchemaCar): boolean =>
    !car.inResults || (year !== undefined && model !== undefined && car.name.year === year && car.url === '');
  const fitting = consistent(cars).filter(isOwn);
  const kinds = new Set(fitting.map(identity));
  if (kinds.size === 1) {
    const named = anchor.name.make !== undefined && fitting[0]?.name.make === anchor.name.make;
    return { nodes: fitting, distinct, tied: named || distinct === 1 };
  }
  const own = fitting.filter((car) => !car.listed);
  if (new Set(own.map((car) => car.vin || JSON.stringify(car.name))).size === 1)
    return { nodes: own, distinct, tied: own.length < fitting.length };
  return { nodes: [], distinct, tied: false };
}
