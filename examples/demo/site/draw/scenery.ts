/**
 * Places for the sample photographs, as SVG for a 640 x 480 canvas with the ground line at y = 372.
 */

export type Scene = 'coast' | 'mountains' | 'desert' | 'forest' | 'town' | 'farm' | 'dusk' | 'snow';

/** A repeatable sequence in 0..1, so that a picture drawn again is the same picture. */
export function sequence(seed: number): () => number {
  let state = seed * 2_654_435_761;
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 3_266_489_917) | 0;
    return ((state ^ (state >>> 13)) >>> 0) / 2 ** 32;
  };
}

const repeat = (n: number, draw: (i: number) => string): string =>
  Array.from({ length: n }, (_, i) => draw(i)).join('');

const sky = (top: string, low: string): string =>
  `<defs><linearGradient id="sky" x2="0" y2="1"><stop offset="0" stop-color="${top}"/><stop offset="1" stop-color="${low}"/></linearGradient></defs><rect width="640" height="330" fill="url(#sky)"/>`;

const road = (near: string, far: string): string =>
  `<defs><linearGradient id="road" x2="0" y2="1"><stop offset="0" stop-color="${far}"/><stop offset="1" stop-color="${near}"/></linearGradient></defs><rect y="330" width="640" height="150" fill="url(#road)"/>`;

const cloud = (x: number, y: number, s: number, fill = '#fff', opacity = 0.8): string =>
  `<g transform="translate(${x} ${y}) scale(${s})" fill="${fill}" opacity="${opacity}"><ellipse rx="44" ry="15"/><ellipse cx="-20" cy="-10" rx="24" ry="16"/><ellipse cx="14" cy="-15" rx="28" ry="20"/></g>`;

/** A ridge from left to right as one filled polygon. */
function ridge(base: number, height: number, peaks: number, fill: string, next: () => number): string {
  const step = 640 / peaks;
  const points = Array.from({ length: peaks * 2 + 1 }, (_, i) => {
    const y = i % 2 === 1 ? base - height * (0.55 + 0.45 * next()) : base - height * 0.25 * next();
    return `${Math.round((i * step) / 2)},${Math.round(y)}`;
  });
  return `<polygon points="0,${base + 20} ${points.join(' ')} 640,${base + 20}" fill="${fill}"/>`;
}

const fir = (x: number, base: number, h: number, fill: string): string =>
  `<rect x="${x - 2}" y="${base - h * 0.12}" width="4" height="${h * 0.12}" fill="#4a3524"/>${repeat(
    3,
    (i) =>
      `<polygon points="${x - h * (0.24 - i * 0.05)},${base - h * (0.1 + i * 0.26)} ${x},${base - h * (0.52 + i * 0.24)} ${x + h * (0.24 - i * 0.05)},${base - h * (0.1 + i * 0.26)}" fill="${fill}"/>`,
  )}`;

const tree = (x: number, base: number, s: number, fill: string): string =>
  `<rect x="${x - 3 * s}" y="${base - 34 * s}" width="${6 * s}" height="${34 * s}" fill="#5b432e"/><circle cx="${x}" cy="${base - 52 * s}" r="${26 * s}" fill="${fill}"/><circle cx="${x - 18 * s}" cy="${base - 40 * s}" r="${18 * s}" fill="${fill}"/><circle cx="${x + 18 * s}" cy="${base - 42 * s}" r="${19 * s}" fill="${fill}"/>`;

function house(x: number, w: number, h: number, wall: string, roof: string): string {
  const windows = repeat(Math.floor(h / 34), (r) =>
    repeat(
      Math.floor(w / 26),
      (c) =>
        `<rect x="${x + 8 + c * 26}" y="${330 - h + 14 + r * 32}" width="13" height="18" fill="#53677a" stroke="#f3ece0" stroke-width="2"/>`,
    ),
  );
  return `<rect x="${x}" y="${330 - h}" width="${w}" height="${h}" fill="${wall}"/><polygon points="${x - 5},${330 - h} ${x + w / 2},${330 - h - 30} ${x + w + 5},${330 - h}" fill="${roof}"/>${windows}`;
}

