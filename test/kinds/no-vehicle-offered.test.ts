/** Pages about vehicles that offer none: comparisons, work done on cars, parts with the data of their donor, front pages. */
import { kind, page, rows } from './kind.ts';

const FACTS = rows({ Transmission: 'Automatic', Engine: '2.0 L', Colour: 'Red' });

kind('pages that offer no vehicle', {
  read: [
    [
      'www.autohof-nord.example/f/1',
      'one car, however it is praised beside another',
      page('Kia Sportage 2019 besser als Hyundai', `<p>EUR 18.900</p><p>Tacho: 61.000 km</p>${FACTS}`, { lang: 'de' }),
      { make: 'Kia', mileage: 61000 },
    ],
    [
      'detailed-cars.example/v/2',
      'a car that was detailed before the sale',
      page('2015 BMW 328i, fresh detailing', `<p>Price: $14,900</p><p>Mileage: 81,000 miles</p>${FACTS}`),
      { make: 'BMW', mileage: 81000 },
    ],
    [
      'moto-czarna.example/o/3',
      'a car with a new alternator',
      page('Volkswagen Passat 2008 nowy alternator', '<p>Cena: 14 900 zł</p><p>Przebieg: 243 000 km</p>', {
        lang: 'pl',
      }),
      { make: 'Volkswagen', mileage: 243000 },
    ],
  ],
  notRead: [
    [
      'qarin.example/c/11',
      'a comparison in Arabic',
      page(
        'مقارنة كيا سبورتاج 2025 مع هيونداي توسان 2025',
        rows({ المحرك: '2.0 لتر', 'ناقل الحركة': 'أوتوماتيك', السعر: '109,900 ريال' }),
        {
          lang: 'ar',
        },
      ),
      { kind: 'not_a_vehicle' },
    ],
    [
      'porownaj.example/c/12',
      'a comparison in Polish',
      page(
        'Porównanie: Kia Sportage 2022 i Hyundai Tucson 2022',
        '<p>Cena: 119 900 zł</p><p>Skrzynia biegów: automatyczna</p>',
        {
          lang: 'pl',
        },
      ),
      { kind: 'not_a_vehicle' },
    ],
    [
      'brillo.example/s/13',
      'work on cars, with the last one it was done on',
      '<html lang="es"><head><title>Tratamiento cerámico en Soria desde 349 €</title></head><body><h1>Tratamiento cerámico para tu coche</h1><h2>Último trabajo: BMW M3 2021 en azul</h2><p>Nos llegó este BMW M3 de 2021 con 38.000 km. Cambio automático, llantas negras y muchas ganas de brillar otra vez.</p><p>Precio: 349 €</p></body></html>',
      { kind: 'not_a_vehicle' },
    ],
    [
      'czesci-bis.example/p/14',
      'a part with the data of the car it comes from',
      page(
        'Rozrusznik Volkswagen Passat B6 2.0 TDI',
        '<p>Cena: 189 zł</p><h2>Dane pojazdu, z którego pochodzi część</h2><p>VIN: WVWZZZ3CZ8E114902</p><p>Przebieg: 243 000 km</p><p>Rok produkcji: 2008</p>',
        { lang: 'pl' },
      ),
      { kind: 'not_a_vehicle' },
    ],
    [
      'autoparc.example/',
      'the front page of a dealer, headed by the car of the month',
      page(
        'Dacia Duster 2020, de la 14.490 €',
        '<h2>Stoc</h2><h3>Volkswagen Passat</h3><p>15.990 €</p><h3>Skoda Superb</h3><p>14.750 €</p><h3>Ford Focus</h3><p>9.990 €</p>',
        { lang: 'ro' },
      ),
      { kind: 'list' },
    ],
    [
      'home-used.example/g/15',
      'the year in which the papers end, and the distance of an oil change',
      page(
        'Toyota Corolla LE',
        '<p>Price: GH₵ 168,000</p><p>Automatic transmission</p><p>Registered: GW 2207-19, roadworthy up to May 2027.</p><p>Gear oil at 75,000 miles</p>',
      ),
      { year: null, mileage: null },
    ],
    [
      'site-do-dono.example/16',
      'the year of the model under the label of the model',
      page('VW Gol 1.6 2009/2010', '<p>R$ 24.900</p><p>Km: 68.900</p><p>mod: 2010</p>', { lang: 'pt' }),
      { model: 'Gol' },
    ],
  ],
});
