/** A price as the pages of many platforms lay it out, and amounts beside it that are another sum. */
import { describe, expect, it } from 'vitest';
import { readPage } from '../read-page.ts';

const HOME: Readonly<Record<string, string>> = {
  de: 'de',
  fr: 'be',
  en: 'com',
  ar: 'eg',
  zh: 'cn',
  sq: 'al',
  hu: 'hu',
  uk: 'ua',
  es: 'cl',
  'zh-Hant-TW': 'tw',
};
const price = (body: string, lang = 'en', country = HOME[lang] ?? 'com', field = 'asking_price'): unknown =>
  readPage({
    url: `https://cars.example.${country}/v/1`,
    html: `<html lang="${lang}"><title>2016 Volkswagen Golf 1.4 TSI</title><body><h1>2016 Volkswagen Golf 1.4 TSI</h1>${body}
      <dl><dt>VIN</dt><dd>WVWZZZAUZGW123487</dd><dt>Km</dt><dd>87 300 km</dd><dt>Model</dt><dd>Golf</dd></dl></body></html>`,
    readAt: '2026-01-01T00:00:00Z',
  }).facts.find((fact) => fact.field === field)?.value;

describe('a price', () => {
  it.each([
    ['fr', '<div class="prix-bloc"><div class="prix">12.950 € <small>TVAC</small></div></div>', 12_950],
    [
      'de',
      '<div class="x-price"><strong>46.850,00 €</strong><span>inkl. 17% TVA · netto 40.042,74 €</span></div>',
      46_850,
    ],
    ['de', '<div class="x-price"><span>netto 40.042,74 €</span> <strong>46.850,00 €</strong></div>', 46_850],
    ['zh', '<div><span class="price">¥12.38<b>万</b></span><span>新车含税价26.61万，节省14.23万</span></div>', 123_800],
    ['sq', '<table class="sale-price"><tr><td><div>Shuma</div><span>€15 990</span></td></tr></table>', 15_990],
    ['ar', '<section><span aria-label="Price">٦٨٥٬٠٠٠ ج.م</span><span>قابل للتفاوض</span></section>', 685_000],
    ['hu', '<div class="ar"><b>890 ezer Ft</b></div>', 890_000],
    [
      'en',
      '<div class="price"><span>Was $44,990</span></div><div class="price">$42,990 <abbr>Excl. Govt. Charges*</abbr></div>',
      42_990,
    ],
    ['en', '<div class="cost"><span itemprop="price">$8,450</span> <i>negotiable</i></div>', 8_450],
    // The smaller sum is the one without charges.
    [
      'en',
      '<div class="price">$36,990 Drive Away 1</div><div class="price">$35,240 Excl. Govt. Charges 2</div>',
      36_990,
    ],
    [
      'en',
      '<table><tr><td>CASH PRICE</td><td>$4,995</td></tr><tr><td>Financed</td><td>$6,900 / $1,200 dn</td></tr></table>',
      4_995,
    ],
    ['en', '<div class="price">$12,400</div><div class="price price-old">$13,900</div>', 12_400],
    [
      'uk',
      '<div class="car__price"><span class="usd">11 900 $</span><span class="uah">500 990 грн</span></div>',
      11_900,
    ],
    [
      'zh-Hant-TW',
      '<div class="car-price"><span>NT$ <b>45.8</b>萬</span><span>新車價 74.9萬</span><span>月付 8,190元起</span></div>',
      458_000,
    ],
    [
      'es',
      '<div><span>Precio Lista</span></div><div>$9.490.000</div><div>Bono Financiamiento</div><div>$500.000</div>',
      9_490_000,
    ],
  ])('in %s: %s', (lang, body, amount) => {
    expect(price(body, lang)).toBe(amount);
  });

  it.each([
    [
      '<div class="price">$42,990</div><dl><dt>Stamp duty (est.)</dt><dd>$1,806</dd><dt>Dealer delivery</dt><dd>$495</dd></dl>',
      42_990,
    ],
    ['<dl><dt>Stamp duty (est.)</dt><dd>$1,806</dd></dl>', undefined],
    ['<div class="price monthly"><span>$389</span> <i>negotiable</i></div>', undefined],
    ['<div class="price">$389 <i>per week</i></div>', undefined],
  ])('is no charge and no rate: %s', (body, amount) => {
    expect(price(body)).toBe(amount);
  });

  it.each([
    ['nl', '<div><p>Inclusief BTW</p><p>€ 15.669</p><p>Exclusief BTW</p><p>€ 12.950</p></div>', 15_669],
    ['nl', '<p class="bedrag">€12.950,- <small>(excl. BTW)</small></p>', 12_950],
    [
      'de',
      '<table><tr><td>Preis (netto)</td><td>12.950 €</td></tr><tr><td>Preis (brutto)</td><td>15.410 €</td></tr></table>',
      15_410,
    ],
    ['de', '<div class="price">12 400 €</div><div class="price-usd">≈ 13 400 $</div>', 12_400],
    [
      'en',
      '<div class="price-container"><span>USD $48,900</span><span>(Price entered as: USD $48,900)</span></div>',
      48_900,
    ],
  ])('stands beside the sum without tax, or its own conversion, in %s: %s', (lang, body, amount) => {
    expect(price(body, lang)).toBe(amount);
  });

  it('is the value of an object that tells it in detail', () => {
    const item = {
      priceDetailed: { value: 8450, postfix: '$', oldPrice: 9000 },
      params: { year: '2016', brand: 'Volkswagen', model: 'Golf' },
    };
    const script = `<script>window.__data__ = "${encodeURIComponent(JSON.stringify({ item }))}"</script>`;
    expect(price(script)).toBe(8_450);
  });

  it('that was paid stands before what it is made of', () => {
    const line =
      "<div><strong>Sold for £27,562</strong><span>(hammer price £24,500, plus buyer's premium of 12.5%)</span></div>";
    expect(price(line, 'en', 'uk', 'sale_price')).toBe(27_562);
  });
});
