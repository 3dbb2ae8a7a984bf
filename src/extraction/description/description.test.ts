import { describe, expect, it } from 'vitest';
import { readPage } from '../read-page.ts';

const OWN = 'One owner since new, the engine was rebuilt at 90,000 miles and the car has been garaged every winter.';

/** What a page about one car gives as its description. */
function told(
  body: string,
  { head = '', title = '1987 Saab 900 Turbo', url = 'https://www.vrakar.example/bil/88' } = {},
) {
  const reading = readPage({
    url,
    html: `<html><head><title>${title}</title>${head}</head><body><h1>${title}</h1><p>Price: $6,900</p><p>Mileage: 141,000 miles</p>${body}</body></html>`,
  });
  const fact = reading.facts.find(({ field }) => field === 'description');
  return fact === undefined ? undefined : String(fact.value);
}

describe('a text that is not about the car is no description', () => {
  it.each([
    [
      'a tooltip',
      '<div data-ui-role="tooltip">This image is a stock photo and not an exact representation of any vehicle offered. The car may differ in trim and engine.</div>',
    ],
    [
      'a tooltip in a box that is not shown',
      '<div style="display: none"><p>This mark is given to a car whose engine was checked by us before it was offered. The condition is graded from one to five.</p></div>',
    ],
    [
      'the rules of bidding',
      '<div class="lot-side"><p>Bidders must register before the auction ends and are bound by their bids on every vehicle. The winning bidder pays a premium of five percent.</p></div>',
    ],
    [
      'the rules of bidding, in Korean',
      '<div class="box"><p>입찰 전 반드시 교부서류를 확인해주시고 차량 이전등록서에 미비되는 경우 입찰을 자제해주시기 바랍니다. Star Car는 낙찰 후 책임을 지지 아니합니다.</p></div>',
    ],
    [
      'safety advice',
      '<div class="safety-tips"><p class="safety-tips__description">If the engine or the car is offered at a low price, make sure that you speak with the real owner. Never pay before you have seen the vehicle.</p></div>',
    ],
    [
      'terms in German',
      '<div><p>Die Angaben zum Fahrzeug sind unverbindlich, es gelten unsere AGB. Eine Haftung für den Zustand wird ausgeschlossen, der Motor ist davon nicht ausgenommen.</p></div>',
    ],
    [
      'an insurance',
      '<div><p>Insure this car from 19 a month: our policy covers the engine, the gearbox and paint damage. A quote for your vehicle takes two minutes.</p></div>',
    ],
    [
      'a guide to the model',
      '<div><p>Cars like these were sold all over Europe. Buyers praise their engines and many vehicles are still on the road today.</p></div>',
    ],
    [
      'cookies in French',
      '<div><p>Nous utilisons des cookies pour mesurer l’audience du véhicule et des annonces. Vous pouvez à tout moment retirer votre consentement à ces cookies.</p></div>',
    ],
  ])('%s', (_, body) => {
    expect(told(body)).toBeUndefined();
    expect(told(`${body}<div><p>${OWN}</p></div>`)).toBe(OWN);
  });
});

describe('the beginning that a page tells of itself', () => {
  const text =
    'Parduodamas tvarkingas automobilis, variklis po kapitalinio remonto, kebulas be rudziu, padangos naujos.';
  const meta = (name: string): string => `<meta ${name} content="${text.slice(0, 70)}...">`;

  it.each([
    ['https://skelbiu.example/88', 'name="description"', '<div class="comments-box"><div class="txt">TEXT</div></div>'],
    ['https://www.mobilis.example/a-88', 'property="og:description"', '<section class="x1"><p>TEXT</p></section>'],
    [
      'https://auto.galas.example/88',
      'name="description"',
      '<div class="tabs"><div class="payment"><span>TEXT</span></div></div>',
    ],
  ])('leads to the whole on %s', (url, name, markup) => {
    const body = `${markup.replace('TEXT', `${text}<br>Daugiau telefonu.`)}<h3>Kiti</h3><p>Tel. 8 600 00000, skambinti po darbo, kalbame ir rusiskai.</p>`;
    expect(told(body, { url, head: meta(name) })).toBe(`${text}\nDaugiau telefonu.`);
  });

  it('proves nothing where the text stands with other cars, or is a slogan', () => {
    expect(told(`<div class="similar"><p>${text}</p></div>`, { head: meta('name="description"') })).toBeUndefined();
    const slogan = 'Find your next Saab 900 here and compare prices of 12,000 cars from dealers near you.';
    expect(told(`<p>${slogan}</p>`, { head: `<meta name="description" content="${slogan}">` })).toBeUndefined();
  });
});

