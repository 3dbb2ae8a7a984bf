/** What private sellers say in sentences of their own languages, where their pages have no field for it. */
import { kind, page } from './kind.ts';

/** A board of adverts that has a heading, a text, and nothing else. */
const advert = (lang: string, title: string, text: string): string =>
  `<html lang="${lang}"><head><title>${title} | Anno</title></head><body><div><a href="/">Start</a></div><h1>${title}</h1><div class="txt"><p>${text.replaceAll('\n', '</p><p>')}</p></div></body></html>`;
/** The same below fields for the price and the distance. */
const fielded = (lang: string, title: string, text: string): string =>
  page(title, '<p>EUR 3.400</p><table><tr><td>Tacho</td><td>141.000 km</td></tr></table>', { lang, text });

kind('the prose of other languages', {
  read: [
    [
      'kleinmarkt.example/a/1',
      'German',
      advert(
        'de',
        'Verkaufe Opel Astra',
        'Verkaufe meinen Opel Astra Baujahr 2006 wegen Neuanschaffung, gekauft 2011 mit 60.000 km, jetzt 164.500 km.\n5-Gang Schaltgetriebe, Farbe ist silbergrau, TÜV bis Mai. Zahnriemen bei 120.000 km gewechselt. VB 1.900 €, kein Tausch gegen Roller für 500 €.',
      ),
      { year: 2006, mileage: 164500, transmission: '5-Gang Schaltgetriebe', color: 'silbergrau', asking_price: 1900 },
    ],
    [
      'petites-annonces.example/b/2',
      'French',
      advert(
        'fr',
        'Vends Peugeot 206',
        'Je vends ma Peugeot 206 de 2004, elle a actuellement 187 000 km au compteur.\nBoîte manuelle, couleur gris clair, entretien suivi. Prix : 1 850 €, pas sérieux s’abstenir.',
      ),
      { year: 2004, mileage: 187000, transmission: 'Boîte manuelle', color: 'gris clair', asking_price: 1850 },
    ],
    [
      'coches-de-casa.example/c/3',
      'Spanish',
      advert(
        'es',
        'Seat Ibiza en venta',
        'Vendo mi Seat Ibiza 1.9 TDI del año 2003, siempre en garaje, tiene 231.000 km reales.\nCambio manual, color azul oscuro, correa cambiada hace poco. Pido 1.600 euros.',
      ),
      {
        year: 2003,
        mileage: 231000,
        transmission: 'Cambio manual',
        color: 'azul oscuro',
        engine: '1.9 TDI',
        asking_price: 1600,
      },
    ],
    [
      'ogloszenia-lokalne.example/d/4',
      'Polish',
      advert(
        'pl',
        'Sprzedam Toyota Yaris',
        'Sprzedam Toyota Yaris 2008 rok, drugi właściciel, obecnie ma 142 tys. km.\nSkrzynia manualna, kolor czerwony, opony zimowe w cenie. Cena 13 500 zł do rozmowy.',
      ),
      { year: 2008, mileage: 142000, transmission: 'Skrzynia manualna', color: 'czerwony', asking_price: 13500 },
    ],
    [
      'apro-foto.example/e/5',
      'Hungarian',
      advert(
        'hu',
        'ELADÓ SUZUKI IGNIS!!!',
        'Eladó a 2005-ös Suzuki Ignis, 2014-ben vettük 70ezer km-rel, most 131.200 km van benne, jó állapotú autó.\nKlíma, 5 seb. manuális váltó, olajat 10 ezer km után cseréltem. Irányár: 690 ezer Ft.',
      ),
      { year: 2005, model: 'Ignis', mileage: 131200, transmission: '5 seb. manuális váltó' },
    ],
    [
      'annunci-paese.example/f/6',
      'Italian',
      advert(
        'it',
        'Vendo Fiat Panda',
        'Vendo Fiat Panda 1.3 Multijet del 2009, unico proprietario, attualmente 118.000 km certificati.\nCambio manuale, colore bianco, gomme nuove. Chiedo 3.200 euro trattabili.',
      ),
      {
        year: 2009,
        mileage: 118000,
        transmission: 'Cambio manuale',
        color: 'bianco',
        engine: '1.3 Multijet',
        asking_price: 3200,
      },
    ],
    [
      'torg.example/g/7',
      'a line in bold letters over the text, in a page made by hand',
      '<html><head><title>Min sida</title></head><body><center><font size="6">Min sida</font></center><p><b>Volvo 240 GL 1989</b></p><p>Säljer min fina Volvo 240, bilen har alltid stått i garage och är besiktigad utan anmärkning i maj.</p><p>Den har gått 198 000 km nu. Pris 24 000 kr.</p></body></html>',
      { make: 'Volvo', model: '240', year: 1989, mileage: 198000 },
    ],
  ],
  notRead: [
    [
      'kleinmarkt.example/a/11',
      'the distance of a repair, however alone it stands',
      fielded(
        'de',
        '2006 Opel Astra',
        'Der Wagen läuft gut und ist gepflegt, der Zahnriemen wurde bei 120.000 km gewechselt, Rost keiner.',
      ),
      { mileage: 141000 },
    ],
    [
      'kleinmarkt.example/a/12',
      'a repair where the page has no reading',
      page('2006 Opel Astra', '<p>EUR 3.400</p><p>Schaltgetriebe</p>', {
        lang: 'de',
        text: 'Der Wagen läuft gut und ist gepflegt, der Zahnriemen wurde bei 120.000 km gewechselt, Rost hat er keinen.',
      }),
      { mileage: null },
    ],
    [
      'petites-annonces.example/b/13',
      'the automatic things of a car that are no gearbox',
      fielded(
        'fr',
        '2004 Peugeot 206',
        'Voiture soignée, climatisation automatique, feux automatiques, moteur en bon état, révision faite en mars.',
      ),
      { transmission: null },
    ],
    [
      'coches-de-casa.example/c/14',
      'the price of other things, and two prices',
      advert(
        'es',
        '2003 Seat Ibiza',
        'Vendo mi coche, siempre en garaje, tiene 231.000 km reales y cambio manual.\nLas ruedas me costaron 400 euros, el seguro son 300 euros, vendo por 1.600 euros o vendo por 1.400 euros sin ruedas.',
      ),
      { mileage: 231000, asking_price: null },
    ],
    [
      'ogloszenia-lokalne.example/d/15',
      'the colour of the seats, and two colours',
      fielded(
        'pl',
        '2008 Toyota Yaris',
        'Auto zadbane, drugi właściciel, fotele kolor czarny skóra, lakier bez rysy, kolor czerwony albo kolor bordo.',
      ),
      { color: null },
    ],
    [
      'annunci-paese.example/f/16',
      'the year in which it was bought, or of the other car',
      advert(
        'it',
        'Vendo Fiat Panda',
        'Vendo la nostra Panda, comprata usata nel 2011 da un parente, unico difetto la frizione; cerco una Dacia del 2019.\nCambio manuale, attualmente 118.000 km certificati, macchina sempre in box.',
      ),
      { year: null, mileage: 118000 },
    ],
    [
      'torg.example/g/17',
      'two cars in bold letters',
      '<html><head><title>Min sida</title></head><body><p><b>Volvo 240 GL 1989</b></p><p>Har varit med mig i tio år, en fin bil.</p><p><b>Saab 900 Turbo 1991</b></p><p>Den har gått 198 000 km nu. Pris 24 000 kr.</p></body></html>',
      { kind: 'not_a_vehicle' },
    ],
  ],
});
