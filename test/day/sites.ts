/** The sites of the day: each at a port of its own, so that each is a host of its own. */
import { setTimeout as delay } from 'node:timers/promises';
import { type Answer, type LocalServer, serveLocally, textAnswer } from '../../examples/demo/site/local-server.ts';
import { startBehaviourSite } from '../site/behaviours.ts';
import type { Sites } from './catalogue.ts';

const SLOW_MS = 2_500;

export interface DaySites extends Sites {
  /** host:port of each. */
  readonly hosts: readonly string[];
  readonly hostOf: (name: keyof Sites) => string;
  /** Requests that a site was sent so far. */
  requests(name: 'good' | 'slow' | 'changing' | 'paused'): number;
  /** Every page of it says the same in other markup from now on. */
  changeMarkup(): void;
  /** What was dead answers. */
  revive(): Promise<void>;
  close(): Promise<void>;
}

export async function startSites(): Promise<DaySites> {
  const source = await startBehaviourSite();
  const now = new Date();
  let changed = false;
  const open: LocalServer[] = [source];
  const front = async (answer: (good: Answer, origin: string) => Promise<Answer> | Answer, port?: number) => {
    const server: LocalServer = await serveLocally(
      async ({ url }) => {
        if (url.pathname === '/robots.txt') return textAnswer(200, 'text/plain', 'User-agent: *\n', now);
        const response = await fetch(source.origin + url.pathname + url.search);
        const type = response.headers.get('content-type') ?? 'text/html';
        const bytes = Buffer.from(await response.arrayBuffer());
        const text = type.startsWith('text/html')
          ? bytes.toString('utf8').replaceAll(source.origin, server.origin)
          : undefined;
        const body = text === undefined ? bytes : Buffer.from(text);
        return answer({ status: response.status, type, body, lastModified: now }, server.origin);
      },
      port === undefined ? {} : { port },
    );
    open.push(server);
    return server;
  };
  const good = await front((answer) => answer);
  const slow = await front(async (answer) => {
    await delay(SLOW_MS);
    return answer;
  });
  const changing = await front((answer) =>
    changed ? { ...answer, body: Buffer.from(inOtherMarkup(answer.body.toString())) } : answer,
  );
  const paused = await front((answer) => answer);
  // A port that nobody listens at: taken once, to know that it is free.
  const once = await front((answer) => answer);
  const dead = once.origin;
  await once.close();
  open.splice(open.indexOf(once), 1);
  const origins = { good: good.origin, slow: slow.origin, changing: changing.origin, paused: paused.origin, dead };
  const servers = { good, slow, changing, paused };
  return {
    ...origins,
    hosts: Object.values(origins).map((origin) => new URL(origin).host),
    hostOf: (name) => new URL(origins[name]).host,
    requests: (name) => servers[name].requests.filter(({ path }) => path !== '/robots.txt').length,
    changeMarkup: () => {
      changed = true;
    },
    revive: async () => {
      await front((answer) => answer, Number(new URL(dead).port));
    },
    close: async () => {
      await Promise.all(open.map((server) => server.close()));
    },
  };
}

/** No data block any more, a list in place of the table, other class names. What a person reads stays as it was. */
function inOtherMarkup(html: string): string {
  return html
    .replace(/<script type="application\/ld\+json">[\s\S]*?<\/script>/g, '')
    .replaceAll('<table>', '<ul class="facts">')
    .replaceAll('</table>', '</ul>')
    .replaceAll('<tr><th>', '<li><span>')
    .replaceAll('</th><td>', '</span> <b>')
    .replaceAll('</td></tr>', '</b></li>')
    .replaceAll(' class="', ' class="v2-');
}
