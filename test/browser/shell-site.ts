/**
 * A site whose pages are empty until their scripts have run, in the shapes that such sites have; car `n` of
 * test/site/cars.ts stands at `/SHAPE/n`.
 * Invariant: the markup that the server sends never says anything of a vehicle, and every request is counted.
 */
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import sharp from 'sharp';
import { numberedCar, numberedCarPage } from '../site/cars.ts';

/** What every application of the site has: it writes a car into the page, as a dealer's would. */
const LIBRARY = `
  const money = (n) => '$' + n.toLocaleString('en-US');
  export const head = (car) => '<h1>' + car.title + '</h1><p class="price">Price: ' + money(car.price) + '</p>';
  export const facts = (car) => '<dl>' + [['VIN', car.vin], ['Year', car.year], ['Make', car.make], ['Model', car.model],
    ['Mileage', car.mileage.toLocaleString('en-US') + ' miles'], ['Exterior Color', car.color], ['Engine', car.engine],
    ['Transmission', car.transmission]].map(([k, v]) => '<div><dt>' + k + '</dt><dd>' + v + '</dd></div>').join('') + '</dl>';
  export const story = (car) => '<section><h2>Description</h2><p>' + car.description + '</p></section>';
  export const gallery = (car) => '<div class="gallery">' + car.photos.map((src) =>
    '<img src="' + src + '" width="1200" height="800" onerror="this.src=\\'/no-photo.svg\\'">').join('') + '</div>';
  export const whole = (car) => head(car) + gallery(car) + facts(car) + story(car);
  export const root = document.getElementById('root');
  export const show = (html) => { root.innerHTML = '<main>' + html + '</main>'; };
  export const n = Number(location.pathname.split('/').pop());
  export const api = (path) => fetch(path).then((answer) => answer.json());
`;

/** The application of each shape, a module that may import the library. */
export const SHAPES = {
  fetch: `show(whole(await api('/api/car/' + n)));`,
  request: `const asked = new XMLHttpRequest();
    asked.onload = () => show(whole(JSON.parse(asked.responseText).data.vehicle));
    asked.open('GET', '/api/nested/' + n); asked.send();`,
  module: `const { car } = await import('/data/' + n + '.js'); show(whole(car));`,
  websocket: `const live = new WebSocket('ws://' + location.host + '/live/' + n);
    live.onmessage = ({ data }) => show(whole(JSON.parse(data)));`,
  events: `new EventSource('/stream/' + n).onmessage = ({ data }) => show(whole(JSON.parse(data)));`,
  scroll: `const car = await api('/api/car/' + n);
    show(head(car) + facts(car) + '<div style="height:4000px"></div><div id="more"></div>');
    const more = document.getElementById('more');
    new IntersectionObserver((seen, watch) => {
      if (!seen.some((each) => each.isIntersecting)) return;
      watch.disconnect();
      api('/api/more/' + n).then((rest) => { more.innerHTML = story(rest) + gallery(rest); });
    }).observe(more);`,
  consent: `show('<div role="dialog"><p>We value your privacy.</p><button id="yes">Accept all</button><button id="no">Reject all</button></div>');
    const go = async (choice) => show(whole(await api('/api/car/' + n + '?consent=' + choice)));
    document.getElementById('yes').onclick = () => go('yes');
    document.getElementById('no').onclick = () => go('no');`,
  late: `show('<p>Loading...</p>'); setTimeout(async () => show(whole(await api('/api/car/' + n))), 3000);`,
  routed: `history.replaceState({}, '', '/routed/' + n + '?view=details');
    show('<nav><a href="/">Home</a></nav>' + whole(await api('/api/car/' + n)));`,
  component: `const car = await api('/api/car/' + n);
    customElements.define('car-page', class extends HTMLElement {
      connectedCallback() { this.attachShadow({ mode: 'open' }).innerHTML = '<style>h1{color:red}</style><main>' + whole(car) + '</main>'; } });
    root.append(document.createElement('car-page'));`,
  graphql: `const answer = await fetch('/query', { method: 'POST', headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ listing }', variables: { n } }) });
    show(whole((await answer.json()).data.listing));`,
  structured: `const car = await api('/api/car/' + n);
    const data = document.createElement('script'); data.type = 'application/ld+json';
    data.textContent = JSON.stringify({ '@context': 'https://schema.org', '@type': 'Car', name: car.title, vehicleModelDate: String(car.year),
      brand: { '@type': 'Brand', name: car.make }, model: car.model, vehicleIdentificationNumber: car.vin, color: car.color,
      vehicleEngine: { '@type': 'EngineSpecification', name: car.engine }, vehicleTransmission: car.transmission, image: car.photos,
      mileageFromOdometer: { '@type': 'QuantitativeValue', value: car.mileage, unitCode: 'SMI' }, description: car.description,
      offers: { '@type': 'Offer', price: String(car.price), priceCurrency: 'USD' } });
    document.head.append(data); document.title = car.title; show('<h1>' + car.title + '</h1>');`,
  stages: `const car = await api('/api/car/' + n); document.title = car.title; show(head(car) + '<p>More in a moment</p>');
    setTimeout(async () => { const rest = await api('/api/more/' + n); show(whole({ ...car, ...rest })); }, 1000);`,
  ticking: `const car = await api('/api/car/' + n); show('<p>Ends in <b id="clock"></b></p>' + whole(car));
    let left = 86_400; setInterval(() => { document.getElementById('clock').textContent = --left + ' s'; }, 50);`,
  spoken: `const car = await api('/api/full/' + n); document.title = car.title;
    show('<h1>' + car.title + '</h1>' + gallery(car));`,
} as const;
export type Shape = keyof typeof SHAPES;

