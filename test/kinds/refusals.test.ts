/** Pages of robot checks, and pages that only scripts would fill. */
import { kind, page, rows } from './kind.ts';

const long =
  '<p>Why has this happened? Something about your visit looked like that of a robot, and the owner of this site asked us to make sure. </p>'.repeat(
    60,
  );
const check = (title: string, mark: string, body = ''): string =>
  `<html lang="en"><head><title>${title}</title></head><body><h1>${title}</h1><p>${mark}</p>${body}</body></html>`;
const shell = (root: string, title = 'Autobord'): string =>
  `<!doctype html><html><head><title>${title}</title><script type="module" src="/app.4f1.js"></script></head><body>${root}</body></html>`;
const WORDS = 'Opening hours and how to find us in town. '.repeat(20);
const NONE = { make: null, asking_price: null } as const;

kind('a refusal', {
  read: [
    [
      'www.palm-auto.example/v/1',
      'a long page of a service that keeps robots out',
      check(
        'Attention Required! | Cloudflare',
        'Sorry, you have been blocked. Cloudflare Ray ID: 8f1a2b3c4d5e6f70',
        long,
      ),
      { kind: 'blocked', ...NONE },
    ],
    [
      'motos.litoral.example/v/2',
      'another service',
      check(
        'Access Denied',
        "You don't have permission to access this server. Reference #18.4f1a2b3c.1767650400.1a2b3c4d errors.edgesuite.net",
        long,
      ),
      { kind: 'blocked', ...NONE },
    ],
    [
      'www.garage-leman.example/v/3',
      'a short one',
      check('Just a moment...', 'Checking your browser. Cloudflare Ray ID: 8f1a2b3c4d5e6f71'),
      { kind: 'blocked', ...NONE },
    ],
  ],
  notRead: [
    [
      'www.palm-auto.example/v/4',
      'a listing whose seller writes of it',
      page('2014 Honda Civic', rows({ Mileage: '61,200 miles', Price: '$8,500' }), {
        text: `${'One owner, always serviced, and ready for its next long journey. '.repeat(30)}Access denied to thieves: the alarm works.`,
      }),
      { kind: 'listing', asking_price: 8500 },
    ],
    [
      'motos.litoral.example/v/5',
      'an article on such services',
      check('How robots are kept out', 'Cloudflare and others show a check.', long),
      { kind: 'not_a_vehicle', ...NONE },
    ],
  ],
});

kind('a page that only scripts would fill', {
  read: [
    [
      'app.autobord.example/v/1',
      'a root without text',
      shell('<noscript>You need to enable JavaScript to run this app.</noscript><div id="root"></div>'),
      { kind: 'shell', ...NONE },
    ],
    [
      'www.karhalle.example/v/2',
      'a root of another framework',
      shell('<div id="__nuxt"><div class="spinner">Loading…</div></div>'),
      { kind: 'shell', ...NONE },
    ],
    [
      'ev.stromer.example/v/3',
      'an element of its own',
      shell('<stromer-app></stromer-app>'),
      { kind: 'shell', ...NONE },
    ],
  ],
  notRead: [
    [
      'app.autobord.example/v/4',
      'a page with text of its own',
      shell(`<div id="root"></div><p>${WORDS}</p>`),
      { kind: 'not_a_vehicle', ...NONE },
    ],
    [
      'www.karhalle.example/v/5',
      'a page that is gone',
      shell('<div id="root"></div><h1>This listing has been removed</h1>'),
      { kind: 'gone', ...NONE },
    ],
    [
      'ev.stromer.example/v/6',
      'a page whose data tell of the car',
      shell(
        '<div id="app"></div><script>window.__STATE__={"ad":{"make":"Kia","model":"Ceed","year":2019,"mileage":{"value":61250,"unit":"km"},"exteriorColor":"Blue","price":13990,"currency":"EUR"}}</script>',
        'Kia Ceed 2019',
      ),
      { kind: 'listing', make: 'Kia', asking_price: 13990 },
    ],
  ],
});
