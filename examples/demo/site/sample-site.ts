/**
 * The bundled listing site: 24 rows' pages with pictures on 127.0.0.1, for the demo and for tests of the whole way.
 * Invariant: it answers the same bytes for an address as long as it lives, so conditional requests get 304.
 */
import { readdir, readFile, stat } from 'node:fs/promises';
import { extname } from 'node:path';
import sharp from 'sharp';
import { SAMPLE_LISTINGS } from './listings.ts';
import { type Answer, type LocalServer, type ServeOptions, serveLocally, textAnswer } from './local-server.ts';
import { frontPage, LOGO_SVG, NO_PHOTO_SVG } from './pages/front.ts';
import { missingPage } from './pages/no-listing.ts';
import { renderListing } from './render.ts';

const PICTURES = new URL('./pictures/', import.meta.url);
const TYPES: Readonly<Record<string, string>> = { '.jpg': 'image/jpeg', '.webp': 'image/webp', '.png': 'image/png' };
const ROBOTS = 'User-agent: *\nDisallow: /private/\nAllow: /\n';

/** The committed pictures by file name, each with its type and date. */
export async function loadPictures(): Promise<ReadonlyMap<string, Answer>> {
  const names = (await readdir(PICTURES)).filter((n) => extname(n) in TYPES).sort();
  const entries = names.map(async (name): Promise<[string, Answer]> => {
    const file = new URL(name, PICTURES);
    const [body, { mtime }] = await Promise.all([readFile(file), stat(file)]);
    return [name, { status: 200, type: TYPES[extname(name)] ?? 'application/octet-stream', body, lastModified: mtime }];
  });
  return new Map(await Promise.all(entries));
}

/** Makes a 160 pixel wide JPEG of a picture the first time it is asked for. */
function thumbnails(pictures: ReadonlyMap<string, Answer>): (name: string) => Promise<Answer> | undefined {
  const made = new Map<string, Promise<Answer>>();
  return (name) => {
    const picture = pictures.get(name);
    if (picture === undefined) return undefined;
    const thumb =
      made.get(name) ??
      sharp(picture.body)
        .resize({ width: 160 })
        .jpeg({ quality: 70 })
        .toBuffer()
        .then((body): Answer => ({ ...picture, type: 'image/jpeg', body }));
    made.set(name, thumb);
    return thumb;
  };
}

/** Starts the site on a free port of 127.0.0.1 unless told otherwise. Rejects when the port is taken. */
export async function startSampleSite(options: ServeOptions = {}): Promise<LocalServer> {
  const now = new Date();
  const pictures = await loadPictures();
  const thumbnail = thumbnails(pictures);
  const listings = new Map(SAMPLE_LISTINGS.map((l) => [l.path, l]));
  const missing = (): Answer => textAnswer(404, 'text/html', missingPage(), now);

  return serveLocally(async ({ url }) => {
    const path = url.pathname;
    const listing = listings.get(path);
    if (listing !== undefined) return renderListing(listing, { origin: url.origin, path, now }) ?? missing();
    const name = path.slice(path.lastIndexOf('/') + 1);
    if (path === `/pictures/${name}`) return pictures.get(name) ?? missing();
    if (path === `/thumbs/${name}`) return (await thumbnail(name)) ?? missing();
    switch (path) {
      case '/':
        return textAnswer(200, 'text/html', frontPage(SAMPLE_LISTINGS), now);
      case '/robots.txt':
        return textAnswer(200, 'text/plain', ROBOTS, now);
      case '/assets/logo.svg':
        return textAnswer(200, 'image/svg+xml', LOGO_SVG, now);
      case '/assets/no-photo.svg':
        return textAnswer(200, 'image/svg+xml', NO_PHOTO_SVG, now);
      case '/private/ledger':
        return textAnswer(
          200,
          'text/html',
          '<title>Ledger</title><p>robots.txt asks robots not to read this.</p>',
          now,
        );
      default:
        return missing();
    }
  }, options);
}
