/** Tiles that only an icon or an attribute labels: read where one car's, never among cards of several. */
import { kind } from './kind.ts';

const around = (body: string): string =>
  `<html lang="en"><head><title>2014 Saab 9-3 Aero</title></head><body><main><h1>2014 Saab 9-3 Aero</h1><p>Price: €6,900</p><p>Bought new and looked after with care for years, it comes with a folder full of bills.</p>${body}</main></body></html>`;
const MANUAL = { transmission: 'Manual', color: 'Grey' } as const;
const NONE = { transmission: null, color: null } as const;

kind('a tile that only an icon labels', {
  read: [
    [
      'www.vrakar.example/1',
      'an icon by its class',
      around('<ul><li><i class="icon-gearbox"></i> Manual</li><li><i class="icon-colour"></i> Grey</li></ul>'),
      MANUAL,
    ],
    [
      'www.vrakar.example/2',
      'an icon by its file',
      around(
        '<ul><li><img src="/img/ico_gearbox.svg"><span>Manual</span></li><li><img src="/img/ico_color.svg"><span>Grey</span></li></ul>',
      ),
      MANUAL,
    ],
    [
      'autokoda.example/3',
      'a symbol of a sprite',
      around(
        '<div><div><svg><use xlink:href="/s.svg#icon-transmission"></use></svg><p>Manual</p></div><div><svg><use href="#palette"></use></svg><p>Grey</p></div></div>',
      ),
      MANUAL,
    ],
    [
      'autokoda.example/4',
      'a title in another language',
      around('<ul><li title="Getriebe">Manual</li><li title="Farbe">Grey</li></ul>'),
      MANUAL,
    ],
    [
      'kola.example/5',
      'words for screen readers',
      around(
        '<div><span aria-label="Gearbox"></span><b>Manual</b></div><div><span aria-label="Colour"></span><b>Grey</b></div>',
      ),
      MANUAL,
    ],
    [
      'kola.example/6',
      'a cell that names its column',
      around('<table><tr><td data-label="Gearbox">Manual</td><td data-label="Colour">Grey</td></tr></table>'),
      MANUAL,
    ],
    [
      'kola.example/7',
      'icons and values in one line',
      around(
        '<div><i class="fa fa-gearbox"></i><span>Manual</span><i class="fa fa-palette"></i><span>Grey</span></div>',
      ),
      MANUAL,
    ],
    [
      'kola.example/8',
      'an alternative text',
      around(
        '<ul><li><img src="/a1.png" alt="Transmission"> Manual</li><li><img src="/a2.png" alt="Color"> Grey</li></ul>',
      ),
      MANUAL,
    ],
    [
      'kola.example/9',
      'a distance without a unit',
      around('<ul><li><i class="icon icon-mileage"></i> 141,000</li></ul>'),
      { mileage: 141000 },
    ],
  ],
  notRead: [
    [
      'www.vrakar.example/11',
      'cards of several cars',
      around(
        '<div><div><i class="icon-gearbox"></i> Manual</div><div><i class="icon-gearbox"></i> Automatic</div></div>',
      ),
      { transmission: null },
    ],
    [
      'autokoda.example/12',
      'the seats',
      around('<div><div><i class="icon-interior-color"></i> Grey</div><div title="Interior colour">Grey</div></div>'),
      NONE,
    ],
    [
      'kola.example/13',
      'a wheel of settings',
      around('<div><div><i class="icon-gear-settings"></i> Manual</div></div>'),
      NONE,
    ],
    [
      'kola.example/14',
      'similar cars',
      around(
        '<div class="similar-cars"><div><div><i class="icon-gearbox"></i> Manual</div><div title="Colour">Grey</div></div></div>',
      ),
      NONE,
    ],
    [
      'kola.example/15',
      'a value of another kind',
      around('<div><div><i class="icon-gearbox"></i> Diesel</div><div><i class="icon-colour"></i> 140 hp</div></div>'),
      NONE,
    ],
  ],
});
