/**
 * One page in one context of a browser, from its address to its markup.
 * Invariant: the context is made for the page and ends with it, nothing of it is waited for past the deadline, and
 * whatever limit is reached has a name in the result.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, CDPSession, HTTPResponse, Page } from 'puppeteer-core';
import { PermanentError, RetryError } from '../../runtime/errors.ts';
import { messageOf } from '../../runtime/thrown.ts';
import { abortable } from '../../runtime/wait.ts';
import type { DispatcherOptions } from '../connector.ts';
import { FetchFault } from '../fetch-outcome.ts';
import { judgeStatus } from '../request.ts';
import { describeUrl } from '../target.ts';
import { EgressProxy, type PassedHost } from './egress-proxy.ts';
import { BEFORE } from './in-page.ts';
import { PageRequests } from './page-requests.ts';
import { type Ending, Patience, type Verdict } from './patience.ts';
import { PageView } from './view.ts';
import type { Watch } from './watch.ts';

export interface RenderJob {
  readonly target: URL;
  readonly userAgent: string;
  readonly guard: DispatcherOptions;
  /** Takes the turn at the host: asked when all is ready for the page to leave, so that it leaves then. */
  readonly begin: () => Promise<void>;
  /** What robots.txt of an address says. */
  readonly mayAsk: (url: URL) => Promise<boolean>;
  /** What the page holds as it stands now. */
  readonly judge: (page: { readonly url: string; readonly html: string }) => Promise<Verdict>;
  readonly signal: AbortSignal;
}

export interface RenderedPage {
  /** As the page calls itself at its end; the site's own in any case. */
  readonly url: string;
  readonly html: string;
  /** Why it was not waited for any longer: a word of `Ending`, or the limit that it reached. */
  readonly ended: Ending | (string & {});
  /** Sent by the page, the first one among them. */
  readonly requests: number;
  readonly bytes: number;
  /** Whom it asked for, and what came of that. */
  readonly log: readonly PassedHost[];
}

/** From the first byte on. A slow host's plain page may take as long. */
const DEADLINE_MS = 20_000;
const ANSWER_MS = 12_000;
/** A page of an application may compute for a second or two; one that leaves no room for so long never will. */
const STUCK_MS = 7_000;
const LOOK_EVERY_MS = 100;
const CLOSE_MS = 3_000;
const VIEW = { width: 1_280, height: 1_600 };

/** @throws FetchFault for what the site answers; RetryError when the browser or the tab ends */
export async function render(
  browser: Browser,
  job: RenderJob,
  cage: { readonly proxyHost: string; readonly watch: Watch | undefined; readonly onHung: () => void },
): Promise<RenderedPage> {
  let limit: string | undefined;
  const ended = new AbortController();
  const signal = AbortSignal.any([job.signal, ended.signal]);
  const onLimit = (what: string) => (limit ??= what);
  const proxy = await EgressProxy.open({ guard: job.guard, host: cage.proxyHost, onLimit });
  const onGone = () => ended.abort(new RetryError('the browser ended while it had the page'));
  browser.once('disconnected', onGone);
  const context = await browser
    .createBrowserContext({
      proxyServer: proxy.url,
      proxyBypassList: ['<-loopback>'],
      downloadBehavior: { policy: 'deny' },
    })
    .catch((error: unknown) => {
      proxy.close();
      throw new RetryError(`the browser gave no page: ${messageOf(error)}`);
    });
  try {
    const page = await abortable(context.newPage(), signal);
    page.once('error', () => {
      const why = cage.watch?.killed;
      ended.abort(
        why === undefined
          ? new RetryError('its tab in the browser crashed')
          : new FetchFault('too_large', `${describeUrl(job.target)}: ${why}`),
      );
    });
    context.on('targetcreated', (target) => {
      if (target !== page.target() && target.type() === 'page')
        void target.page().then((popup) => popup?.close(), ignore);
    });
    page.on('dialog', (dialog) => void dialog.dismiss().catch(ignore));
    const session = await abortable(prepare(page, job, proxy), signal);
    const begun = Promise.withResolvers<void>();
    const begin = async () => {
      try {
        await job.begin();
        begun.resolve();
      } catch (error) {
        ended.abort(error);
        throw error;
      }
    };
    const requests = new PageRequests(page, { ...job, begin, onLimit, isShut: () => limit !== undefined });
    await abortable(page.setRequestInterception(true), signal);
    await answer(page, job, begun.promise, signal);
    const view = new PageView(session, requests, job.target);
    const ending = await waitUntilDone(view, requests, job, () => limit, signal);
    const html = await view.markup(signal);
    if (html === undefined) {
      // Nothing of a page whose scripts cannot even be stopped is to be had; where the browser itself is silent, it hangs.
      await abortable(session.send('Browser.getVersion'), AbortSignal.timeout(CLOSE_MS)).catch(() => {
        cage.onHung();
        throw new RetryError('the browser does not answer any more');
      });
      throw new PermanentError(`the page does not come to rest in the browser: ${limit ?? ending}`, 'exhausted');
    }
    proxy.shut();
    return {
      url: view.url(page.url()),
      html,
      ended: limit ?? ending,
      requests: requests.sent,
      bytes: proxy.bytes,
      log: proxy.log,
    };
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof FetchFault || error instanceof PermanentError || error instanceof RetryError) throw error;
    throw faultOf(error, job.target, proxy.log);
  } finally {
    browser.off('disconnected', onGone);
    await abortable(context.close(), AbortSignal.timeout(CLOSE_MS)).catch(cage.onHung);
    proxy.close();
  }
}

