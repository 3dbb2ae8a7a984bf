/** What private sellers write without labels, and sentences that only sound so. */
import { kind, page } from './kind.ts';

const advert = (text: string, title = '1996 Volvo 850'): string =>
  page(title, `<p>Price: £3,400</p><p>Mileage: 141,000 miles</p><div class="description"><p>${text}</p></div>`, {
    text: 'Calls after six, please.',
  });

kind('the prose of private sellers', {
  read: [
    [
      'www.oldport.example/ad/1',
      'a colour outside',
      advert('My Volvo is pearl white outside and has been kept in a garage since I bought it in 2009.'),
      { color: 'pearl white' },
    ],
    [
      'club-estate.example/2',
      'a colour with its leather',
      advert('For sale is my estate, grey with black leather, one owner before me and a full folder of bills.'),
      { color: 'grey' },
    ],
    [
      'www.tidewater-ads.example/3',
      'a gearbox misspelled',
      advert('Runs very well, automatick, new tyres last spring, and the heater is as good as it ever was.'),
      { transmission: 'automatick' },
    ],
    [
      'club-estate.example/4',
      'a colour that was ordered',
      advert('This car was specified in Slate Grey Metallic & has never been off the road for more than a week.'),
      { color: 'Slate Grey Metallic' },
    ],
    [
      'www.oldport.example/ad/5',
      'an engine in a heading',
      page('1996 BMW 328i', '<h2>6 Cylinder Turbo</h2><p>Price: £3,400</p><p>Mileage: 141,000 miles</p>'),
      { engine: '6 Cylinder Turbo' },
    ],
    [
      'www.tidewater-ads.example/6',
      'a list with commas',
      advert('Estate, cold ac, grey with black leather, manual, tow bar, runs great and needs nothing'),
      { mileage: 141000, color: 'grey', transmission: 'manual' },
    ],
  ],
  notRead: [
    [
      'www.oldport.example/ad/10',
      'a heading that speaks of a part of an engine',
      page(
        '1996 BMW 328i',
        '<h2>6 Cylinder head gaskets replaced</h2><p>Price: £3,400</p><p>Mileage: 141,000 miles</p>',
      ),
      { engine: null },
    ],
    [
      'www.oldport.example/ad/11',
      'the colour of something else',
      advert('The mats are blue, the radio came from another car, and I kept every bill since I bought it new.'),
      { color: null },
    ],
    [
      'club-estate.example/12',
      'a gearbox that somebody else has',
      advert('I am selling because my wife only drives automatic cars, and this one deserves to be used more.'),
      { transmission: null },
    ],
    [
      'www.tidewater-ads.example/13',
      'a colour that it once had',
      advert('It used to be green before the last owner, as the old photographs in the folder still show well.'),
      { color: null },
    ],
    [
      'www.tidewater-ads.example/14',
      'an engine that might be put in',
      advert('There is room enough under the bonnet for a 5.0 V8 if you like, but the car deserves better care.'),
      { engine: null },
    ],
  ],
});
