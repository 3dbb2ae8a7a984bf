/**
 * A car from the side, nose to the left: an outline per body style, painted, glazed and put on wheels.
 */
import { sequence } from './scenery.ts';

export type Style =
  | 'rear-engine'
  | 'saloon'
  | 'longnose'
  | 'estate'
  | 'roadster'
  | 'hatch'
  | 'pickup'
  | 'box'
  | 'smooth';

/** Outline (wheel arches are cut by the wheels), glass, door gaps, and where wheels, lights and handle are. */
interface Shape {
  readonly body: string;
  readonly glass: readonly string[];
  readonly gaps: string;
  readonly wheels: readonly [front: number, rear: number];
  readonly radius: number;
  readonly headlight: readonly [x: number, y: number];
  readonly taillight: readonly [x: number, y: number];
  readonly handle: readonly [x: number, y: number];
  readonly extra?: string;
}

const SHAPES: Readonly<Record<Style, Shape>> = {
  'rear-engine': {
    body: 'M92 344C84 330 86 306 104 298C136 282 186 276 226 272C262 240 300 222 346 220C412 220 470 246 520 274C546 282 558 300 558 322L552 346Z',
    glass: ['M244 272C270 248 300 236 330 234L334 272Z', 'M344 233C392 234 430 250 456 274L346 273Z'],
    gaps: 'M236 276L240 340M340 234L342 342M342 342L240 340',
    wheels: [168, 478],
    radius: 40,
    headlight: [112, 300],
    taillight: [546, 300],
    handle: [318, 290],
  },
  saloon: {
    body: 'M78 346L76 304C78 290 92 286 110 284L214 276C240 248 264 222 288 216L408 214C436 218 458 244 478 270L548 276C562 280 568 292 566 312L562 346Z',
    glass: ['M234 276C252 252 270 234 292 230L340 229L340 275Z', 'M350 229L404 228C424 234 440 252 452 273L350 275Z'],
    gaps: 'M226 280L228 342M345 229L347 342M347 342L228 342M456 276L452 312',
    wheels: [160, 470],
    radius: 40,
    headlight: [88, 296],
    taillight: [556, 290],
    handle: [324, 292],
  },
  longnose: {
    body: 'M70 344C64 322 70 302 96 294C150 282 220 280 270 276C304 244 334 228 372 224C430 222 480 246 524 276C552 282 564 296 562 316L556 346Z',
    glass: ['M290 276C312 252 338 238 368 236L372 275Z', 'M382 236C424 236 450 250 474 272L384 275Z'],
    gaps: 'M280 280L284 342M377 236L379 342M379 342L284 342',
    wheels: [156, 472],
    radius: 41,
    headlight: [82, 304],
    taillight: [556, 298],
    handle: [356, 292],
  },
  estate: {
    body: 'M76 346L74 306C78 290 96 286 114 284L206 276C232 246 258 222 284 216L478 214C512 218 540 244 556 276C566 290 566 312 562 346Z',
    glass: [
      'M226 276C244 252 264 234 288 230L332 229L332 275Z',
      'M342 229L424 228L424 274L342 275Z',
      'M434 228L480 230C502 236 518 252 528 272L434 274Z',
    ],
    gaps: 'M218 280L220 342M337 229L339 342M339 342L220 342M429 228L430 300',
    wheels: [158, 474],
    radius: 40,
    headlight: [88, 298],
    taillight: [556, 292],
    handle: [316, 292],
    extra:
      '<path d="M290 206L480 204" stroke="#2b2e33" stroke-width="5" stroke-linecap="round"/><path d="M304 206v10M464 205v10" stroke="#2b2e33" stroke-width="5"/>',
  },
  roadster: {
    body: 'M84 344C78 322 86 304 112 298C150 286 210 284 262 282L300 280L412 280C462 280 520 284 546 296C560 308 558 332 552 346Z',
    glass: ['M262 282L306 236L314 236L300 282Z'],
    gaps: 'M292 284L294 340M404 284L402 340M402 340L294 340',
    wheels: [166, 474],
    radius: 39,
    headlight: [102, 304],
    taillight: [548, 308],
    handle: [388, 298],
    extra:
      '<path d="M312 236L300 282" stroke="#1f2226" stroke-width="5"/><path d="M410 280C412 262 424 252 446 252C466 254 478 268 482 282Z" fill="#26282d"/><path d="M346 282c0-26 6-36 18-36s18 10 18 36z" fill="#4a352b"/>',
  },
  hatch: {
    body: 'M102 346L98 306C102 290 118 284 134 280L206 272C232 244 258 216 284 208L440 206C484 210 514 240 528 276C538 292 540 314 536 346Z',
    glass: ['M226 272C246 246 266 228 288 222L340 221L340 272Z', 'M350 221L430 220C460 226 482 246 494 270L350 272Z'],
    gaps: 'M216 278L220 342M345 221L347 342M347 342L220 342M474 274L466 316',
    wheels: [180, 462],
    radius: 40,
    headlight: [112, 296],
    taillight: [528, 290],
    handle: [324, 290],
  },
  pickup: {
    body: 'M64 342L62 290C66 274 80 270 98 268L184 262C206 232 228 204 250 198L360 196C372 200 378 214 380 256L580 258L584 342Z',
    glass: ['M204 262C220 238 238 218 256 212L298 211L298 260Z', 'M308 211L352 210C360 220 364 238 366 259L308 260Z'],
    gaps: 'M196 266L198 336M303 211L304 336M304 336L198 336M380 256L380 336',
    wheels: [146, 490],
    radius: 46,
    headlight: [74, 284],
    taillight: [576, 284],
    handle: [284, 280],
    extra: '<path d="M384 254L580 256" stroke="#23262a" stroke-width="7"/>',
  },
  box: {
    body: 'M92 336L92 282C96 272 108 270 124 270L232 268L246 196C248 188 254 186 262 186L528 186C538 186 542 190 542 200L546 336Z',
    glass: [
      'M246 262L256 204L330 204L330 262Z',
      'M342 204L428 204L428 262L342 262Z',
      'M440 204L526 204L528 262L440 262Z',
    ],
    gaps: 'M238 270L240 330M336 204L338 330M338 330L240 330M434 204L436 330',
    wheels: [166, 472],
    radius: 48,
    headlight: [102, 290],
    taillight: [540, 282],
    handle: [318, 284],
    extra:
      '<circle cx="556" cy="270" r="34" fill="#202226"/><circle cx="556" cy="270" r="15" fill="#8b9096"/><rect x="84" y="330" width="30" height="12" rx="4" fill="#23262a"/><rect x="246" y="180" width="292" height="14" rx="6" fill="#2a2c30"/>',
  },
  smooth: {
    body: 'M78 344C74 322 80 304 106 296C144 284 180 282 206 276C246 238 290 214 344 210C416 208 478 238 530 272C556 280 566 296 562 318L556 346Z',
    glass: ['M230 275C262 246 296 230 334 226L338 273Z', 'M348 225C404 226 446 244 476 270L348 273Z'],
    gaps: 'M222 280L226 342M343 226L345 342M345 342L226 342M452 274L446 316',
    wheels: [160, 474],
    radius: 42,
    headlight: [96, 300],
    taillight: [554, 292],
    handle: [322, 290],
  },
};

