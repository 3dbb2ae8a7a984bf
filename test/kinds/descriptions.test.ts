/** Texts about the car, and the longest texts of a page that are not. */
import { kind } from './kind.ts';

const OWN = 'One owner since new, the engine was rebuilt at 90,000 miles and the car has been garaged every winter.';
const listing = (body: string): string =>
  `<html lang="en"><head><title>1987 Saab 900 Turbo</title></head><body><h1>1987 Saab 900 Turbo</h1><p>Price: $6,900</p><p>Mileage: 141,000 miles</p>${body}</body></html>`;
const tooltip =
  '<div role="tooltip" hidden>This mark is given to a car whose engine was checked by us before it was offered. The condition is graded from one to five by an inspector of the house.</div>';
const terms =
  '<div><p>All vehicles are sold as seen. The company accepts no liability for any error in the description of the car, its engine or mileage, and these terms and conditions apply to every sale.</p></div>';
const rules =
  '<div class="lot-side"><p>Bidders must register before the auction ends and are bound by their bids on every vehicle. The winning bidder pays a premium of five percent.</p></div>';
const insurance =
  '<div><p>Insure this car from 19 a month: our policy covers the engine, the gearbox and paint damage. A quote for your vehicle takes two minutes.</p></div>';
const own = (added: string): string => listing(`<div class="description"><p>${OWN}</p><p>${added}</p></div>`);
const SAID = { description: OWN } as const;
const NONE = { kind: 'listing', description: null } as const;

kind('a description', {
  read: [
    ['www.vrakar.example/bil/1', 'beside a longer tooltip', listing(`${tooltip}<p>${OWN}</p>`), SAID],
    ['autokoda.example/ad-2', 'beside longer terms', listing(`<p>${OWN}</p>${terms}`), SAID],
    ['hammer-hall.example/lot/3', 'beside the rules of bidding', listing(`${rules}<p>${OWN}</p>`), SAID],
    ['www.brightway.example/4', 'without the offer of a report', own('View the free history report'), SAID],
    ['www.tidewater-ads.example/5', 'without the way to report it', own('Report this advert'), SAID],
    ['www.oldport.example/ad/6', 'without the link to the whole', own('See full description'), SAID],
    ['anuncios-sur.example/7', 'without the number of its publication', own('Publication no. 480311'), SAID],
  ],
  notRead: [
    ['www.vrakar.example/bil/11', 'a hidden tooltip', listing(tooltip), NONE],
    ['autokoda.example/ad-12', 'legal terms', listing(terms), NONE],
    ['hammer-hall.example/lot/13', 'the rules of bidding', listing(rules), NONE],
    ['www.brightway.example/14', 'an insurance', listing(insurance), NONE],
  ],
});
