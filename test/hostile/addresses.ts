/** Where a request may go: what the URL, the connection, DNS and a redirect say, each tried against canaries. */
import type { LookupAddress } from 'node:dns';
import { createDispatcher, type Resolve } from '../../src/fetching/connector.ts';
import { FetchFault } from '../../src/fetching/fetch-outcome.ts';
import { get } from '../../src/fetching/request.ts';
import { admitUrl } from '../../src/fetching/target.ts';
import { type Site, startHostileSite } from '../support/hostile-site.ts';
import { type Canary, startCanary } from './canary.ts';
import { type Case, corpus, distinct, type Kind, named } from './case.ts';
import { detours } from './loopback-only.ts';

const NOBODY: ReadonlySet<string> = new Set();
const HOSTS = corpus('private-hosts');

/** No name leaves this machine as a question. */
const known =
  (answers: (name: string) => readonly LookupAddress[] | undefined): Resolve =>
  async (name) => {
    const found = answers(name.toLowerCase().replace(/\.$/, ''));
    if (found === undefined) throw Object.assign(new Error(`${name} is not known`), { code: 'ENOTFOUND' });
    return found;
  };
const localhost = known((name) => (name === 'localhost' ? [v4('127.0.0.1'), v6('::1')] : undefined));
const v4 = (address: string): LookupAddress => ({ address, family: 4 });
const v6 = (address: string): LookupAddress => ({ address, family: 6 });

const messageOf = (error: unknown): string =>
  error instanceof FetchFault
    ? `${error.outcome}: ${error.message}`
    : error instanceof Error
      ? error.message
      : `${error}`;

function admitted(text: string): string {
  try {
    return `admitted ${admitUrl(text, NOBODY).href}`;
  } catch (error) {
    if (!(error instanceof FetchFault)) throw error;
    return messageOf(error);
  }
}

/** What a connection to a URL comes to, with nothing in front of the connector. */
async function connected(url: URL, resolve: Resolve): Promise<string> {
  const dispatcher = createDispatcher({ allow: NOBODY, resolve });
  try {
    const { body } = await dispatcher.request({ origin: url.origin, path: '/', method: 'GET' });
    return `answered ${await body.text()}`;
  } catch (error) {
    const message = messageOf(error);
    return / is private$/.test(message) ? 'private' : message;
  } finally {
    await dispatcher.destroy();
  }
}

export const urls: Kind = {
  name: 'URLs',
  atOnce: 1,
  cases: () => [
    ...distinct(corpus('urls').map(([outcome, text]) => ({ name: named(text), outcome, run: () => admitted(text) }))),
    {
      name: 'one of 10 kB',
      outcome: 'invalid: the address is 1',
      run: () => admitted(`http://cars.example/${'a'.repeat(10_000)}`),
    },
    { name: 'a host of 300 letters', outcome: 'admitted', run: () => admitted(`http://${'a.'.repeat(150)}example/`) },
    { name: 'a label of 64 letters', outcome: 'admitted', run: () => admitted(`http://${'a'.repeat(64)}.example/`) },
    {
      name: 'a thousand user names',
      outcome: 'invalid: the address at',
      run: () => admitted(`http://${'a@'.repeat(1_000)}x.example/`),
    },
    { name: 'back from https: to http:', outcome: 'downgraded', run: () => downgraded() },
    {
      name: 'a password is not repeated',
      outcome: 'silent',
      run: () => (/secret/.test(admitted('http://u:secret@cars.example/')) ? 'told' : 'silent'),
    },
  ],
};

function downgraded(): string {
  try {
    return admitUrl('http://cars.example/', NOBODY, new URL('https://cars.example/')).href;
  } catch (error) {
    return messageOf(error).includes('plain http') ? 'downgraded' : messageOf(error);
  }
}