async function prepare(page: Page, job: RenderJob, proxy: EgressProxy): Promise<CDPSession> {
  const session = await page.createCDPSession();
  await Promise.all([
    page.authenticate({ username: proxy.username, password: proxy.password }),
    page.setUserAgent({ userAgent: job.userAgent }),
    page.setViewport(VIEW),
    page.evaluateOnNewDocument(BEFORE),
    session.send('Network.enable'),
    session.send('Network.setBypassServiceWorker', { bypass: true }),
  ]);
  return session;
}

/** Waits for the head of the answer, which says whether there is a page at all. */
async function answer(page: Page, job: RenderJob, begun: Promise<void>, signal: AbortSignal): Promise<void> {
  const head = Promise.withResolvers<HTTPResponse>();
  page.on('response', (response) => {
    const request = response.request();
    const isRedirect = response.status() >= 300 && response.status() < 400;
    if (request.isNavigationRequest() && request.frame() === page.mainFrame() && !isRedirect) head.resolve(response);
  });
  // What becomes of it after its head is looked at by those who wait for the page's words.
  page.goto(job.target.href, { timeout: 0, waitUntil: 'domcontentloaded' }).catch(head.reject);
  await abortable(Promise.race([begun, head.promise]), signal);
  const patience = AbortSignal.timeout(ANSWER_MS);
  let response: HTTPResponse;
  try {
    response = await abortable(head.promise, AbortSignal.any([signal, patience]));
  } catch (error) {
    if (!patience.aborted || signal.aborted) throw error;
    throw new FetchFault(
      'timeout',
      `${describeUrl(job.target)} did not answer the browser within ${ANSWER_MS / 1000} s`,
    );
  }
  const headers = response.headers();
  judgeStatus(response.status(), (name) => headers[name], job.target);
}

async function waitUntilDone(
  view: PageView,
  requests: PageRequests,
  job: RenderJob,
  limit: () => string | undefined,
  signal: AbortSignal,
): Promise<Ending> {
  const patience = new Patience(performance.now(), DEADLINE_MS);
  let seenAt = performance.now();
  for (;;) {
    await sleep(LOOK_EVERY_MS, undefined, { signal });
    const seen = await view.look(signal);
    // Scripts that leave no room for a look are busy, whatever they do.
    const now = performance.now();
    if (seen !== undefined) seenAt = now;
    else if (now - seenAt > STUCK_MS) return 'stuck';
    const step = patience.next({
      now,
      signature: seen?.signature ?? `busy ${now}`,
      busy: seen === undefined || requests.busy,
      canScroll: seen?.canScroll ?? false,
    });
    if (step === 'judge' && seen !== undefined) {
      const html = await view.markup(signal, 'running');
      if (html === undefined) continue;
      patience.judged(seen.signature, await job.judge({ url: job.target.href, html }));
    } else if (step === 'scroll') await view.scroll(signal);
    else if (step === 'decline') await view.decline(signal);
    else if (step !== 'wait' && step !== 'judge') return step;
    if (limit() !== undefined) return 'deadline';
  }
}

function faultOf(error: unknown, target: URL, log: readonly PassedHost[]): FetchFault {
  const said = log.find(({ outcome }) => outcome !== 'passed');
  if (said?.outcome === 'refused') return new FetchFault('invalid', said.why ?? 'the address is refused');
  // `net::ERR_BLOCKED_BY_CLIENT` is our own no: the page wants to go where it may not.
  const message = messageOf(error);
  const ours = /ERR_(BLOCKED_BY_CLIENT|ABORTED)/.test(message);
  return new FetchFault(
    ours ? 'invalid' : 'network',
    ours
      ? `${describeUrl(target)} leads the browser away from its host`
      : `${describeUrl(target)} could not be read by the browser: ${said?.why ?? message.replace(/ at http.*/s, '')}`,
  );
}

function ignore(): void {
  // The page is on its way out.
}
