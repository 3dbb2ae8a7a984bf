/** Pages that name a vehicle and offer none, told by their titles and by labels only such a page has. */
import { describe, expect, it } from 'vitest';
import { openDocument } from '../document/document.ts';
import { anchorOf } from '../subject/identity.ts';
import { nonListing } from './non-listing.ts';

function why(html: string, identified = false): string | undefined {
  const page = openDocument(html, 'https://www.market.example/x');
  return nonListing(page, anchorOf(page), identified ? 'reading' : undefined);
}
const titled = (title: string, identified = false) => why(`<head><title>${title}</title></head>`, identified);
const CAR = '<head><title>2004 Honda Civic</title></head><h1>2004 Honda Civic</h1>';

describe('a section of parts in the address', () => {
  const at = (path: string): string | undefined => {
    const page = openDocument(CAR, `https://www.market.example${path}`);
    return nonListing(page, anchorOf(page), 'vin');
  };

  it.each([
    '/pts/d/engine/6412345678.html',
    '/ptd/6412345678.html',
    '/mpo/d/x/1.html',
    '/Auto-Parts/7',
    '/car_parts/7',
  ])('offers none: %s', (path) => expect(at(path)).toBe('the page stands among parts'));

  it.each(['/cto/d/engine/6412345678.html', '/pts/about', '/smart-parts-for-sale/7', '/cars/parts/7'])(
    'is none: %s',
    (path) => expect(at(path)).toBeUndefined(),
  );
});

describe('a category that the page names for itself', () => {
  const filed = (text: string) => why(`${CAR}<a><strong>Category</strong>${text}</a>`, true);

  it.each(['Parts', 'Wheels', 'Parts &amp; Accessories', 'Automobilia', 'Charity &amp; Non-Profit'])(
    'offers none: %s',
    (text) => expect(filed(text)).toBe('the page sells a part or a collectible'),
  );

  it.each(['Truck &amp; 4x4', 'Motorcycles', 'Boats', 'Projects', 'Race Cars'])('is one of vehicles: %s', (text) =>
    expect(filed(text)).toBeUndefined(),
  );
});

describe('a section of parts in the trail', () => {
  const under = (trail: string) => why(`${CAR}<div>${trail}</div>`, true);

  it.each([
    'Start › Auto, Rad › Autoteile &amp; Reifen › Scheinwerfer',
    'Strona główna / Motoryzacja / Części samochodowe / Lampy',
    'Accueil > Pièces détachées > Honda',
    'Главная → Запчасти → Фары',
    'Anasayfa > Yedek Parça > Honda',
  ])('offers none: %s', (trail) => expect(under(trail)).toBe('the page stands among parts'));

  it.each(['Home > Cars > Honda > Civic', 'Parts | Service | Cars', 'Start › Autos › Honda', 'Главная → Авто → Honda'])(
    'is none: %s',
    (trail) => expect(under(trail)).toBeUndefined(),
  );
});

describe('a label that only parts have', () => {
  it.each([
    'Przebieg samochodu dawcy',
    'Numer katalogowy części',
    'Véhicule donneur',
    'Vehículo donante',
    'Onderdeelnummer',
    'Номер детали',
    'Parça numarası',
    '部品番号',
  ])('tells of one whatever is known of the car it came from: %s', (label) => {
    expect(why(`${CAR}<dl><dt>${label}</dt><dd>7</dd></dl>`, true)).toBe('the page describes a part');
  });

  it.each(['Przebieg', 'Numer oferty', 'Véhicule', 'Numéro de série', 'Номер кузова'])('is none: %s', (label) =>
    expect(why(`${CAR}<dl><dt>${label}</dt><dd>7</dd></dl>`, true)).toBeUndefined(),
  );
});

