import { describe, expect, test } from 'vitest';
import { openDocument } from '../document/document.ts';
import { readable } from '../document/readable.ts';
import { anchorOf } from '../subject/identity.ts';
import { type Proven, provenByQuote, type Quoted } from './quoted.ts';

type Case = readonly [body: string, field: Quoted['field'], value: string | number, quote: string, name?: string];

function proven([body, field, value, quote, name = '2006 Subaru Legacy']: Case): Proven {
  const html = `<html lang="en"><title>${name}</title><body><h1>${name}</h1>${body}</body></html>`;
  const page = openDocument(html, 'https://www.quiet-street.example/advert/1');
  const known = { year: null, make: null, model: null, vin: null };
  return provenByQuote(
    { page, anchor: anchorOf(page), readable: readable(page), sale: 'classified', known },
    { field, value, quote },
  );
}

const STATEMENTS: readonly Case[] = [
  ['<p>She has covered 88,200 miles and drives superbly.</p>', 'mileage', 88200, 'She has covered 88,200 miles'],
  ['<p>Miles on the clock</p><p>88,200 miles</p>', 'mileage', 88200, 'Miles on the clock 88,200 miles'],
  ['<p>Lovely car in pearl white outside, black inside.</p>', 'color', 'pearl white', 'in pearl white outside'],
  ['<p>Bodywork in British Racing Green.</p>', 'color', 'British Racing Green', 'Bodywork in British Racing Green'],
  ['<p>Painted silver with a tan interior.</p>', 'color', 'silver', 'Painted silver'],
  ['<p>Five speed manual gearbox shifts well.</p>', 'transmission', 'Five speed manual', 'Five speed manual gearbox'],
  ['<p>I am asking $8,400 for this one.</p>', 'price', 8400, 'I am asking $8,400'],
  ['<p>Yours for £8,400 ono</p>', 'price', 8400, 'Yours for £8,400'],
  [
    '<p>Frame number on the plate is JF1BL5KJ66G012345</p>',
    'vin',
    'JF1BL5KJ66G012345',
    'Frame number on the plate is JF1BL5KJ66G012345',
  ],
  ['<p>Engine: the 2.5 litre flat-four</p>', 'engine', 'the 2.5 litre flat-four', 'Engine: the 2.5 litre flat-four'],
];

