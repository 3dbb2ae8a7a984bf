/**
 * A site that misbehaves: one route per bad behaviour of a page or a picture, for tests over real HTTP on 127.0.0.1.
 * Invariant: what a route does depends only on its URL and, where it says so, on how often that URL was asked.
 */
import { setTimeout as after } from 'node:timers/promises';
import sharp from 'sharp';
import { SAMPLE_LISTINGS } from '../../examples/demo/site/listings.ts';
import {
  type Answer,
  type LocalServer,
  type ServeOptions,
  serveLocally,
  textAnswer,
} from '../../examples/demo/site/local-server.ts';
import { robotCheckPage } from '../../examples/demo/site/pages/no-listing.ts';
import { renderListing } from '../../examples/demo/site/render.ts';
import { loadPictures } from '../../examples/demo/site/sample-site.ts';
import { numberedCarPage } from './cars.ts';

/** The routes by name; a function where the URL carries a number. `key` tells otherwise equal URLs apart. */
export const BEHAVIOURS = {
  /** A small complete listing of car `n`, with `pictures` photographs, all different. */
  car: (n: number, pictures = 0): string => (pictures === 0 ? `/car/${n}` : `/car/${n}?pictures=${pictures}`),
  notFound: '/status/404',
  gone: '/status/410',
  /** 500 for the first `times` requests, then car 1. */
  failing: (times: number, key = ''): string => `/failing?times=${times}&key=${key}`,
  /** 429 with Retry-After for the first `times` requests, then car 2. */
  busy: (times: number, retryAfterSeconds: number, key = ''): string =>
    `/busy?times=${times}&retry-after=${retryAfterSeconds}&key=${key}`,
  /** Car 3 followed by comments up to 10 MB. */
  huge: '/huge',
  /** 200 and not one byte. */
  empty: '/empty',
  pdf: '/brochure.pdf',
  /** A bot defence's device check, answered with 200. */
  robotCheck: '/robot-check',
  /** The root of an application, which only scripts would fill. */
  shell: '/shell',
  /** A JPEG where a page should be. */
  image: '/page-that-is-a-picture',
  /** A complete listing in Latin-1 bytes; no charset in the header, none in the page. */
  latin1: '/latin-1',
  /** `hops` redirects, then car 4. */
  redirects: (hops: number): string => `/redirects/${hops}`,
  redirectLoop: '/loop/a',
  /** To this machine, at a port that nobody allowed. */
  redirectToPrivate: '/redirect-to-private',
  /** To a file of the machine. */
  redirectToFile: '/redirect-to-file',
  /** Never answers. */
  hang: '/hang',
  /** Headers and half a page, then never a byte more. */
  stall: '/stall',
  /** Car 5 after `ms` milliseconds. */
  slow: (ms: number): string => `/slow?ms=${ms}`,
  /** Car 8, whose one picture comes `ms` milliseconds after it was asked for. */
  slowPicture: (ms: number): string => `/slow-picture?ms=${ms}`,
  /** Car 6, whose pictures are HTML, missing, cut in half, empty or torn off; with one that is well if asked. */
  brokenPictures: (withOneGood = false): string => `/broken-pictures?good=${withOneGood ? 1 : 0}`,
} as const;

const BROKEN = ['html.jpg', 'missing.jpg', 'truncated.jpg', 'empty.jpg', 'torn.jpg'] as const;
const HUGE_BYTES = 10 * 1024 * 1024;

/** What a photograph costs a daemon goes by its pixels, and nobody looks at these. */
const PICTURE_WIDTH = 160;

/** The sample site's photographs in that width, each made when it is first asked for. */
async function smallPictures(): Promise<(i: number) => Promise<Buffer>> {
  const all = await loadPictures();
  const originals = [...all].filter(([name]) => name.endsWith('.jpg')).map(([, answer]) => answer.body);
  const made = new Map<number, Promise<Buffer>>();
  return (i) => {
    const place = i % originals.length;
    const picture = made.get(place) ?? sharp(originals[place]).resize({ width: PICTURE_WIDTH }).jpeg().toBuffer();
    made.set(place, picture);
    return picture;
  };
}

/** A JPEG with a comment segment of its own after the first marker: same picture, another hash, no encoding. */
function stamped(jpeg: Buffer, stamp: string): Buffer {
  const text = Buffer.from(stamp, 'latin1');
  const segment = Buffer.alloc(4);
  segment.writeUInt16BE(0xff_fe, 0);
  segment.writeUInt16BE(text.length + 2, 2);
  return Buffer.concat([jpeg.subarray(0, 2), segment, text, jpeg.subarray(2)]);
}

const firstHalf = (bytes: Buffer): Buffer => bytes.subarray(0, bytes.length / 2);