describe('a title', () => {
  it.each([
    ['WTB: Honda Civic', 'somebody looks for such a vehicle'],
    ['Wanted - Porsche 911', 'somebody looks for such a vehicle'],
    ['Looking for a Honda Civic', 'somebody looks for such a vehicle'],
    ['Suche Honda Civic', 'somebody looks for such a vehicle'],
    ['Recherche Honda Civic', 'somebody looks for such a vehicle'],
    ['Rent a Honda Civic', 'the vehicle is for rent'],
    ['Honda Civic for hire', 'the vehicle is for rent'],
    ['Honda Civic Leasingangebot', 'the vehicle is for rent'],
    ['Honda Civic zu vermieten', 'the vehicle is for rent'],
    ['How much oil for a Honda Civic', 'somebody asks a question'],
    ['Honda Civic: help needed', 'somebody asks a question'],
    ['Should I buy a Honda Civic', 'somebody asks a question'],
    ['Sell your Honda Civic', 'the page buys vehicles'],
    ['Trade in my Honda Civic', 'the page buys vehicles'],
    ['Honda Civic history report', 'the page is a report on a vehicle'],
    ['VIN check: Honda Civic', 'the page is a report on a vehicle'],
    ['2022 Honda Civic vs. 2022 Toyota Corolla', 'the page compares vehicles'],
    ['Honda Civic versus Toyota Corolla', 'the page compares vehicles'],
    ['2004 Honda Civic engine and gearbox - auto parts', 'the page stands among parts'],
    ['2004 Honda Civic K20 - car parts - by owner', 'the page stands among parts'],
    ['1:18 Porsche 911', 'the title names a model of a vehicle'],
    ['Hot Wheels Honda Civic', 'the title names a model of a vehicle'],
    ['Porsche 911 die-cast', 'the title names a model of a vehicle'],
    ['Illuminated Porsche Sign', 'the page sells a part or a collectible'],
    ["1972 Porsche 911 Owner's Manual", 'the page sells a part or a collectible'],
    ['1948 Wayne 70 Gas Pump | Some Auction', 'the page sells a part or a collectible'],
    ['Heuer Autavia Chronograph for sale on Some Auction', 'the page sells a part or a collectible'],
  ])('%j: %s, whatever is proven of it', (title, reason) => {
    expect([titled(title), titled(title, true)]).toEqual([reason, reason]);
  });

  it.each([
    ['Honda Civic specs', 'the page tells the data of a model'],
    ['Honda Civic Technische Daten', 'the page tells the data of a model'],
    ['BBS Wheels for Porsche 911', 'the title names a part or a collectible'],
    ['Used 1972 Porsche 911 Seats', 'the title names a part or a collectible'],
    ['1972 Porsche 911 Engine | Some Shop', 'the title names a part or a collectible'],
    ['1968-1972 Pontiac GTO', 'the title names a range of model years'],
    ['1968-72 Pontiac GTO', 'the title names a range of model years'],
  ])('%j: %s, unless a VIN or a reading is proven', (title, reason) => {
    expect([titled(title), titled(title, true)]).toEqual([reason, undefined]);
  });

  it.each([
    'Felgen for Honda Civic',
    'Tires for your 2016 RAM 1500 Laramie',
    'Ban Mobil Toyota Avanza GT Radial',
    'Winterreifen Opel Astra K',
    'Opony zimowe Skoda Octavia III',
    'Шины Nokian для Kia Rio',
    'タイヤ 4本セット トヨタ プリウス',
  ])('%j names wheels or tyres, unless a VIN is proven', (title) => {
    const page = openDocument(`<head><title>${title}</title></head>`, 'https://www.market.example/x');
    const reasons = [undefined, 'reading', 'vin'] as const;
    expect(reasons.map((identified) => nonListing(page, anchorOf(page), identified))).toEqual([
      'the title names a part or a collectible',
      'the title names a part or a collectible',
      undefined,
    ]);
  });

  it('with the size of a tyre is of no car', () => {
    expect(titled('Goodyear EfficientGrip 205/55 R16 Honda Civic', true)).toBe(
      'the title names a part or a collectible',
    );
    expect(titled('2004 Honda Civic, 5/2025, 140/190 km', true)).toBeUndefined();
  });

  it.each(['Honda Civic mit neuen Winterreifen', 'Honda Civic 2004, Felgen neu', 'Lastikleri yeni Honda Civic'])(
    '%j praises the wheels of a car',
    (title) => expect(titled(title, true)).toBeUndefined(),
  );

  it.each([
    '2004 Honda Civic',
    '2004 Honda Civic with spare engine',
    '2004 Honda Civic and hardtop, new seats',
    '2004 Honda Civic w/ spare wheels',
    '2004 Honda Civic Engine Swap',
    'Honda Civic engine swap',
    'Used 1972 Porsche 911 with new seats',
    '2004 Honda Civic - engine',
    '2004 Honda Civic vs. the world',
    'Honda Civic wanted for nothing',
    'Honda Civic 12004-05',
  ])('%j offers a vehicle', (title) => {
    expect(titled(title)).toBeUndefined();
  });
});

