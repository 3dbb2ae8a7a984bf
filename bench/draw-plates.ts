/**
 * Synthetic VIN plates in the conditions that photographs come in, for measuring the reader.
 * Invariant: a seed gives the same plates on every machine that has the DejaVu fonts; no number is a real car's, and
 * every number has a right check digit and a known maker.
 */
import sharp, { type Sharp } from 'sharp';
import { judgeVin } from '../src/vehicles/vin/vin.ts';

export interface Plate {
  readonly condition: string;
  readonly vin: string;
  readonly image: Buffer;
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export type Random = () => number;

export function seeded(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const MAKERS = ['1HG', '1FA', '1G1', '2T1', '3VW', '4T1', '5YJ', 'JTD', 'KM8', 'WBA', 'WAU', 'SAL'];
const LETTERS = 'ABCDEFGHJKLMNPRSTUVWXYZ';
const YEARS = 'ABCDEFGHJKLMNPRSTVWXY123456789';
const FONTS = ['DejaVu Sans', 'DejaVu Sans Mono', 'DejaVu Serif'];
const FONT_SIZE = 40;

const pick = <T>(random: Random, from: ArrayLike<T>): T => from[Math.floor(random() * from.length)] as T;

function randomVin(random: Random): string {
  const any = () => pick(random, `${LETTERS}0123456789`);
  const digits = Array.from({ length: 4 }, () => pick(random, '0123456789')).join('');
  const start = pick(random, MAKERS) + Array.from({ length: 5 }, any).join('');
  const end = pick(random, YEARS) + any() + any() + any() + digits;
  const vin = [...'0123456789X'].map((check) => start + check + end).find((one) => judgeVin(one) === 'valid');
  return vin ?? randomVin(random);
}

interface Look {
  readonly label?: string;
  readonly ink?: string;
  readonly paper?: string;
  /** Degrees. */
  readonly turn?: number;
  /** Size of the font in pixels. */
  readonly size?: number;
  /** Sigma in pixels of the finished picture. */
  readonly blur?: number;
  /** Standard deviation, of 255. */
  readonly noise?: number;
  readonly jpeg?: number;
}

const INK = '#151515';
const PAPER = '#f4f4f4';

/** In the order they are drawn. `hard` joins most of the others and may stay unread. */
export const CONDITIONS: Readonly<Record<string, (random: Random) => Look>> = {
  clean: () => ({}),
  '16 px': () => ({ size: 16 }),
  '11 px': () => ({ size: 11 }),
  'blur 1.5': () => ({ blur: 1.5 }),
  'blur 3': () => ({ blur: 3 }),
  'turned 3°': (random) => ({ turn: random() < 0.5 ? -3 : 3 }),
  'turned 8°': (random) => ({ turn: random() < 0.5 ? -8 : 8 }),
  noise: () => ({ noise: 45 }),
  'low contrast': () => ({ ink: '#8f8f8f', paper: '#b4b4b4' }),
  inverse: () => ({ ink: '#eeeeee', paper: '#202020' }),
  'JPEG 15': () => ({ jpeg: 15 }),
  label: () => ({ label: 'VIN: ' }),
  hard: (random) => ({
    size: 15,
    ink: '#6f6f6f',
    paper: '#bdbdbd',
    turn: random() < 0.5 ? -4 : 4,
    blur: 0.9,
    noise: 14,
  }),
};

/** Plate `n`: its condition follows from `n`, the rest from `random`. */
export async function drawPlate(n: number, random: Random): Promise<Plate> {
  const names = Object.keys(CONDITIONS);
  const condition = names[n % names.length] ?? '';
  const look = CONDITIONS[condition]?.(random) ?? {};
  const vin = randomVin(random);
  return { condition, vin, image: await draw(vin, pick(random, FONTS), look, random) };
}

async function draw(vin: string, font: string, look: Look, random: Random): Promise<Buffer> {
  const { label = '', ink = INK, paper = PAPER, size = FONT_SIZE, turn = 0 } = look;
  const text = `${label}${vin}`;
  const width = Math.round(text.length * FONT_SIZE * 0.75 + 60);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="100"><rect width="100%" height="100%" fill="${paper}"/><text x="30" y="64" font-family="${font}" font-size="${FONT_SIZE}" fill="${ink}">${text}</text></svg>`;
  let image = sharp(Buffer.from(svg)).flatten({ background: paper });
  if (turn !== 0) image = await after(image.rotate(turn, { background: paper }));
  if (size !== FONT_SIZE) image = await after(image.resize({ width: Math.round((width * size) / FONT_SIZE) }));
  if (look.blur !== undefined) image = await after(image.blur(look.blur));
  if (look.noise !== undefined) image = await grain(image, look.noise, random);
  return look.jpeg === undefined ? image.png().toBuffer() : image.jpeg({ quality: look.jpeg }).toBuffer();
}

/** sharp orders the steps of one pipeline itself; a new one keeps ours. */
async function after(image: Sharp): Promise<Sharp> {
  return sharp(await image.png().toBuffer());
}

async function grain(image: Sharp, deviation: number, random: Random): Promise<Sharp> {
  const { data, info } = await image.removeAlpha().raw().toBuffer({ resolveWithObject: true });
  for (let i = 0; i < data.length; i += info.channels) {
    // Box-Muller, one draw a pixel: grain is grey.
    const shift = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random()) * deviation;
    for (let c = 0; c < info.channels; c++) {
      data[i + c] = Math.max(0, Math.min(255, Math.round((data[i + c] ?? 0) + shift)));
    }
  }
  return sharp(data, { raw: { width: info.width, height: info.height, channels: info.channels } });
}