/** The whole background of one photograph. */
export function scenery(scene: Scene, seed: number): string {
  const next = sequence(seed + 11);
  switch (scene) {
    case 'coast':
      return `${sky('#6fb4de', '#e6f3f7')}<circle cx="520" cy="80" r="30" fill="#fff6d8"/>${cloud(130, 80, 1.1)}${cloud(330, 54, 0.7)}<rect y="240" width="640" height="92" fill="#3f86a6"/>${repeat(26, () => `<rect x="${next() * 620}" y="${246 + next() * 74}" width="${18 + next() * 40}" height="1.6" fill="#cfe8ef" opacity=".55"/>`)}<polygon points="0,240 0,190 70,200 150,222 210,240" fill="#5f7a5a"/>${road('#8f8a80', '#c3b79c')}<rect y="318" width="640" height="6" fill="#e9e4d6"/>${repeat(14, (i) => `<rect x="${i * 48 + 10}" y="318" width="5" height="20" fill="#d8d0be"/>`)}`;
    case 'mountains':
      return `${sky('#83b7e2', '#eef4f5')}${cloud(480, 66, 1)}${ridge(290, 190, 4, '#8fa3b8', next)}${ridge(310, 110, 6, '#6d8670', next)}${ridge(332, 46, 9, '#5c7a4c', next)}${road('#6d6e70', '#94938e')}${repeat(5, (i) => `<rect x="${i * 150 - 20}" y="430" width="80" height="6" fill="#f0ead6" opacity=".8"/>`)}`;
    case 'desert':
      return `${sky('#f2b880', '#fdebc8')}<circle cx="120" cy="110" r="36" fill="#fff3cf"/>${ridge(300, 100, 3, '#b8694a', next)}<polygon points="410,300 430,210 540,206 560,300" fill="#a4553b"/>${ridge(334, 30, 7, '#cf9b68', next)}${road('#b99468', '#ddb988')}${repeat(12, () => `<ellipse cx="${next() * 640}" cy="${392 + next() * 80}" rx="${4 + next() * 8}" ry="3" fill="#8d6b45" opacity=".6"/>`)}<path d="M70 332v-64m0 26h-18v-22m18 34h20v-30" stroke="#5d7a46" stroke-width="11" stroke-linecap="round" fill="none"/>`;
    case 'forest':
      return `${sky('#a9cfd8', '#e7f0e2')}${repeat(22, () => fir(next() * 640, 326, 110 + next() * 80, '#4e7358'))}<rect y="306" width="640" height="30" fill="#7d9560"/>${repeat(18, () => fir(next() * 640, 334, 80 + next() * 70, '#33573f'))}${road('#7d7264', '#9b8f7a')}<rect y="326" width="640" height="14" fill="#6f8750"/>`;
    case 'town':
      return `${sky('#b9d3e6', '#f4f1e8')}${cloud(200, 50, 0.8)}${house(0, 110, 150, '#d8b48c', '#8d4a36')}${house(118, 92, 190, '#c9cdbf', '#5f5a58')}${house(218, 128, 140, '#e0cfae', '#9c5b3d')}${house(356, 100, 200, '#b9a291', '#5c4a44')}${house(464, 180, 156, '#d6c2b0', '#84503e')}${road('#77787c', '#9a9a98')}<rect y="330" width="640" height="12" fill="#bdb8ae"/>`;
    case 'farm':
      return `${sky('#8fc4e8', '#f5f2dc')}${cloud(420, 76, 1.2)}${cloud(120, 60, 0.8)}<ellipse cx="180" cy="340" rx="330" ry="60" fill="#9dab5c"/><ellipse cx="520" cy="344" rx="300" ry="70" fill="#86994d"/><rect x="430" y="220" width="116" height="88" fill="#9b3f32"/><polygon points="420,222 446,182 530,182 556,222" fill="#57443d"/><rect x="470" y="256" width="36" height="52" fill="#f0e6d6"/><path d="M470 256l36 52m0-52l-36 52" stroke="#9b3f32" stroke-width="4"/>${tree(90, 320, 1.3, '#5f7f3a')}${road('#8d7a5e', '#ab9670')}`;
    case 'dusk':
      return `${sky('#3d4a78', '#f0a878')}<circle cx="320" cy="300" r="42" fill="#ffd9a0"/>${ridge(316, 80, 5, '#5b4a6d', next)}${ridge(334, 30, 8, '#3e3650', next)}${road('#45424e', '#6e6470')}${repeat(4, (i) => `<rect x="${60 + i * 170}" y="190" width="5" height="142" fill="#2e2a38"/><circle cx="${62 + i * 170}" cy="188" r="9" fill="#ffe2ae"/>`)}`;
    case 'snow':
      return `${sky('#b7c9da', '#f2f6f9')}${ridge(300, 140, 4, '#cfdbe6', next)}${repeat(20, () => fir(next() * 640, 330, 70 + next() * 70, '#5e7d78'))}${road('#dfe5ea', '#f5f8fa')}${repeat(60, () => `<circle cx="${next() * 640}" cy="${next() * 460}" r="${1 + next() * 1.6}" fill="#fff" opacity=".9"/>`)}`;
  }
}