describe('of several titles', () => {
  const heading = (title: string, main: string) => why(`<head><title>${title}</title></head><h1>${main}</h1>`);

  it('any tells of a search, a rental, a purchase or a toy', () => {
    for (const [title, reason] of [
      ['Suche Honda Civic', 'somebody looks for such a vehicle'],
      ['Rent a Honda Civic', 'the vehicle is for rent'],
      ['Honda Civic: help needed', 'somebody asks a question'],
      ['Sell your Honda Civic', 'the page buys vehicles'],
      ['1:18 Honda Civic', 'the title names a model of a vehicle'],
    ] as const)
      expect([heading(title, '2004 Honda Civic'), heading('2004 Honda Civic', title)]).toEqual([reason, reason]);
  });

  it("the page's and the main one tell of a report, a comparison and a model's data", () => {
    for (const [title, reason] of [
      ['Honda Civic history report', 'the page is a report on a vehicle'],
      ['Honda Civic vs. Toyota Corolla', 'the page compares vehicles'],
      ['Honda Civic specs', 'the page tells the data of a model'],
    ] as const)
      expect([heading(title, '2004 Honda Civic'), heading('2004 Honda Civic', title)]).toEqual([reason, reason]);
  });

  it('the first that names a make tells of a part', () => {
    expect(heading('Wheels for Honda Civic', '2004 Honda Civic')).toBeUndefined();
    expect(
      why('<head><title>Wheels for sale</title></head><meta property="og:title" content="2004 Honda Civic">'),
    ).toBeUndefined();
    const shared = '<meta property="og:title" content="Wheels for everything">';
    expect(why(`${shared}<head><title>2004 Honda Civic</title></head>`)).toBeUndefined();
    expect(titled('Wheels for everything')).toBe('the title names a part or a collectible');
  });
});

describe('a line of the page', () => {
  const line = (text: string, identified = false) => why(`${CAR}<p>${text}</p>`, identified);

  it('tells of a rate by the day, among the first sixty', () => {
    expect(line('$49 / day')).toBe('the vehicle is for rent');
    expect(line('ab €49 pro Tag', true)).toBe('the vehicle is for rent');
    const lines = '<p>A line of the page</p>';
    expect(why(`<h1>Honda Civic</h1>${lines.repeat(58)}<p>$49 per day</p>`)).toBe('the vehicle is for rent');
    expect(why(`<h1>Honda Civic</h1>${lines.repeat(59)}<p>$49 per day</p>`)).toBeUndefined();
  });

  it('asks a question in a main heading', () => {
    expect(why(`${CAR}<h1>Help needed</h1>`)).toBe('somebody asks a question');
    expect(why(`${CAR}<h2>Help needed</h2>`)).toBeUndefined();
  });

  it('tells of a decoder where a heading asks for another VIN', () => {
    expect(why(`${CAR}<h3>Decode another VIN</h3>`)).toBe('the page is a report on a vehicle');
    expect(line('Decode another VIN')).toBeUndefined();
  });

  it.each(['Part number', 'OEM number: 123', 'MPN', 'Compatible with:', 'Teilenummer'])(
    'tells of a part where no car is identified: %j',
    (text) => {
      expect([line(text), line(text, true)]).toEqual(['the page describes a part', undefined]);
    },
  );

  it.each([
    'Manufacturer Part Number',
    'Interchange part number: 4',
    'Placement on Vehicle',
    'Donor VIN',
    'Fitment type',
  ])('tells of a part whatever else is proven: %j', (text) => {
    expect([line(text), line(text, true)]).toEqual(['the page describes a part', 'the page describes a part']);
  });

  it.each(['Starting MSRP', 'Build & Price', 'Choose your trim', 'Available trims'])(
    'tells of a model that can be ordered: %j',
    (text) => {
      expect([line(text), line(text, true)]).toEqual(['the page presents a model, not one vehicle', undefined]);
    },
  );

  it('tells nothing among other cars, nor when it is a sentence', () => {
    expect(why(`${CAR}<div class="similar"><p>Part number</p></div>`)).toBeUndefined();
    expect(line(`Fits: ${'what the seller writes '.repeat(4)}`)).toBeUndefined();
  });
});