export async function startBehaviourSite(options: ServeOptions = {}): Promise<LocalServer> {
  const now = new Date();
  const jpeg = await smallPictures();
  const asked = new Map<string, number>();

  const raw = (type: string, body: Buffer): Answer => ({ status: 200, type, body, lastModified: now });
  const html = (text: string): Answer => textAnswer(200, 'text/html', text, now);
  const status = (code: number): Answer => textAnswer(code, 'text/html', `<title>${code}</title><h1>${code}</h1>`, now);
  const redirect = (location: string): Answer => ({ ...status(302), headers: { location } });
  const car = (n: number, pictures: readonly string[] = []): Answer => html(numberedCarPage(n, pictures));

  return serveLocally(async ({ url }, response) => {
    const { origin, pathname, searchParams, href } = url;
    const number = (name: string): number => Number(searchParams.get(name) ?? 0);
    const [, first = '', second = '', third = ''] = pathname.split('/');
    const times = (asked.get(href) ?? 0) + 1;
    asked.set(href, times);

    switch (first) {
      case 'robots.txt':
        return textAnswer(200, 'text/plain', 'User-agent: *\nDisallow: /private/\n', now);
      case 'car': {
        const urls = Array.from({ length: number('pictures') }, (_, i) => `${origin}/picture/${second}/${i}.jpg`);
        return car(Number(second), urls);
      }
      case 'picture':
        return raw('image/jpeg', stamped(await jpeg(Number.parseInt(third, 10)), `${second}/${third}`));
      case 'status':
        return status(Number(second));
      case 'failing':
        return times <= number('times') ? status(500) : car(1);
      case 'busy':
        return times <= number('times')
          ? { ...status(429), headers: { 'retry-after': String(number('retry-after')) } }
          : car(2);
      case 'huge': {
        const page = numberedCarPage(3, []);
        return html(page + '<!-- nothing to see here -->\n'.repeat(Math.ceil((HUGE_BYTES - page.length) / 29)));
      }
      case 'empty':
        return raw('text/html', Buffer.alloc(0));
      case 'brochure.pdf':
        return raw(
          'application/pdf',
          Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n'),
        );
      case 'robot-check':
        return html(robotCheckPage({ origin, path: pathname, now }));
      case 'shell':
        return html('<title>Market</title><div id="root"></div><script type="module" src="/app.js"></script>');
      case 'page-that-is-a-picture':
        return raw('image/jpeg', await jpeg(0));
      case 'latin-1': {
        const listing = SAMPLE_LISTINGS.find((l) => l.slug === 'audi-allroad-2002');
        const answer = listing && renderListing(listing, { origin, path: pathname, now });
        if (!answer) throw new Error('the sample site has lost its Latin-1 listing');
        return answer;
      }
      case 'redirects':
        return redirect(Number(second) > 1 ? `/redirects/${Number(second) - 1}` : '/car/4');
      case 'loop':
        return redirect(second === 'a' ? '/loop/b' : '/loop/a');
      case 'redirect-to-private':
        return redirect('http://127.0.0.1:1/latest/meta-data/');
      case 'redirect-to-file':
        return redirect('file:///etc/passwd');
      case 'hang':
        return undefined;
      case 'stall':
        response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
        response.write(numberedCarPage(7, []).slice(0, 400));
        return undefined;
      case 'slow':
        return (await stays(number('ms'))) ? car(5) : undefined;
      case 'slow-picture':
        return car(8, [`${origin}/late-picture?ms=${number('ms')}`]);
      case 'late-picture':
        return (await stays(number('ms'))) ? raw('image/jpeg', await jpeg(0)) : undefined;
      case 'broken-pictures': {
        const urls = BROKEN.map((name) => `${origin}/broken/${name}`);
        return car(6, number('good') === 1 ? [...urls, `${origin}/picture/6/0.jpg`] : urls);
      }
      case 'broken':
        return brokenPicture(second);
      default:
        return status(404);
    }

    /** False: whoever asked has hung up in the meantime, and is not waited for. */
    function stays(ms: number): Promise<boolean> {
      const left = new AbortController();
      response.once('close', () => left.abort());
      return after(ms, true, { signal: left.signal, ref: false }).catch(() => false);
    }

    async function brokenPicture(name: string): Promise<Answer | undefined> {
      switch (name) {
        case 'html.jpg':
          return raw('image/jpeg', Buffer.from('<!DOCTYPE html><title>Sign in</title><p>Sign in to see pictures.</p>'));
        case 'truncated.jpg':
          return raw('image/jpeg', firstHalf(await jpeg(1)));
        case 'empty.jpg':
          return raw('image/jpeg', Buffer.alloc(0));
        case 'torn.jpg': {
          const whole = await jpeg(2);
          response.writeHead(200, { 'content-type': 'image/jpeg', 'content-length': whole.length });
          response.write(firstHalf(whole), () => response.destroy());
          return undefined;
        }
        default:
          return status(404);
      }
    }
  }, options);
}