export const connections = (canary: Canary): Kind => ({
  name: 'connections',
  atOnce: 1,
  cases: () =>
    HOSTS.map(([outcome, host]) => ({
      name: host,
      outcome,
      run: () => {
        const url = URL.parse(`http://${host}:${canary.port}/`);
        return url === null ? 'not a URL' : connected(url, localhost);
      },
    })),
});

/** Both are routed on the internet. The second is led to this machine, by what is below the program. */
const PUBLIC = '93.184.216.34';
const DETOURED = '93.184.216.35';
const PRIVATE = [
  '127.0.0.1',
  '127.8.8.8',
  '10.1.2.3',
  '172.20.0.1',
  '192.168.1.1',
  '169.254.169.254',
  '100.100.0.1',
  '0.0.0.0',
  '198.18.5.5',
  '224.0.0.251',
  '192.0.0.9',
];
const PRIVATE_6 = [
  '::1',
  '::',
  '::ffff:127.0.0.1',
  '::ffff:7f00:1',
  '::7f00:1',
  '64:ff9b::7f00:1',
  '2002:7f00:1::',
  'fe80::1',
  'fd00::1',
  'fec0::1',
  '2001:db8::1',
  'fd00:ec2::254',
];

export const names = (canary: Canary): Kind => {
  let below: Canary | undefined;
  const ask = (answers: (asked: number) => readonly LookupAddress[]) => async () => {
    let asked = 0;
    const url = new URL(`http://cars.test:${canary.port}/`);
    return connected(url, async () => answers(asked++));
  };
  const answer = (name: string, outcome: string, ...answers: LookupAddress[]): Case => ({
    name,
    outcome,
    run: ask(() => answers),
  });
  return {
    name: 'DNS answers',
    atOnce: 1,
    async cases() {
      below = await startCanary();
      detours.set(DETOURED, below.port);
      return [
        ...PRIVATE.map((ip) => answer(ip, 'private', v4(ip))),
        ...PRIVATE_6.map((ip) => answer(ip, 'private', v6(ip))),
        ...PRIVATE.map((ip) => answer(`a public one, then ${ip}`, 'private', v4(PUBLIC), v4(ip))),
        ...PRIVATE_6.map((ip) => answer(`a public one, then ${ip}`, 'private', v4(PUBLIC), v6(ip))),
        ...PRIVATE.map((ip) => answer(`${ip}, then a public one`, 'private', v4(ip), v4(PUBLIC))),
        answer(
          'ninety-nine public ones, then 127.0.0.1',
          'private',
          ...Array.from({ length: 99 }, () => v4(PUBLIC)),
          v4('127.0.0.1'),
        ),
        answer('none', 'cars.test has no address'),
        answer('no address at all', 'private', v4('not an address')),
        answer('an empty one', 'private', v4('')),
        answer('one with a zone', 'private', v6('fe80::1%lo')),
        answer('one of the wrong family', 'private', v6('127.0.0.1')),
        answer('a public one that something below leads to this machine', 'private', v4(DETOURED)),
        {
          name: 'a public one, and a private one when asked again',
          outcome: 'private, asked once',
          run: () => rebound(canary),
        },
        {
          name: 'no such name',
          outcome: 'nobody.test is not known',
          run: () => connected(new URL(`http://nobody.test:${canary.port}/`), localhost),
        },
        {
          name: 'a.localhost',
          outcome: 'private',
          run: () => connected(new URL(`http://a.localhost:${canary.port}/`), async () => [v4('127.0.0.1')]),
        },
      ];
    },
    async close() {
      detours.clear();
      await below?.close();
    },
  };
};

/** The first answer is public and judged; were the name asked again to connect, the second would lead to the canary. */
async function rebound(canary: Canary): Promise<string> {
  let asked = 0;
  const outcome = await connected(new URL(`http://rebind.test:${canary.port}/`), async () => {
    asked += 1;
    return [v4(asked === 1 ? DETOURED : '127.0.0.1')];
  });
  return asked === 1 ? `${outcome}, asked once` : `${outcome}, asked ${asked} times`;
}

