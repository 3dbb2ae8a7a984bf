/** A make that stands in the trail to a page and not in its heading. */
import { describe, expect, it } from 'vitest';
import { openDocument } from '../document/document.ts';
import { readPage } from '../read-page.ts';
import { breadcrumbName } from './breadcrumb.ts';

const named = (html: string) => breadcrumbName(openDocument(html, 'https://www.market.example/x/1'));
const list = (...steps: string[]) =>
  `<nav class="breadcrumbs"><ol>${steps.map((step) => `<li><a href="/">${step}</a></li>`).join('')}</ol></nav>`;

describe('the make of a trail', () => {
  it.each([
    ['<p>首页 > 苏州二手车 > 苏州二手日产 > 苏州二手轩逸</p><h3>轩逸 2020款 1.6L 舒适版</h3>', '日产'],
    [`${list('صفحه', 'خودرو', 'پژو', 'پارس')}<h1>پارس سال تمیز</h1>`, 'پژو'],
    [`${list('Home', 'Cars', 'Peugeot', '207')}<h1>207 1.4 Urban, very clean</h1>`, 'Peugeot'],
    ['<div>Autos › Gebrauchte Opel › Karl</div><h1>Karl 1.0 Edition</h1>', 'Opel'],
  ])('names the car whose model the heading begins with: %s', (html, make) => {
    expect(named(html)).toContain(
      make === '日产' ? 'Nissan 轩逸' : make === 'پژو' ? 'Peugeot پارس' : `${make} ${make === 'Opel' ? 'Karl' : '207'}`,
    );
  });

  it.each([
    ['a menu of makes', `${list('BMW', 'Peugeot', 'Opel', 'Ford')}<h1>Used cars of every kind</h1>`],
    ['a heading of another model', `${list('Home', 'Peugeot', '207')}<h1>208 1.4 Urban</h1>`],
    ['a trail without a model', `${list('Home', 'Peugeot')}<h1>207 1.4 Urban</h1>`],
    ['a make that is none', `${list('Home', 'Sofas', 'Karl')}<h1>Karl corner sofa</h1>`],
  ])('names none with %s', (_, html) => expect(named(html)).toBeUndefined());

  it('makes a page a listing whose heading holds the model alone', () => {
    const html = `<html lang="zh"><head><title>轩逸 2020款 1.6L_价格8.2万</title></head><body>
      <p>首页 > 苏州二手车 > 苏州二手日产 > 苏州二手轩逸</p><h3>轩逸 2020款 1.6L 舒适版</h3>
      <dl><dt>表显里程</dt><dd>3.1万公里</dd><dt>变速箱</dt><dd>CVT</dd><dt>车身颜色</dt><dd>白色</dd></dl></body></html>`;
    const { kind, facts } = readPage({ url: 'https://www.market.example/x/1', html });
    const of = (field: string) => facts.find((fact) => fact.field === field)?.value;
    expect([kind, of('make'), of('model'), of('year')]).toEqual(['listing', 'Nissan', '轩逸', 2020]);
  });
});