/** Each holds the value, the topic's own words, and a word that makes it a statement about something else. */
const OTHER_STATEMENTS: readonly Case[] = [
  ['<p>It was showing 45,000 miles when I bought it.</p>', 'mileage', 45000, 'showing 45,000 miles'],
  ['<p>I have only put 8,000 miles on it.</p>', 'mileage', 8000, 'only put 8,000 miles on it'],
  ['<p>The brother of this car shows 45,000 miles.</p>', 'mileage', 45000, 'shows 45,000 miles'],
  ['<p>The next owner can expect 200,000 miles from it, it only needs oil.</p>', 'mileage', 200000, '200,000 miles'],
  ['<p>These cars easily reach 300,000 miles on the clock.</p>', 'mileage', 300000, '300,000 miles on the clock'],
  ['<p>The odometer shows 5-digit 45,000 miles, rolled over once.</p>', 'mileage', 45000, '45,000 miles'],
  ['<p>Mileage: see photo</p><p>Head gaskets done: 88,000 miles</p>', 'mileage', 88000, '88,000 miles'],
  ['<p>Head gaskets done 88,000 miles</p>', 'mileage', 88000, '88,000 miles'],
  ['<p>Last recorded MOT 88,000 miles</p>', 'mileage', 88000, 'recorded MOT 88,000 miles'],
  ['<p>Insurance limits to 5,000 miles, current odometer not readable.</p>', 'mileage', 5000, '5,000 miles'],
  ['<p>Original tires at 30,000 miles</p>', 'mileage', 30000, '30,000 miles'],
  [
    '<p>Two owners: first drove it to 30,000 miles, second only 20,000 miles</p>',
    'mileage',
    20000,
    'second only 20,000 miles',
  ],
  [
    '<table><tr><td>Year</td><td>Mileage</td></tr><tr><td>2015</td><td>64,100 miles</td></tr><tr><td>2020</td><td>98,100 miles</td></tr></table>',
    'mileage',
    64100,
    '64,100 miles',
  ],
  [
    '<h3>Service record</h3><ul><li>64,100 miles: oil</li><li>98,100 miles: brakes</li></ul>',
    'mileage',
    64100,
    '64,100 miles',
  ],
  [
    '<h3>History</h3><ul><li>Mileage 64,100 miles</li><li>Mileage 98,100 miles</li></ul>',
    'mileage',
    64100,
    'Mileage 64,100 miles',
  ],
  ['<p>Has done 1,200 miles with the new owner</p>', 'mileage', 1200, 'Has done 1,200 miles'],
  ['<p>Only 1,500 miles to the coast and back in it.</p>', 'mileage', 1500, 'Only 1,500 miles'],
  ['<p>Currently 2,300 miles from home.</p>', 'mileage', 2300, 'Currently 2,300 miles'],
  ['<p>Reads 45,000, true mileage is 145,000 miles.</p>', 'mileage', 45000, 'Reads 45,000'],
  ['<p>The speedometer goes to 1,600 miles, reading well.</p>', 'mileage', 1600, '1,600 miles'],
  ['<p>The garage is painted white.</p>', 'color', 'white', 'painted white'],
  ['<p>My dog has a red collar and a blue body.</p>', 'color', 'blue', 'blue body'],
  ['<p>The paint on the bumper is faded black.</p>', 'color', 'black', 'faded black'],
  ['<p>Exterior: black plastic cladding</p>', 'color', 'black', 'Exterior: black plastic cladding'],
  ['<p>Exterior: very clean</p><p>Black mats</p>', 'color', 'Black', 'Black mats'],
  ['<p>Paint code 37J, red touch-up pen included.</p>', 'color', 'red', 'red touch-up pen'],
  ['<p>Paint is good, green card for MOT.</p>', 'color', 'green', 'green card'],
  ['<p>Body has a white repair on the left.</p>', 'color', 'white', 'Body has a white repair'],
  ['<p>The body shop sprayed the door red.</p>', 'color', 'red', 'sprayed the door red'],
  ['<p>Would look great painted black.</p>', 'color', 'black', 'painted black'],
  ['<p>Painted calipers in yellow.</p>', 'color', 'yellow', 'Painted calipers in yellow'],
  ['<p>One door is painted grey.</p>', 'color', 'grey', 'painted grey'],
  ['<p>Metallic paint cost £400 extra; silver is free.</p>', 'color', 'silver', 'silver is free'],
  ['<p>Color of the carpet</p><p>Red</p>', 'color', 'Red', 'Red'],
  ['<p>Exterior color</p><p>Interior color</p><p>Blue</p><p>Tan</p>', 'color', 'Blue', 'Interior color Blue'],
  ['<p>finished with a golden handshake</p>', 'color', 'golden', 'finished with a golden handshake'],
  ['<p>Paint: needs a respray in black</p>', 'color', 'black', 'Paint: needs a respray in black'],
  ['<p>The manual says five gears are enough.</p>', 'transmission', 'manual', 'The manual says five gears'],
  ['<p>Gearbox oil done by the manual.</p>', 'transmission', 'manual', 'Gearbox oil done by the manual'],
  [
    '<p>It has automatic lights and a gear knob of wood.</p>',
    'transmission',
    'automatic',
    'automatic lights and a gear knob',
  ],
  ['<p>Speed limiter automatic</p>', 'transmission', 'automatic', 'Speed limiter automatic'],
  ['<p>Fan with automatic speed control</p>', 'transmission', 'automatic', 'automatic speed control'],
  ['<p>I prefer a manual gearbox.</p>', 'transmission', 'manual', 'I prefer a manual gearbox'],
  ['<p>No manual gearbox here.</p>', 'transmission', 'manual', 'manual gearbox'],
  ['<p>Not the manual gearbox but the other one.</p>', 'transmission', 'manual', 'the manual gearbox'],
  ["<p>Isn't an automatic gearbox.</p>", 'transmission', 'automatic', 'automatic gearbox'],
  ['<p>Without the automatic gearbox that plagued others.</p>', 'transmission', 'automatic', 'automatic gearbox'],
  [
    '<p>The previous owner changed the automatic gearbox to manual.</p>',
    'transmission',
    'automatic',
    'automatic gearbox',
  ],
  ['<p>I have a 3.0 V6 engine in the garage as well.</p>', 'engine', '3.0 V6', 'a 3.0 V6 engine'],
  ['<p>Engine takes 4.5 l of coolant</p>', 'engine', '4.5 l', '4.5 l'],
  ['<p>Engine bay fits a 3.5 V8 too.</p>', 'engine', '3.5 V8', '3.5 V8'],
  ['<p>No V8 engine, sorry.</p>', 'engine', 'V8', 'V8 engine'],
  ['<p>It sounds like a V8 engine.</p>', 'engine', 'V8', 'V8 engine'],
  ['<p>Faster than the 3.0 V6 engine</p>', 'engine', '3.0 V6', '3.0 V6 engine'],
  ['<p>Asking for $500 to hold it.</p>', 'price', 500, 'Asking for $500'],
  ['<p>Price of new brakes: $900 firm.</p>', 'price', 900, 'Price of new brakes: $900'],
  ['<p>Price: $500 / week</p>', 'price', 500, 'Price: $500'],
  ['<p>Priced $1,200 lower than the dealer.</p>', 'price', 1200, 'Priced $1,200'],
  ['<p>Priced $1,200 below book.</p>', 'price', 1200, 'Priced $1,200'],
  ['<p>The towing kit is for sale at $300.</p>', 'price', 300, 'for sale at $300'],
  ['<p>Winter set, asking $400</p>', 'price', 400, 'asking $400'],
  ['<p>Hardtop asking price $800</p>', 'price', 800, 'asking price $800'],
  ['<p>Asking $9,500 for it, $500 less for cash.</p>', 'price', 500, '$500 less'],
  ['<p>Last year similar ones had a price of $12,000</p>', 'price', 12000, 'price of $12,000'],
  ['<p>Price is negotiable, I owe the bank $7,000.</p>', 'price', 7000, 'the bank $7,000'],
  ['<p>Price drop of $1,000!</p>', 'price', 1000, 'Price drop of $1,000'],
  ['<p>2004 Subaru Legacy brochure included</p>', 'year', 2004, '2004 Subaru Legacy brochure', 'Subaru Legacy'],
  ['<p>A Subaru Legacy first shown in 1989.</p>', 'year', 1989, 'A Subaru Legacy first shown in 1989', 'Subaru Legacy'],
  ['<p>Subaru Legacy Owners Club 1995</p>', 'year', 1995, 'Subaru Legacy Owners Club 1995', 'Subaru Legacy'],
  [
    '<p>The Subaru Legacy was launched in 1989.</p>',
    'year',
    1989,
    'The Subaru Legacy was launched in 1989',
    'Subaru Legacy',
  ],
  ['<p>Best Subaru Legacy of the 2008 show.</p>', 'year', 2008, 'Best Subaru Legacy of the 2008 show', 'Subaru Legacy'],
  ['<p>Year</p><p>Make</p><p>2001</p>', 'year', 2001, 'Make 2001', 'Subaru Legacy'],
  [
    '<p>Last four of the chassis 4352 and this 1HGCM82633A004352 is my daily.</p>',
    'vin',
    '1HGCM82633A004352',
    '1HGCM82633A004352',
  ],
  ['<p>Engine 1HGCM82633A004352</p>', 'vin', '1HGCM82633A004352', '1HGCM82633A004352'],
  [
    '<p>We are a family business. Our customers love us and our cars drive well everywhere in the world.</p>',
    'description',
    '',
    'We are a family business. Our customers love us and our cars drive well everywhere in the world.',
  ],
  [
    '<p>The Subaru Legacy is a mid-size car built by Subaru since 1989. It was replaced by other vehicles with a bigger engine.</p>',
    'description',
    '',
    'The Subaru Legacy is a mid-size car built by Subaru since 1989. It was replaced by other vehicles with a bigger engine.',
  ],
];

describe('a sentence', () => {
  test.for(STATEMENTS)('that states it proves a value: %s', (statement) => {
    expect(proven(statement)).toMatchObject({
      facts: expect.arrayContaining([expect.objectContaining({ method: 'model', value: statement[2] })]),
    });
  });

  test.for(OTHER_STATEMENTS)('that says something else proves none: %s', (statement) => {
    expect(proven(statement)).toEqual({ refused: expect.any(String) });
  });
});
