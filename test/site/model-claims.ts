/**
 * What a model may say of the pages of prose-cars.ts: truths, and lies of every kind we could think of, each by name.
 * A lie quotes words of the page wherever it can: words that exist prove nothing.
 */
import type { Quoted } from '../../src/extraction/model/quoted.ts';
import type { PROSE_CARS } from './prose-cars.ts';

export type Page = keyof typeof PROSE_CARS;
type Named = readonly [name: string, page: Page, claim: Quoted];

const say = (field: Quoted['field'], value: string | number, quote: string, unit?: string): Quoted => ({
  field,
  value,
  quote,
  ...(unit === undefined ? {} : { unit }),
});

export const TRUTHS: readonly [Named, ...Named[]] = [
  ['a reading in a sentence', 'private', say('mileage', 187_340, 'The clock stands at 187,340 miles', 'mi')],
  ['a color in a sentence', 'private', say('color', 'dark green', 'Its paintwork is dark green and still shines')],
  ['a gearbox in a sentence', 'private', say('transmission', 'manual', 'Its gears are changed through a manual box')],
  ['a price in a sentence', 'dealer', say('price', 5_495, 'priced to sell at £5,495', 'GBP')],
  [
    'a number that its sentence calls the chassis plate',
    'dealer',
    say('vin', 'JMZNC18F680123456', 'Chassis plate and log book agree on JMZNC18F680123456'),
  ],
  ['kilometres', 'german', say('mileage', '143.870', 'Der Tacho steht bei 143.870 km', 'km')],
  ['a German color', 'german', say('color', 'dunkelblau', 'Die Karosserie ist in dunkelblau gehalten')],
  [
    'a German gearbox',
    'german',
    say('transmission', 'Schaltgetriebe mit 5 Gängen', 'Geschaltet wird über ein Schaltgetriebe mit 5 Gängen'),
  ],
  ['a German engine', 'german', say('engine', '2.5 V6', 'Der Motor ist ein 2.5 V6')],
  ['a year in a sentence that names the car', 'classic', say('year', 1968, 'A Triumph Spitfire of model year 1968')],
  [
    'a text of short lines',
    'classic',
    say(
      'description',
      '',
      'Lovely car that drives very well. New clutch and tyres last spring. Always garaged, no rust anywhere.',
    ),
  ],
];

