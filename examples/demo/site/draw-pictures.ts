/**
 * Draws the sample site's photographs into `pictures/`; run by hand (`node examples/demo/site/draw-pictures.ts`), because the
 * result is committed: a fresh machine may lack the fonts of the plates.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { extname } from 'node:path';
import sharp from 'sharp';
import { dashboardView, engineView, type Face, frontView, rearView, wheelView } from './draw/close-views.ts';
import { dashPlate, doorPlate } from './draw/plates.ts';
import { type Scene, scenery } from './draw/scenery.ts';
import { type Paint, type Style, sideView } from './draw/side-view.ts';

interface Car {
  readonly name: string;
  readonly style: Style;
  readonly paint: Paint;
  readonly scene: Scene;
  readonly face: Face;
  readonly spokes: number;
}

const paint = (base: string, light: string, dark: string): Paint => ({ base, light, dark });
const low = { height: 'low' } as const;

const CARS: readonly Car[] = [
  {
    name: 'porsche-911',
    style: 'rear-engine',
    paint: paint('#1f83c9', '#7cc4ef', '#0f4a78'),
    scene: 'coast',
    face: { ...low, lamps: 'round' },
    spokes: 5,
  },
  {
    name: 'bmw-m3',
    style: 'saloon',
    paint: paint('#c8281e', '#ee7a64', '#74120d'),
    scene: 'mountains',
    face: { ...low, lamps: 'square' },
    spokes: 12,
  },
  {
    name: 'datsun-240z',
    style: 'longnose',
    paint: paint('#e57a1f', '#fbb877', '#8f430a'),
    scene: 'desert',
    face: { ...low, lamps: 'round' },
    spokes: 8,
  },
  {
    name: 'audi-s4',
    style: 'estate',
    paint: paint('#edc91b', '#fbeb8c', '#93780a'),
    scene: 'snow',
    face: { height: 'mid', lamps: 'slim' },
    spokes: 7,
  },
  {
    name: 'mazda-mx-5',
    style: 'roadster',
    paint: paint('#24459c', '#7d9be0', '#112357'),
    scene: 'farm',
    face: { ...low, lamps: 'slim' },
    spokes: 6,
  },
  {
    name: 'vw-golf',
    style: 'hatch',
    paint: paint('#6c737b', '#b4bac1', '#3a3f45'),
    scene: 'town',
    face: { height: 'mid', lamps: 'slim' },
    spokes: 5,
  },
  {
    name: 'toyota-tacoma',
    style: 'pickup',
    paint: paint('#bda57c', '#e2d2b1', '#75623f'),
    scene: 'desert',
    face: { height: 'tall', lamps: 'square' },
    spokes: 6,
  },
  {
    name: 'subaru-outback',
    style: 'estate',
    paint: paint('#4d7a56', '#92b899', '#274530'),
    scene: 'forest',
    face: { height: 'mid', lamps: 'slim' },
    spokes: 9,
  },
  {
    name: 'ford-f-150',
    style: 'pickup',
    paint: paint('#8f1420', '#cc5560', '#4d070e'),
    scene: 'farm',
    face: { height: 'tall', lamps: 'square' },
    spokes: 5,
  },
  {
    name: 'chevrolet-camaro',
    style: 'longnose',
    paint: paint('#e8e9ea', '#ffffff', '#9da2a8'),
    scene: 'town',
    face: { ...low, lamps: 'slim' },
    spokes: 10,
  },
  {
    name: 'honda-civic',
    style: 'saloon',
    paint: paint('#aeb5bc', '#e3e7ea', '#6c737a'),
    scene: 'town',
    face: { height: 'mid', lamps: 'slim' },
    spokes: 7,
  },
  {
    name: 'jeep-wrangler',
    style: 'box',
    paint: paint('#2a2c2f', '#6f7378', '#111214'),
    scene: 'mountains',
    face: { height: 'tall', lamps: 'round' },
    spokes: 5,
  },
  {
    name: 'audi-allroad',
    style: 'estate',
    paint: paint('#6e1f2b', '#ab5c68', '#3a0d15'),
    scene: 'forest',
    face: { height: 'mid', lamps: 'square' },
    spokes: 8,
  },
  {
    name: 'tesla-model-3',
    style: 'smooth',
    paint: paint('#f1efe9', '#ffffff', '#b1ada3'),
    scene: 'dusk',
    face: { ...low, lamps: 'slim' },
    spokes: 10,
  },
  {
    name: 'ford-mustang',
    style: 'longnose',
    paint: paint('#1f5a3c', '#5f9c7c', '#0c2e1d'),
    scene: 'coast',
    face: { ...low, lamps: 'slim' },
    spokes: 5,
  },
];

/** Which photographs exist beside the one from the side. */
const VIEWS: Readonly<Record<string, (car: Car, seed: number) => string>> = {
  'porsche-911-front.jpg': (c, s) => frontView(c.paint, c.face, 'coast', s),
  'porsche-911-wheel.webp': (c) => wheelView(c.paint, c.spokes),
  'bmw-m3-rear.jpg': (c, s) => rearView(c.paint, c.face, 'mountains', s),
  'bmw-m3-engine.jpg': (c) => engineView(c.paint, 4),
  'datsun-240z-front.jpg': (c, s) => frontView(c.paint, c.face, 'desert', s),
  'audi-s4-rear.jpg': (c, s) => rearView(c.paint, c.face, 'snow', s),
  'mazda-mx-5-dashboard.jpg': (_, s) => dashboardView('#8a6a48', 'farm', s),
  'vw-golf-front.webp': (c, s) => frontView(c.paint, c.face, 'town', s),
  'toyota-tacoma-rear.jpg': (c, s) => rearView(c.paint, c.face, 'desert', s),
  'toyota-tacoma-wheel.jpg': (c) => wheelView(c.paint, c.spokes),
  'subaru-outback-front.jpg': (c, s) => frontView(c.paint, c.face, 'forest', s),
  'ford-f-150-dashboard.jpg': (_, s) => dashboardView('#6b6f75', 'dusk', s),
  'honda-civic-dashboard.jpg': (_, s) => dashboardView('#9aa1a8', 'town', s),
  'jeep-wrangler-front.jpg': (c, s) => frontView(c.paint, c.face, 'mountains', s),
  'audi-allroad-wheel.png': (c) => wheelView(c.paint, c.spokes),
  'tesla-model-3-rear.webp': (c, s) => rearView(c.paint, c.face, 'dusk', s),
  'tesla-model-3-wheel.jpg': (c) => wheelView(c.paint, c.spokes),
  'ford-mustang-engine.jpg': (c) => engineView(c.paint, 8),
};