describe('what a site adds to a seller’s text is cut', () => {
  it.each([
    'View the free history report',
    'Get the AutoCheck report for this vehicle',
    'Report this advert',
    'Report ad',
    'See full description',
    'Read more...',
    'Show less',
    'Ad ID: 480311',
    'Listing ID 480311',
    'Publication no. 480311',
    'Anzeige melden',
    'Anzeigen-ID: 480311',
    'Voir plus',
    'Signaler cette annonce',
    'Ver descripción completa',
    'Denunciar anúncio',
    'Mostra di più',
    'Zgłoś ogłoszenie',
    'Numer ogłoszenia: 480311',
    'Показать полностью',
    'Пожаловаться на объявление',
    'Meer weergeven',
    'Devamını oku',
    'Posted 3 days ago',
    'Share this listing',
  ])('%s', (added) => {
    const box = `<div class="description"><p>${OWN}</p><p>${added}</p></div>`;
    expect(told(box)).toBe(OWN);
  });

  it.each([
    'I have a report of every service.',
    'Ad Hoc tuning, ID plate present.',
    'More pictures on request.',
    'Read the history in the folder that comes with it.',
    'Shared garage, so please call first.',
  ])('and nothing of the seller’s: %s', (own) => {
    expect(told(`<div class="description"><p>${OWN}</p><p>${own}</p></div>`)).toBe(`${OWN}\n${own}`);
  });

  it('also at the end of his last line', () => {
    expect(told(`<div class="description"><p>${OWN} <a>See full description</a></p></div>`)).toBe(OWN);
    expect(told(`<div class="description"><p>${OWN} <span>... Read more</span></p></div>`)).toBe(OWN);
  });
});

describe('a paragraph that a word of its own opens', () => {
  const before =
    'Vendo meu carro porque a família cresceu, sou o segundo dono e sempre fiz as revisões na oficina do bairro, com todas as notas guardadas numa pasta que vai junto com ele para o próximo dono.';
  const after = 'risquinho na porta do passageiro e o friso do para-choque está soltando, já orcei em 150 reais.';

  it('goes on with the text before it', () => {
    expect(told(`<div><p>${before}</p><p><b>Detalhes:</b> ${after}</p></div>`)).toBe(`${before}\nDetalhes: ${after}`);
  });
  it('is the text where none stands before it', () => {
    expect(told(`<div><p>Ano 2009</p><p><b>Detalhes:</b> ${after}</p></div>`)).toBe(after);
  });
});

describe('what buyers of other cars say', () => {
  const words =
    '<blockquote>Bought a 2016 Polo here, one owner, the engine sound and four new tyres, and it was a smooth process.</blockquote><blockquote>Took my i20 home in three days, the clutch is new.</blockquote>';

  it.each(['Happy customers in Pune', 'What our clients say', 'Zufriedene Kunden'])('under “%s” is none', (heading) => {
    expect(told(`<section><h2>${heading}</h2>${words}</section>`)).toBeUndefined();
  });
  it('ends nothing that the dealer says', () => {
    expect(told(`<section><h3>Dealer Notes</h3><div>${OWN}</div></section>`)).toBe(OWN);
  });
});

describe('a text typed in short lines without a full stop', () => {
  const lines = [
    'السلام عليكم',
    'للبيع كامري 2020 سعودي نظيفه جدا',
    'الممشى 142 الف كم فقط والعداد يمشي',
    'المكينه والقير شرط على الفحص',
    'كفرات جديده وبطاريه جديده هذا الشهر',
    'السيارة في الرياض حي النسيم',
  ];
  const greek = [
    'Καλησπέρα σας',
    'πωλείται το αυτοκίνητό μου λόγω αγοράς μεγαλύτερου',
    'κινητήρας σε άριστη κατάσταση με βιβλίο service',
    'ελαστικά καινούργια από τον Μάιο',
    'δεν έχει τρακάρει ποτέ και δεν καίει λάδια',
  ];

  it.each([
    ['in one box, parted by breaks', `<article>${lines.join('<br>')}</article>`, lines],
    ['in boxes of their own', `<div class="c">${greek.map((line) => `<div>${line}</div>`).join('')}</div>`, greek],
  ])('is the seller’s %s', (_, body, want) => expect(told(body)).toBe(want.join('\n')));

  it.each([
    [
      'a box of prices',
      `<div class="c">${['1.2 Kappa petrol, one owner, 48,216 km', 'Instalments from $147 a month for this car', '$6,450 festive offer, $270 off', 'New car on-road price $9,820', 'Engine warranty $74 (optional)'].map((line) => `<div>${line}</div>`).join('')}</div>`,
    ],
    ['a list of equipment', `<ul>${greek.map((line) => `<li>${line}</li>`).join('')}</ul>`],
    [
      'fields with labels',
      '<div><div>Χρώμα: ασημί μεταλλικό του εργοστασίου</div><div>Κινητήρας: βενζίνη χιλίων τριακοσίων</div><div>Κιβώτιο: χειροκίνητο πέντε σχέσεων</div><div>Χιλιόμετρα: εκατόν είκοσι χιλιάδες</div></div>',
    ],
    [
      'three lines',
      `<div>${greek
        .slice(1, 4)
        .map((line) => `<div>${line}</div>`)
        .join('')}</div>`,
    ],
    ['links to other pages', `<div>${greek.map((line) => `<div><a href="/x">${line}</a></div>`).join('')}</div>`],
  ])('is not %s', (_, body) => expect(told(body)).toBeUndefined());
});
