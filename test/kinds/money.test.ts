/** Amounts as sites write them, and figures that are no amount. */
import { kind, ld, page, rows } from './kind.ts';

const priced = (label: string, text: string, lang: string): string =>
  page('2014 Honda Civic', rows({ VIN: '2HGFB2F59EH512345', [label]: text }), { lang });
const asked = (asking_price: number | null, currency: string | null) => ({ asking_price, currency });
const data = (price: unknown, priceCurrency: string): string =>
  page(
    '2014 Honda Civic',
    ld({
      '@type': 'Car',
      name: '2014 Honda Civic',
      vehicleIdentificationNumber: '2HGFB2F59EH512345',
      offers: { '@type': 'Offer', price, priceCurrency },
    }),
  );

kind('money', {
  read: [
    [
      'www.autobazar-vltava.example/1',
      'koruny, whose K is no thousand',
      priced('Cena', '12 590 Kč', 'cs'),
      asked(12590, 'CZK'),
    ],
    ['www.autobazar-vltava.example/2', 'koruny in data', data('12 590 Kč', 'CZK'), asked(12590, 'CZK')],
    ['cars.souq.example.com.kw/3', 'three decimals', priced('Price', '2,423.923 KD', 'en'), asked(2423.923, 'KWD')],
    ['www.brightway.example/4', 'a space behind the point', priced('Price', '$ 4119. 95', 'en'), asked(4119.95, 'USD')],
    ['www.formosa-cars.example/5', 'a sign with a prefix', priced('Price', 'NT$ 850,000', 'en'), asked(850000, 'TWD')],
    ['carros-caribe.example/6', 'another', priced('Precio', 'RD$ 850,000', 'es'), asked(850000, 'DOP')],
    ['www.kingston-wheels.example/7', 'another', priced('Price', 'J$ 1,850,000', 'en'), asked(1850000, 'JMD')],
    ['autos-pampa.example/8', 'another', priced('Precio', 'AR$ 8.500.000', 'es'), asked(8500000, 'ARS')],
    ['carros-andes.example/9', 'another', priced('Precio', 'COL$ 48.500.000', 'es'), asked(48500000, 'COP')],
    ['avto-volga.example/10', 'an everyday name', priced('Цена', '850 000 руб.', 'ru'), asked(850000, 'RUB')],
    ['avto-dnipro.example/11', 'an everyday name', priced('Ціна', '412 000 грн', 'uk'), asked(412000, 'UAH')],
    ['www.masini-vest.example/12', 'an everyday name', priced('Preț', '41.500 lei', 'ro'), asked(41500, 'RON')],
    ['www.oto-pazar.example/13', 'an everyday name', priced('Fiyat', '745.000 TL', 'tr'), asked(745000, 'TRY')],
    ['koli-balkan.example/14', 'an everyday name', priced('Цена', '12 400 лв.', 'bg'), asked(12400, 'BGN')],
    ['www.kereta-kl.example/15', 'an everyday name', priced('Harga', 'RM 48,800', 'ms'), asked(48800, 'MYR')],
    ['auta-lodz.example/16', 'an everyday name', priced('Cena', '38 900 pln', 'pl'), asked(38900, 'PLN')],
    [
      'www.brightway.example/17',
      'amount and currency in sibling elements',
      page(
        '2014 Honda Civic',
        '<dl><dt>VIN</dt><dd>2HGFB2F59EH512345</dd></dl><div class="price"><span>8 500</span><span>EUR</span></div>',
      ),
      asked(8500, 'EUR'),
    ],
    [
      'www.brightway.example/18',
      'an offer that its seller makes',
      page(
        '2014 Honda Civic',
        ld({
          '@type': 'AutoDealer',
          name: 'Brightway',
          makesOffer: {
            '@type': 'Offer',
            price: 8500,
            priceCurrency: 'EUR',
            itemOffered: { '@type': 'Car', name: '2014 Honda Civic', vehicleIdentificationNumber: '2HGFB2F59EH512345' },
          },
        }),
      ),
      asked(8500, 'EUR'),
    ],
  ],
  notRead: [
    ['www.brightway.example/19', 'a masked price', priced('Price', '$45,xxx', 'en'), asked(null, null)],
    ['www.palm-auto.example/20', 'a placeholder', priced('Price', '$123,456,789', 'en'), asked(null, null)],
    ['www.palm-auto.example/21', 'another', priced('Price', '$1,234,567', 'en'), asked(null, null)],
    ['www.formosa-cars.example/22', 'another, in data', data('11111111', 'TWD'), asked(null, null)],
    [
      'hammer-hall.example/lot/23',
      'what a car cost when new, in an auction that runs',
      page(
        '2002 Honda Civic',
        '<div>Current bid</div><div>$4,200</div><div>Time left</div><div>2 days</div><dl><dt>VIN</dt><dd>1HGCM82633A004352</dd></dl>',
        { text: 'This Civic carried a retail price of $37,870 and an MSRP of $36,900 when it was new in Ohio.' },
      ),
      { ...asked(null, null), sale_price: null },
    ],
    ['www.palm-auto.example/24', 'the deposit beside no price', priced('Deposit', '$500', 'en'), asked(null, null)],
  ],
});