describe('a thing that stands first in the title', () => {
  it.each([
    'Двигатель CDA 1.8 TSI Skoda Octavia A5 2011 г. пробег 98 000 км',
    'Контрактная АКПП Toyota Camry 2012',
    'Silnik 1.9 TDI Volkswagen Passat B5',
    'Boîte de vitesses Renault Clio 2009',
    'Paraurti Audi A4 2015 originale',
    'Getriebe BMW 320d 2008',
  ])('is what is sold, whatever the car has run: %s', (title) =>
    expect(titled(title, true)).toBe('the title names a part or a collectible'),
  );

  it.each([
    'Pneus neufs, Renault Clio 2009',
    'Llantas nuevas Seat Ibiza 2010',
    '2008 Skoda Octavia, двигатель 1.8',
    'Silnica Ford Focus 2009',
  ])('may be the praise of a car: %s', (title) => expect(titled(title, true)).toBeUndefined());
});

describe('what the data of a page say of its offer', () => {
  const told = (data: unknown, identified = false) =>
    why(`${CAR}<script type="application/ld+json">${JSON.stringify(data)}</script>`, identified);
  const car = { '@type': 'Car', name: 'Honda Civic', vehicleModelDate: '2004' };

  it.each([
    { ...car, offers: { '@type': 'Offer', price: 90, businessFunction: 'http://purl.org/goodrelations/v1#LeaseOut' } },
    {
      ...car,
      offers: {
        '@type': 'Offer',
        priceSpecification: { '@type': 'UnitPriceSpecification', price: 90, unitCode: 'DAY' },
      },
    },
  ])('is a rent: %j', (data) => expect(told(data)).toBe('the vehicle is for rent'));

  it('is a sale where they say so', () => {
    const offers = { '@type': 'Offer', price: 4_900, businessFunction: 'http://purl.org/goodrelations/v1#Sell' };
    expect(told({ ...car, offers })).toBeUndefined();
  });

  it('is none where they review a model, unless one car is identified', () => {
    expect(told({ '@type': 'Review', itemReviewed: car })).toBe('the page reviews a model');
    expect(told({ '@type': 'Review', itemReviewed: car }, true)).toBeUndefined();
    expect(
      told({ ...car, review: { '@type': 'Review', itemReviewed: { '@type': 'AutoDealer', name: 'Lake Cars' } } }),
    ).toBeUndefined();
  });

  it.each(['11.900 ISK per day', '59 € / Tag', 'dès 45€ par jour', 'from 399 kr per dag'])(
    'is a rent by the day: %s',
    (text) => expect(why(`${CAR}<p>${text}</p>`)).toBe('the vehicle is for rent'),
  );

  it.each(['4.900 € for a day at the lake', '11.900 ISK', 'a mile per day'])('is no rent: %s', (text) =>
    expect(why(`${CAR}<p>${text}</p>`)).toBeUndefined(),
  );
});