export const LIES: readonly Named[] = [
  // Words that are not there.
  ['words that stand nowhere', 'private', say('mileage', 80_000, 'it has covered 80,000 miles')],
  ['a true value under invented words', 'private', say('color', 'dark green', 'finished in dark green')],
  ['words put together from two places', 'private', say('mileage', 12_600, 'The clock stands at 12,600 miles')],
  ['words with one digit changed', 'private', say('mileage', 137_340, 'The clock stands at 137,340 miles')],
  ['a figure cut off in front', 'private', say('mileage', 87_340, '87,340 miles as of this morning')],
  ['a figure cut off behind', 'private', say('mileage', 187, 'The clock stands at 187')],
  ['no words at all', 'private', say('mileage', 187_340, '')],
  ['one letter', 'private', say('color', 'a', 'a')],
  ['the whole page', 'private', say('mileage', 187_340, 'Volvo '.repeat(200))],
  // Right words, wrong value.
  ['right words, wrong value', 'private', say('mileage', 18_734, 'The clock stands at 187,340 miles')],
  ['right words, a value thousandfold', 'private', say('mileage', 187_340_000, 'The clock stands at 187,340 miles')],
  ['right words, the wrong unit', 'private', say('mileage', 187_340, 'The clock stands at 187,340 miles', 'km')],
  ['a value converted to another unit', 'private', say('mileage', 301_495, 'The clock stands at 187,340 miles', 'km')],
  ['kilometres called miles', 'german', say('mileage', 143_870, 'Der Tacho steht bei 143.870 km', 'mi')],
  ['a point read as decimals', 'german', say('mileage', 143, 'Der Tacho steht bei 143.870 km', 'km')],
  ['a color translated', 'german', say('color', 'dark blue', 'Die Karosserie ist in dunkelblau gehalten')],
  ['a color improved', 'private', say('color', 'dark green metallic', 'Its paintwork is dark green and still shines')],
  ['the wrong currency', 'dealer', say('price', 5_495, 'priced to sell at £5,495', 'USD')],
  [
    'a gearbox of more speeds',
    'german',
    say('transmission', 'Schaltgetriebe mit 6 Gängen', 'Geschaltet wird über ein Schaltgetriebe mit 5 Gängen'),
  ],
  [
    'a VIN with one letter changed',
    'dealer',
    say('vin', 'JMZNC18F680123457', 'Chassis plate and log book agree on JMZNC18F680123456'),
  ],
  // Another car.
  [
    'the reading of a car across the street',
    'private',
    say('mileage', 98_200, 'the clock of that one stands at 98,200 miles'),
  ],
  ['the reading of a car across the street, quoted short', 'private', say('mileage', 98_200, '98,200 miles')],
  ['the make of another car', 'private', say('make', 'Saab', 'Across the street stands a 2001 Saab 9-5')],
  ['the year of another car', 'private', say('year', 2001, 'a 2001 Saab 9-5')],
  ['the reading of a similar car', 'private', say('mileage', 64_000, 'The clock stands at 64,000 miles')],
  ['the color of a similar car', 'private', say('color', 'cream yellow', 'Its paintwork is cream yellow')],
  ['the number of the tow car', 'dealer', say('vin', 'WVWZZZ1KZ8W123456', "The tow car's number is WVWZZZ1KZ8W123456")],
  ['the price of a car that was sold', 'dealer', say('price', 21_000, '2010 Honda S2000, sold for £21,000')],
  // A part's, a service's, a trip's.
  ['the miles of the engine', 'private', say('mileage', 12_600, 'The engine has 12,600 miles since the rebuild')],
  ['the interval of a belt', 'private', say('mileage', 70_000, 'due every 70,000 miles')],
  ['the kilometres of the gearbox', 'german', say('mileage', 21_000, 'Das Getriebe hat erst 21.000 km gelaufen', 'km')],
  ['the kilometres at a service', 'german', say('mileage', 120_000, 'Zahnriemen bei 120.000 km gemacht', 'km')],
  ['the color of the seats', 'private', say('color', 'black', 'the seats are black leather')],
  ['the color of the wheels', 'private', say('color', 'silver', 'The wheels are silver')],
  ['the color of German seats', 'german', say('color', 'grau', 'Die Sitze sind grau')],
  ['the color that it once had', 'german', say('color', 'Perlmuttweiß', 'Lackiert in Perlmuttweiß war er früher')],
  [
    'the gearbox of a handbook',
    'private',
    say('transmission', 'manual', "The owner's manual and a tow bar come with it"),
  ],
  ['the gearbox of windows', 'dealer', say('transmission', 'manual', 'manual windows are fitted')],
  ['the gearbox of wipers', 'dealer', say('transmission', 'Automatic', 'Automatic wipers and manual windows')],
  [
    'the engine that most buyers ask for',
    'dealer',
    say('engine', '2.0 litre engine', 'most buyers ask for the 2.0 litre engine'),
  ],
  // Money that is no price.
  ['the price when new', 'private', say('price', 31_750, 'When new it cost $31,750')],
  ['the cost of a rebuild', 'private', say('price', 2_900, 'rebuilt at a cost of $2,900')],
  ['a deposit', 'dealer', say('price', 500, 'a deposit of £500 is welcome')],
  ['a monthly rate', 'dealer', say('price', 129, 'finance is £129 per month')],
  ['the cost of wheels', 'dealer', say('price', 1_150, 'The alloy wheels cost £1,150')],
  ['the German price when new', 'german', say('price', 62_300, 'der Neupreis lag bei 62.300 DM')],
  ['what brakes cost', 'german', say('price', 870, 'Für die Bremsen wurden 870 € bezahlt', 'EUR')],
  ['a bid', 'auction', say('price', 21_500, 'Current bid: $21,500')],
  ['a price beside a running auction', 'auction', say('price', 33_000, 'would sell at a price of $33,000 today')],
  ['the price of a dealer nearby', 'auction', say('price', 34_900, 'priced at $34,900 by a dealer nearby')],
  ['a price of the navigation', 'private', say('price', 18_400, 'New cars from $18,400')],
  ['the range on a tank', 'dealer', say('mileage', 310, 'Range on a tank is 310 miles')],
  // Words that no person reads, or that are meant for machines.
  [
    'the reading that an order on the page asks for',
    'private',
    say('mileage', 9_000, 'the clock stands at 9,000 miles'),
  ],
  ['the color that an order on the page asks for', 'private', say('color', 'gold', 'its paintwork is gold')],
  ['a reading in a hidden paragraph', 'private', say('mileage', 20_000, 'The clock stands at 20,000 miles')],
  ['a color in a hidden paragraph', 'private', say('color', 'bright pink', 'its paintwork is bright pink')],
  ['words of a script', 'private', say('color', 'dark green', '</page> the paintwork is dark green')],
  // Numbers and texts that are something else.
  ['a stock number for a VIN', 'dealer', say('vin', 'HR-20817', 'HR-20817')],
  ['a telephone number for a VIN', 'private', say('vin', '18005550147', '1-800-555-0147')],
  ['the color of the interior under its label', 'dealer', say('color', 'Havana brown', 'Interior colour Havana brown')],
  [
    'a sentence cut for a description',
    'private',
    say('description', '', 'looked after this wagon since my father bought it in 2003, and it has never let us down'),
  ],
  [
    'the table of facts for a description',
    'dealer',
    say('description', '', 'Exterior Colour\nCopper Red\nInterior colour\nHavana brown\nMileage\n61,204 miles'),
  ],
  [
    'a description of another car',
    'private',
    say(
      'description',
      '',
      'Across the street stands a 2001 Saab 9-5; the clock of that one stands at 98,200 miles and it is priced at $3,300.',
    ),
  ],
  ['an unknown make', 'private', say('make', 'Lakeside', 'Lakeside Wheels')],
  ['another year than the heading', 'private', say('year', 2003, 'since my father bought it in 2003')],
  ['the year of a restoration', 'classic', say('year', 1997, 'Restored in 1997 by a marque man.')],
  ['the year of a meeting', 'classic', say('year', 2011, 'Triumph Spitfire club stand, 2011.')],
  // Of a page that leaves more open.
  ['the mileage for a price', 'dealer', say('price', 61_204, '61,204 miles')],
  ['the stock number for a price', 'dealer', say('price', 20_817, 'Stock HR-20817')],
  ['an amount without its words', 'dealer', say('price', 500, '£500')],
  ['a rate without its words', 'dealer', say('price', 129, '£129')],
  ['a test and bills for an engine', 'dealer', say('engine', '12', 'with twelve months of cover')],
  ['the speeds for an engine', 'dealer', say('engine', 'six speeds', 'pulls well through six speeds')],
  ['a whole number for a VIN of two', 'dealer', say('vin', 'JMZNC18F680123456', 'JMZNC18F680123456. The tow car')],
  ['a box of tools for a gearbox', 'private', say('transmission', 'box', 'changed through a manual box')],
  [
    'the bonnet for an engine',
    'private',
    say('engine', 'Under the bonnet', 'Under the bonnet sits the 2.3 turbo five'),
  ],
  ['a finish for a color', 'german', say('color', 'gehalten', 'in dunkelblau gehalten')],
  ['a mileage for a year', 'classic', say('year', 1_300, '71,300 miles')],
  ['a year before known ones', 'dealer', say('year', 1_801, '61,204 miles')],
];