const STATUSES = [301, 302, 303, 307, 308] as const;

export const redirects = (canary: Canary): Kind => {
  let site: Site | undefined;
  const follow = async (path: string): Promise<string> => {
    if (site === undefined) throw new Error('the site is not there');
    const allow = new Set([site.allow]);
    const dispatcher = createDispatcher({ allow, resolve: localhost });
    try {
      const { body } = await get({ dispatcher, allow, userAgent: 'micro-scrape/test' }, new URL(path, site.origin), {
        signal: new AbortController().signal,
        deadlineMs: 5_000,
        maxBytes: 10_000,
        accept: '*/*',
      });
      return `read ${body.length} bytes`;
    } catch (error) {
      return messageOf(error);
    } finally {
      await dispatcher.destroy();
    }
  };
  const to = (status: number, target: string) => follow(`/to?status=${status}&url=${encodeURIComponent(target)}`);
  return {
    name: 'redirects',
    atOnce: 1,
    async cases() {
      site = await startHostileSite({
        '/refresh': (response) =>
          response.writeHead(200, { refresh: `0; url=http://127.0.0.1:${canary.port}/` }).end('here'),
        '/meta': (response) =>
          response.end(`<meta http-equiv="refresh" content="0; url=http://127.0.0.1:${canary.port}/">`),
        '/two': (response) => {
          response.setHeader('location', [`http://127.0.0.1:${canary.port}/`, 'http://[::1]:1/']);
          response.writeHead(302).end();
        },
        '/with-body': (response) =>
          response.writeHead(302, { location: `http://[::1]:${canary.port}/` }).end('x'.repeat(100_000)),
      });
      // At the canary's port, and at a port of the web, where only the address can be the reason.
      const forms = (host: string) => [
        `http://${host}:${canary.port}/`,
        `http://${host}:8080/`,
        `//${host}:8443/`,
        `https://${host}/`,
      ];
      return [
        ...HOSTS.flatMap(([, host], n) => {
          const status = STATUSES[n % STATUSES.length] ?? 302;
          const target = forms(host)[n % 4] ?? host;
          return { name: `${status} to ${target}`, outcome: 'invalid', run: () => to(status, target) };
        }),
        ...STATUSES.flatMap((status) =>
          ['127.0.0.1', '[::1]', 'localhost', '169.254.169.254'].flatMap((host) =>
            forms(host).map((target) => ({
              name: `${status} to ${target}`,
              outcome: 'invalid',
              run: () => to(status, target),
            })),
          ),
        ).filter(({ name }, n, all) => all.findIndex((each) => each.name === name) === n),
        // No header may hold a control character.
        ...corpus('urls')
          .filter(([outcome, text]) => /scheme|at$|port/.test(outcome) && !/\p{Cc}/u.test(text))
          .map(([, text]) => ({ name: `302 to ${named(text)}`, outcome: 'invalid', run: () => to(302, text) })),
        { name: 'to itself for ever', outcome: 'invalid: more than 5 redirects', run: () => follow('/loop') },
        { name: 'six in a row', outcome: 'invalid: more than 5 redirects', run: () => follow('/hops?left=6') },
        { name: 'five in a row', outcome: 'read', run: () => follow('/hops?left=5') },
        { name: 'to nowhere', outcome: 'invalid', run: () => follow('/redirect-to-nowhere') },
        { name: 'in a header that only browsers know', outcome: 'read 4 bytes', run: () => follow('/refresh') },
        { name: 'in the markup', outcome: 'read', run: () => follow('/meta') },
        { name: 'to two places', outcome: 'invalid', run: () => follow('/two') },
        { name: 'with a body nobody reads', outcome: 'invalid', run: () => follow('/with-body') },
      ] satisfies Case[] as readonly Case[];
    },
    close: async () => site?.close(),
  };
};