const svg = (inside: string): Buffer =>
  Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="640" height="480" viewBox="0 0 640 480">${inside}</svg>`);

/** Grain and a little softness, so that a drawing weighs and compresses like a photograph. */
async function develop(drawing: Buffer, name: string): Promise<Buffer> {
  const grain = await sharp({
    create: {
      width: 640,
      height: 480,
      channels: 3,
      background: '#808080',
      noise: { type: 'gaussian', mean: 128, sigma: 9 },
    },
  })
    .png()
    .toBuffer();
  const photo = sharp(drawing)
    .flatten()
    .blur(0.5)
    .composite([{ input: grain, blend: 'soft-light' }]);
  switch (extname(name)) {
    case '.webp':
      return photo.webp({ quality: 80 }).toBuffer();
    case '.png':
      // Without grain: PNG keeps every speck and would weigh ten times as much.
      return sharp(drawing).flatten().png({ palette: true, colours: 128 }).toBuffer();
    default:
      return photo.jpeg({ quality: 78 }).toBuffer();
  }
}

const out = new URL('./pictures/', import.meta.url);
await mkdir(out, { recursive: true });
for (const [seed, car] of CARS.entries()) {
  const side = `${scenery(car.scene, seed)}${sideView(car.style, car.paint, car.spokes, seed)}`;
  await writeFile(new URL(`${car.name}-side.jpg`, out), await develop(svg(side), '.jpg'));
  for (const [name, draw] of Object.entries(VIEWS).filter(([n]) => n.startsWith(car.name)))
    await writeFile(new URL(name, out), await develop(svg(draw(car, seed)), name));
}
await writeFile(new URL('jeep-wrangler-plate.jpg', out), await doorPlate('1J4FA24187L140385'));
await writeFile(new URL('ford-mustang-plate.jpg', out), await dashPlate('1FA6P8CF5G5287164'));