/** A wheel with its tyre, seen from the side. */
export function wheel(cx: number, cy: number, r: number, spokes: number, rim = '#c9ced4'): string {
  const bars = Array.from({ length: spokes }, (_, i) => {
    const a = (i * 2 * Math.PI) / spokes;
    return `<line x1="${cx}" y1="${cy}" x2="${cx + Math.cos(a) * r * 0.62}" y2="${cy + Math.sin(a) * r * 0.62}" stroke="${rim}" stroke-width="${r * (spokes > 6 ? 0.1 : 0.18)}"/>`;
  });
  return `<circle cx="${cx}" cy="${cy}" r="${r}" fill="#1b1c1f"/><circle cx="${cx}" cy="${cy}" r="${r * 0.68}" fill="#3a3d42"/>${bars.join('')}<circle cx="${cx}" cy="${cy}" r="${r * 0.64}" fill="none" stroke="${rim}" stroke-width="${r * 0.09}"/><circle cx="${cx}" cy="${cy}" r="${r * 0.17}" fill="${rim}"/><circle cx="${cx}" cy="${cy}" r="${r * 0.07}" fill="#53575d"/>`;
}

export interface Paint {
  readonly base: string;
  readonly light: string;
  readonly dark: string;
}

export const paintGradient = (p: Paint, id = 'paint'): string =>
  `<linearGradient id="${id}" x2="0" y2="1"><stop offset="0" stop-color="${p.light}"/><stop offset=".42" stop-color="${p.base}"/><stop offset=".62" stop-color="${p.base}"/><stop offset="1" stop-color="${p.dark}"/></linearGradient>`;