/** A check for robots that a browser would pass by itself: it shows itself, sets a cookie and loads the page again. */
const CHALLENGE = `root.innerHTML = '<h1>Checking your browser before accessing the site</h1><p>This process is automatic. Verify you are human.</p>';
  document.title = 'Just a moment...'; setTimeout(() => { document.cookie = 'passed=1'; location.reload(); }, 1500);`;

export interface ShellSite {
  readonly origin: string;
  /** For FETCH_ALLOW_PRIVATE. */
  readonly host: string;
  readonly requests: readonly {
    readonly path: string;
    readonly at: number;
    readonly cookie: string;
    readonly agent: string;
  }[];
  count(path: string | RegExp): number;
  close(): Promise<void>;
}

/** As an interface gives it. */
function carOf(n: number) {
  const car = numberedCar(n);
  const photos = [0, 1, 2].map((i) => `/picture/${n}/${i}.jpg`);
  return { ...car, title: `${car.year} ${car.make} ${car.model}`, photos };
}

const shell = (script: string): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Cars</title><link rel="stylesheet" href="/style.css"></head>
<body><noscript>Please enable JavaScript.</noscript><div id="root"></div><script type="module" src="${script}"></script></body></html>`;

/** `more`: routes of the test's own, asked first; true: it has answered. */
export async function startShellSite(
  more: (request: IncomingMessage, response: ServerResponse, url: URL) => boolean = () => false,
): Promise<ShellSite> {
  const requests: { path: string; at: number; cookie: string; agent: string }[] = [];
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://site');
    const { cookie = '', 'user-agent': agent = '' } = request.headers;
    requests.push({ path: url.pathname + url.search, at: Date.now(), cookie, agent });
    if (!more(request, response, url)) void answer(request, response, url);
  });
  const upgraded: Duplex[] = [];
  server.on('upgrade', (request, socket) => {
    upgraded.push(socket);
    requests.push({ path: request.url ?? '', at: Date.now(), cookie: '', agent: '' });
    sayOnce(request, socket, JSON.stringify(carOf(Number(request.url?.split('/').pop()))));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    host: `127.0.0.1:${port}`,
    requests,
    count: (path) =>
      requests.filter((each) => (typeof path === 'string' ? each.path === path : path.test(each.path))).length,
    close: async () => {
      for (const socket of upgraded) socket.destroy();
      server.closeAllConnections();
      await server[Symbol.asyncDispose]();
    },
  };
}

async function answer(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
  const send = (type: string, body: string | Buffer) => response.writeHead(200, { 'content-type': type }).end(body);
  const json = (value: unknown) => send('application/json', JSON.stringify(value));
  const [, first = '', last = ''] = url.pathname.split('/');
  const n = Number(url.pathname.split('/').pop()?.replace('.js', ''));
  if (first in SHAPES) return void send('text/html', shell(`/app/${first}.js`));
  switch (first) {
    case 'plain':
      return void send(
        'text/html',
        numberedCarPage(
          n,
          [0, 1, 2].map((i) => `/picture/${n}/${i}.jpg`),
        ),
      );
    case 'challenge':
      return void (/passed=1/.test(request.headers.cookie ?? '')
        ? send('text/html', numberedCarPage(n, []))
        : send('text/html', shell('/app/challenge.js')));
    case 'library.js':
      return void send('text/javascript', LIBRARY);
    case 'app': {
      const code = last === 'challenge.js' ? CHALLENGE : SHAPES[last.replace('.js', '') as Shape];
      return void send(
        'text/javascript',
        `import { api, facts, gallery, head, n, root, show, story, whole } from '/library.js';\n${code}`,
      );
    }
    case 'data':
      return void send('text/javascript', `export const car = ${JSON.stringify(carOf(n))};`);
    case 'query': {
      let body = '';
      for await (const chunk of request) body += chunk;
      return void json({ data: { listing: carOf(JSON.parse(body).variables.n) } });
    }
    case 'api':
      if (last === 'nested') return void json({ data: { vehicle: carOf(n) } });
      if (last === 'full') return void json(fullOf(n));
      return void json(carOf(n));
    case 'stream':
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      return void response.write(`data: ${JSON.stringify(carOf(n))}\n\n`);
    case 'picture': {
      const [, , car = '', i = ''] = url.pathname.split('/');
      return void send('image/jpeg', await picture(Number(car) * 10 + Number.parseInt(i, 10)));
    }
    default:
      response.writeHead(404, { 'content-type': 'text/plain' }).end('not here');
  }
}

/** Says all that the page does not show. */
function fullOf(n: number) {
  const { title, photos, ...car } = carOf(n);
  return {
    title,
    photos,
    vehicle: {
      ...{ year: car.year, make: car.make, model: car.model, vin: car.vin, mileage: car.mileage, mileageUnit: 'mi' },
      ...{
        price: car.price,
        currency: 'USD',
        exteriorColor: car.color,
        engine: car.engine,
        transmission: car.transmission,
      },
      ...{ description: car.description, images: photos },
    },
  };
}

function picture(seed: number): Promise<Buffer> {
  const channel = (by: number) => (seed * by) % 256;
  return sharp({
    create: { width: 640, height: 480, channels: 3, background: { r: channel(97), g: channel(57), b: channel(31) } },
  })
    .composite([{ input: Buffer.from(spots(seed)), top: 0, left: 0 }])
    .jpeg()
    .toBuffer();
}

const spots = (seed: number): string =>
  `<svg width="640" height="480">${Array.from({ length: 24 }, (_, i) => {
    const at = (by: number, most: number) => ((seed + 1) * (i + 3) * by) % most;
    return `<circle cx="${at(131, 640)}" cy="${at(173, 480)}" r="${10 + at(29, 60)}" fill="rgb(${at(61, 256)},${at(89, 256)},${at(43, 256)})"/>`;
  }).join('')}</svg>`;

/** One text over a WebSocket, by RFC 6455. */
function sayOnce(request: IncomingMessage, socket: Duplex, text: string): void {
  const key = `${request.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`;
  const accept = createHash('sha1').update(key).digest('base64');
  const body = Buffer.from(text);
  const head = Buffer.from([0x81, 126, body.length >> 8, body.length & 255]);
  socket.on('error', () => undefined);
  socket.write(
    `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
  );
  socket.write(Buffer.concat([head, body]));
}
