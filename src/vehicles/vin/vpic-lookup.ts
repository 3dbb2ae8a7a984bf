/**
 * What NHTSA's vPIC says of a VIN, from the SQLite file alone.
 * Invariant: of the patterns that match, the most specific decides about each fact, and patterns of equal standing that
 * differ decide nothing: an ambiguous fact is no fact. Facts of the engine stand only when all patterns agree on them.
 */
import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { Latest } from '../../runtime/latest.ts';
import { canonicalMake } from '../values/name.ts';
import { plausibleYear } from '../values/year.ts';
import { engineText } from './engine-text.ts';
import { vinYears } from './vin.ts';
import { keyOf, makerCode, matches, specificity } from './vpic-pattern.ts';

export interface DecodedVin {
  /** The stored spelling where our table knows the make. */
  readonly make: string;
  readonly model: string | null;
  readonly year: number;
  readonly series: string | null;
  readonly trim: string | null;
  readonly body: string | null;
  readonly engine: string | null;
  /** Every model of the make in that year, by vPIC's names; this one's among them. */
  readonly models: readonly string[];
  /** The facts as vPIC words them, for evidence; at most 300 characters. */
  readonly words: string;
}

/** vPIC's numbers of the facts that are of use here. Transmission is not among the data, drive type nearly never. */
const ELEMENTS = {
  model: 28,
  series: 34,
  trim: 38,
  body: 5,
  cylinders: 9,
  cubicCentimetres: 11,
  litres: 13,
  engineModel: 18,
  fuel: 24,
  configuration: 64,
  secondFuel: 66,
  turbo: 135,
} as const;
type Fact = keyof typeof ELEMENTS;

/** Values of these are numbers of rows in a table of names. */
const NAMED = {
  model: 'Model',
  body: 'BodyStyle',
  fuel: 'FuelType',
  secondFuel: 'FuelType',
  configuration: 'EngineConfiguration',
  turbo: 'Turbo',
} as const satisfies Partial<Record<Fact, string>>;

/** A maker's engines and its models often stand in different lists: taking each fact from another would mix engines. */
const UNANIMOUS: ReadonlySet<Fact> = new Set([
  'cylinders',
  'cubicCentimetres',
  'litres',
  'fuel',
  'configuration',
  'secondFuel',
  'turbo',
]);

/** Passenger cars, trucks, multipurpose vehicles. Of buses and incomplete vehicles position 7 tells no year. */
const ROAD_VEHICLES = '2, 3, 7';
const TRUCK = 3;

/** The number of the gross weight, and its classes up to 10,000 lb (4,536 kg). */
const WEIGHT = 25;
const LIGHT = new Set('1 2 10 11 12 13 14 15 16 17'.split(' '));

const PATTERNS = `
  select p.Keys as pattern, p.ElementId as element, p.AttributeId as value, w.VehicleTypeId as type
  from Wmi w
  join Wmi_VinSchema s on s.WmiId = w.Id and :year between s.YearFrom and coalesce(s.YearTo, 9999)
  join Pattern p on p.VinSchemaId = s.VinSchemaId and p.ElementId in (${[...Object.values(ELEMENTS), WEIGHT].join(', ')})
  where w.Wmi = :maker and w.VehicleTypeId in (${ROAD_VEHICLES})`;
const MAKE = `
  select k.Name as name from Make_Model m join Make k on k.Id = m.MakeId where m.ModelId = cast(? as integer)`;
const MODELS = `
  select distinct o.Name as name
  from Make k
  join Wmi_Make w on w.MakeId = k.Id
  join Wmi_VinSchema s on s.WmiId = w.WmiId and :year between s.YearFrom and coalesce(s.YearTo, 9999)
  join Pattern p on p.VinSchemaId = s.VinSchemaId and p.ElementId = ${ELEMENTS.model}
  join Make_Model m on m.MakeId = k.Id and m.ModelId = cast(p.AttributeId as integer)
  join Model o on o.Id = m.ModelId
  where k.Name = :make`;

const patternRows = z.array(
  z.object({ pattern: z.string(), element: z.number(), value: z.string(), type: z.number() }),
);
type PatternRow = z.infer<typeof patternRows>[number];
const nameRows = z.array(z.object({ name: z.string() }));
const MAX_WORDS = 300;
/** Makers and years; 0.1 to 0.5 MB each. */
const REMEMBERED = 100;

export class Vpic {
  readonly #database: DatabaseSync;
  readonly #models = new Map<string, readonly string[]>();
  readonly #patterns = new Latest<readonly PatternRow[]>(REMEMBERED);

  constructor(file: string) {
    this.#database = new DatabaseSync(file, { readOnly: true });
  }