export const GLASS =
  '<linearGradient id="glass" x2=".6" y2="1"><stop offset="0" stop-color="#bcd3de"/><stop offset=".5" stop-color="#5c7482"/><stop offset="1" stop-color="#26323a"/></linearGradient>';

/** The car with its shadow, standing on y = 384. */
export function sideView(style: Style, paint: Paint, spokes: number, seed: number): string {
  const s = SHAPES[style];
  const wheelY = 384 - s.radius;
  const next = sequence(seed + 3);
  const arches = s.wheels.map((x) => `<circle cx="${x}" cy="${wheelY}" r="${s.radius + 7}" fill="#17181a"/>`).join('');
  const shine = `<path d="M${s.headlight[0] + 20} ${s.headlight[1] + 10}C220 ${s.headlight[1] - 6} 420 ${s.headlight[1] - 8} ${s.taillight[0] - 16} ${s.taillight[1] + 6}" stroke="#fff" stroke-opacity=".5" stroke-width="2.4" fill="none"/>`;
  return `<defs>${paintGradient(paint)}${GLASS}<radialGradient id="shade"><stop offset="0" stop-color="#000" stop-opacity=".55"/><stop offset="1" stop-color="#000" stop-opacity="0"/></radialGradient><clipPath id="outline"><path d="${s.body}"/></clipPath></defs>
<ellipse cx="320" cy="381" rx="296" ry="13" fill="url(#shade)"/><ellipse cx="320" cy="380" rx="240" ry="7" fill="url(#shade)"/>
<path d="${s.body}" fill="url(#paint)" stroke="${paint.dark}" stroke-width="2"/>
<g clip-path="url(#outline)">${arches}<rect x="60" y="330" width="520" height="24" fill="#000" opacity=".28"/></g>
${s.glass.map((g) => `<path d="${g}" fill="url(#glass)" stroke="#15181b" stroke-width="2.5" stroke-linejoin="round"/>`).join('')}
<path d="${s.gaps}" fill="none" stroke="${paint.dark}" stroke-width="2" opacity=".9"/>${shine}
<rect x="${s.handle[0] - 14}" y="${s.handle[1]}" width="22" height="5" rx="2.5" fill="${paint.dark}"/>
<ellipse cx="${s.headlight[0]}" cy="${s.headlight[1]}" rx="11" ry="8" fill="#f6f3e2" stroke="#50545a" stroke-width="2"/>
<rect x="${s.taillight[0] - 8}" y="${s.taillight[1] - 7}" width="13" height="16" rx="4" fill="#b3202a"/>
${s.extra ?? ''}
<rect x="${238 + next() * 12}" y="${s.handle[1] - 24}" width="18" height="12" rx="4" fill="${paint.base}" stroke="${paint.dark}"/>
${s.wheels.map((x) => wheel(x, wheelY, s.radius, spokes)).join('')}`;
}
