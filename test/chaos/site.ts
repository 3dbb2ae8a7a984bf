/**
 * A listing site on a bad day: in front of the well-behaved one, every tenth answer goes wrong while `faulty` is set.
 * Invariant: an answer with status 200 that is complete is always the right one.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { type Answer, type LocalServer, serveLocally, textAnswer } from '../../examples/demo/site/local-server.ts';
import { startBehaviourSite } from '../site/behaviours.ts';
import type { Random } from './random.ts';

const FAULTS = ['503', '429', 'reset', 'truncated', 'hang', 'drip'] as const;
const SHARE = 0.1;

export interface ChaosSite {
  readonly origin: string;
  readonly requests: number;
  /** How often each fault was shown. */
  readonly faults: ReadonlyMap<string, number>;
  faulty: boolean;
  /** Answers nothing but 503, robots.txt included. */
  away: boolean;
  /** A person has asked for peace: requests that come now are counted. */
  leftAlone: boolean;
  readonly disturbed: number;
  close(): Promise<void>;
}

export async function startChaosSite(random: Random): Promise<ChaosSite> {
  const good = await startBehaviourSite();
  const faults = new Map<string, number>();
  const now = new Date();
  let disturbed = 0;
  const front: LocalServer = await serveLocally(async ({ url }, response) => {
    if (site.leftAlone) disturbed += 1;
    if (site.away) return textAnswer(503, 'text/plain', 'away', now);
    const answer = await goodAnswer(url);
    if (!site.faulty || url.pathname === '/robots.txt' || !random.chance(SHARE)) return answer;
    const fault = random.pick(FAULTS);
    faults.set(fault, (faults.get(fault) ?? 0) + 1);
    switch (fault) {
      case '503':
        return textAnswer(503, 'text/plain', 'busy', now);
      case '429':
        return { ...textAnswer(429, 'text/plain', 'slower', now), headers: { 'retry-after': '1' } };
      case 'reset':
        response.destroy();
        return undefined;
      case 'hang':
        return undefined;
      case 'truncated':
        response.writeHead(200, { 'content-type': answer.type, 'content-length': answer.body.length });
        response.write(answer.body.subarray(0, answer.body.length / 2), () => response.destroy());
        return undefined;
      case 'drip':
        response.writeHead(200, { 'content-type': answer.type, 'content-length': answer.body.length });
        for (const byte of answer.body) {
          if (response.destroyed) break;
          response.write(Buffer.of(byte));
          await delay(50);
        }
        return undefined;
    }
  });

  async function goodAnswer(url: URL): Promise<Answer> {
    const response = await fetch(good.origin + url.pathname + url.search);
    const bytes = Buffer.from(await response.arrayBuffer());
    const type = response.headers.get('content-type') ?? 'text/html';
    // Its pages name their pictures by its own address.
    const body = type.startsWith('text/html')
      ? Buffer.from(bytes.toString('utf8').replaceAll(good.origin, front.origin), 'utf8')
      : bytes;
    return { status: response.status, type, body, lastModified: now };
  }

  const site: ChaosSite = {
    origin: front.origin,
    get requests() {
      return front.requests.length;
    },
    faults,
    faulty: true,
    away: false,
    leftAlone: false,
    get disturbed() {
      return disturbed;
    },
    async close() {
      await front.close();
      await good.close();
    },
  };
  return site;
}