  /** @param vin 17 characters with a right check digit; the caller has seen to that */
  decode(vin: string): DecodedVin | undefined {
    const year = this.#modelYear(vin);
    if (year === undefined) {
      return undefined;
    }
    const found = this.#facts(vin, year);
    const models = found.get('model');
    // A maker and year that vPIC lists without a model for this VIN tell nothing about this car.
    if (models === undefined) {
      return undefined;
    }
    const makes = new Set(models.map((id) => this.#make(id)));
    const [vpicMake] = makes;
    if (makes.size > 1 || vpicMake === undefined) {
      return undefined;
    }
    const said = (fact: Fact): string | null => this.#said(fact, found);
    const facts = Object.fromEntries(FACTS.map((fact) => [fact, said(fact)])) as Record<Fact, string | null>;
    return {
      make: canonicalMake(vpicMake) ?? vpicMake,
      model: facts.model,
      year,
      series: facts.series,
      trim: facts.trim,
      body: facts.body,
      engine: engineText(facts),
      models: this.#modelsOf(vpicMake, year),
      words: words(vin, year, vpicMake, facts),
    };
  }

  close(): void {
    this.#database.close();
  }

  /** Per fact the distinct values of the patterns that decide about it. */
  #facts(vin: string, year: number): Map<Fact, string[]> {
    const key = keyOf(vin);
    const matching = this.#patternsOf(makerCode(vin), year).filter(({ pattern }) => matches(pattern, key));
    const found = new Map<Fact, string[]>();
    for (const fact of FACTS) {
      const ours = matching.filter(({ element }) => element === ELEMENTS[fact]);
      const best = Math.max(...ours.map(({ pattern }) => specificity(pattern)));
      const deciding = UNANIMOUS.has(fact) ? ours : ours.filter(({ pattern }) => specificity(pattern) === best);
      const values = deciding.map(({ value }) => value.trim());
      if (values.length > 0) {
        found.set(fact, [...new Set(values)]);
      }
    }
    return found;
  }

  /**
   * 49 CFR 565.15: a letter in position 7 means the cycle of years that began in 2010, below 4,536 kg. A vehicle that
   * is heavier in either cycle, and a truck of unknown weight, leave the year open.
   */
  #modelYear(vin: string): number | undefined {
    const years = vinYears(vin).filter(plausibleYear);
    const [first, second] = vinYears(vin);
    const year = /[A-Z]/.test(vin[6] ?? '') ? second : first;
    if (year === undefined || !plausibleYear(year)) return undefined;
    if (years.length < 2) return year;
    return years.some((other) => this.#isHeavy(vin, other, other === year)) ? undefined : year;
  }

  #isHeavy(vin: string, year: number, isRead: boolean): boolean {
    const rows = this.#patternsOf(makerCode(vin), year);
    const key = keyOf(vin);
    const weights = rows.filter(({ element, pattern }) => element === WEIGHT && matches(pattern, key));
    const best = Math.max(...weights.map(({ pattern }) => specificity(pattern)));
    const deciding = weights.filter(({ pattern }) => specificity(pattern) === best);
    const unknown = isRead && deciding.length === 0 && rows.some(({ type }) => type === TRUCK);
    return unknown || deciding.some(({ value }) => !LIGHT.has(value.trim()));
  }

  /** A maker's patterns of one year: up to 3,000, in 8 ms; cars of one maker and year tend to come together. */
  #patternsOf(maker: string, year: number): readonly PatternRow[] {
    const name = `${maker} ${year}`;
    const known = this.#patterns.get(name);
    if (known !== undefined) {
      return known;
    }
    const rows = patternRows.parse(this.#database.prepare(PATTERNS).all({ year, maker }));
    this.#patterns.set(name, rows);
    return rows;
  }

  #said(fact: Fact, found: ReadonlyMap<Fact, readonly string[]>): string | null {
    const names = new Set(found.get(fact)?.map((value) => this.#name(fact, value)));
    const [only] = names;
    return names.size === 1 && only !== undefined && only !== '' ? only : null;
  }

  #name(fact: Fact, value: string): string | undefined {
    if (!isNamed(fact)) {
      return Number.isNaN(Number(value)) ? value : String(Number(value));
    }
    const rows = this.#database
      .prepare(`select Name as name from ${NAMED[fact]} where Id = cast(? as integer)`)
      .all(value);
    return nameRows.parse(rows)[0]?.name.trim();
  }

  #make(modelId: string): string | undefined {
    return nameRows.parse(this.#database.prepare(MAKE).all(modelId))[0]?.name;
  }

  #modelsOf(make: string, year: number): readonly string[] {
    const key = `${make} ${year}`;
    const known = this.#models.get(key);
    if (known !== undefined) {
      return known;
    }
    const models = nameRows.parse(this.#database.prepare(MODELS).all({ make, year })).map(({ name }) => name);
    this.#models.set(key, models);
    return models;
  }
}

const FACTS = Object.keys(ELEMENTS) as Fact[];

function isNamed(fact: Fact): fact is keyof typeof NAMED {
  return fact in NAMED;
}

function words(vin: string, year: number, make: string, facts: Readonly<Record<Fact, string | null>>): string {
  const engine = [
    ['displacement', facts.litres === null ? null : `${facts.litres} L`],
    ['displacement', facts.cubicCentimetres === null ? null : `${facts.cubicCentimetres} cc`],
    ['cylinders', facts.cylinders],
    ['configuration', facts.configuration],
    ['engine model', facts.engineModel],
    ['fuel', [facts.fuel, facts.secondFuel].filter((fuel) => fuel !== null).join(' and ') || null],
    ['turbo', facts.turbo],
  ];
  const said = [['model', facts.model], ['series', facts.series], ['trim', facts.trim], ['body', facts.body], ...engine]
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${name} ${value}`);
  return `vPIC on ${vin}: ${year} ${make}; ${said.join(', ')}`.slice(0, MAX_WORDS);
}
