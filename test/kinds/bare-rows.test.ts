/** Rows of bare values under a heading, in lists, tiles and single lines, and rows that are no such thing. */
import { kind, page } from './kind.ts';

const items = (...texts: readonly string[]): string => `<ul>${texts.map((text) => `<li>${text}</li>`).join('')}</ul>`;
const tiles = (...texts: readonly string[]): string =>
  `<div class="k">${texts.map((text) => `<div><i></i><span>${text}</span></div>`).join('')}</div>`;

kind('rows of bare values', {
  read: [
    [
      'www.bonnes-autos.example/v/1',
      'one line with points between',
      page('Renault Clio III', '<p>2011 · 143 200 km · Essence · Manuelle</p><p>4 900 €</p>', { lang: 'fr' }),
      { year: 2011, mileage: 143200, transmission: 'Manuelle' },
    ],
    [
      'coches-rioja.example/v/2',
      'a list with the colour and the engine among them',
      page(
        'Seat León FR',
        `<p>15.490 €</p>${items('03/2019', 'Manual', '68.250 km', 'Gasolina', '5 puertas', '130 cv', '1.498 cc', 'Blanco')}`,
        { lang: 'es' },
      ),
      { year: 2019, mileage: 68250, transmission: 'Manual', engine: '1.498 cc', color: 'Blanco' },
    ],
    [
      'auto-dvor.example/v/3',
      'tiles',
      page('Škoda Fabia', `<p>89 000 Kč</p>${tiles('2012', '171 400 km', 'Benzín', '1.2 l', 'Manuální')}`, {
        lang: 'cs',
      }),
      { year: 2012, mileage: 171400, engine: '1.2 l', transmission: 'Manuální' },
    ],
    [
      'avto-ryad.example/v/4',
      'a line with commas',
      page('Лада Веста', '<p>780 000 ₽</p><p>2019, 84 000 км, бензин, механика</p>', { lang: 'ru' }),
      { year: 2019, mileage: 84000, transmission: 'механика' },
    ],
  ],
  notRead: [
    [
      'coches-rioja.example/v/11',
      'labels that are not known beside their values: the colour is the inside’s',
      page(
        'Seat León FR',
        `<p>15.490 €</p>${items('Recorrido', '68.250 km', 'Combustible', 'Gasolina', 'Interior', 'Blanco', 'Tapizado', 'Tela')}`,
        { lang: 'es' },
      ),
      { color: null },
    ],
    [
      'www.bonnes-autos.example/v/12',
      'two rows of different cars',
      page(
        'Renault Clio III',
        '<p>4 900 €</p><p>Année : 2010</p><p>2011 · 143 200 km · Essence · Manuelle</p><p>2014 · 99 000 km · Diesel · Automatique</p>',
        { lang: 'fr' },
      ),
      { year: 2010, transmission: null },
    ],
    [
      'avto-ryad.example/v/13',
      'words of a sentence with commas',
      page(
        'Лада Веста',
        '<p>780 000 ₽</p><p>Проехала 84 000 км, механика крепкая, автомат не предлагать, 2024 колёса</p>',
        {
          lang: 'ru',
        },
      ),
      { year: null, transmission: null },
    ],
    [
      'auto-dvor.example/v/14',
      'a row of what is charged and how far it goes',
      page('Škoda Enyaq', `<p>890 000 Kč</p>${tiles('Dojezd', '520 km', 'Spotřeba', '16 kWh', 'Baterie 2021')}`, {
        lang: 'cs',
      }),
      { mileage: null, year: null },
    ],
  ],
});
